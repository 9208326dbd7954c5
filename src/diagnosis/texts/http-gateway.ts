import { row, type Entries } from '../entry.ts';

const source = row('http', 'source', 'soon');

/** Statuses of what stands in front of the server, and those without a meaning here. */
export const httpGatewayTexts: Entries = {
  'http/502': {
    ...source,
    en: {
      title: 'bad gateway (502)',
      meaning: 'A proxy or load balancer in front of {host} got no proper answer from the server behind it.',
      certain: 'Status 502.',
      causes: ['The server restarts or is down.', 'The query was too heavy for it.'],
      remedy: [
        'Wait: the poll is tried again by itself.',
        'If it comes with wide spans only: `feedgate source edit {source} --segment 1d`.',
        'If it stays, tell the provider.',
      ],
    },
    ko: {
      title: '게이트웨이 오류입니다 (502)',
      meaning: '{host} 앞의 프록시나 로드 밸런서가 뒤의 서버에서 올바른 응답을 받지 못했습니다.',
      certain: '상태 502입니다.',
      causes: ['서버가 다시 시작하는 중이거나 내려가 있습니다.', '서버가 감당하기 어려운 질의입니다.'],
      remedy: [
        '기다리십시오. 폴링은 자동으로 다시 시도합니다.',
        '넓은 기간에서만 발생하면: `feedgate source edit {source} --segment 1d`.',
        '계속되면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'http/503': {
    ...source,
    en: {
      title: 'service unavailable (503)',
      meaning: '{host} is overloaded or under maintenance. Feedgate waits as long as the server says (Retry-After).',
      certain: 'Status 503.',
      causes: ['Maintenance or overload at the provider.', 'A limit for clients that ask too often.'],
      remedy: [
        'Wait: the poll is tried again by itself; listings stay in force.',
        'Look at the status page of the provider; if it stays for hours, ask them.',
        'Poll at another time than everybody: `feedgate source edit {source} --interval "17 */2 * * *"`.',
      ],
    },
    ko: {
      title: '서비스를 사용할 수 없습니다 (503)',
      meaning: '{host}{이/가} 과부하이거나 점검 중입니다. 서버가 알린 시간(Retry-After)만큼 기다립니다.',
      certain: '상태 503입니다.',
      causes: ['피드 제공자의 점검이나 과부하입니다.', '너무 자주 요청하는 클라이언트에 대한 제한입니다.'],
      remedy: [
        '기다리십시오. 폴링은 자동으로 다시 시도하고 등재는 유효합니다.',
        '피드 제공자의 상태 페이지를 보고, 몇 시간 동안 계속되면 문의하십시오.',
        '몰리는 시각을 피해 폴링하십시오: `feedgate source edit {source} --interval "17 */2 * * *"`.',
      ],
    },
  },
  'http/504': {
    ...source,
    en: {
      title: 'gateway timeout (504)',
      meaning: 'The server behind {host} needed longer than the load balancer in front of it waits.',
      certain: 'Status 504.',
      causes: ['The time span of one request is too wide.', 'The server is overloaded.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'Then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '게이트웨이 시간이 초과되었습니다 (504)',
      meaning: '{host} 뒤의 서버가 앞단 로드 밸런서가 기다리는 시간보다 오래 걸렸습니다.',
      certain: '상태 504입니다.',
      causes: ['요청 하나의 기간이 너무 넓습니다.', '서버가 과부하입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '그 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'http/511': {
    ...row('http', 'network', 'after-change'),
    en: {
      title: 'the network asks to log in first (511)',
      meaning:
        'Not {host} but the network of this host answered: it wants a log-in on a web page first (captive portal).',
      certain: 'Status 511, or a redirect to a page of the network.',
      causes: ['This host is in a guest network or was not registered.'],
      remedy: ['Have this host exempted from the portal by its address.'],
    },
    ko: {
      title: '네트워크가 먼저 로그인하라고 합니다 (511)',
      meaning:
        '{host}{이/가} 아니라 이 호스트의 네트워크가 응답했습니다. 먼저 웹 페이지에서 로그인하라고 합니다(캡티브 포털).',
      certain: '상태 511이거나 네트워크의 페이지로 리디렉션됩니다.',
      causes: ['이 호스트가 게스트 네트워크에 있거나 등록되지 않았습니다.'],
      remedy: ['이 호스트의 주소를 포털 예외로 등록하십시오.'],
    },
  },
  'http/52x': {
    ...source,
    en: {
      title: 'the CDN cannot reach the server behind it',
      meaning:
        'The CDN in front of {host} answered with a status from 520 to 530: the server of the provider is down or misconfigured.',
      certain: 'The status is one of those that only CDNs use.',
      causes: ['An outage at the provider.', 'An expired certificate between CDN and server (526).'],
      remedy: ['Wait: the poll is tried again by itself.', 'If it stays, tell the provider the status and the time.'],
    },
    ko: {
      title: 'CDN이 뒤의 서버에 도달하지 못합니다',
      meaning:
        '{host} 앞의 CDN이 520~530 상태로 응답했습니다. 피드 제공자의 서버가 내려가 있거나 설정이 잘못되었습니다.',
      certain: 'CDN만 사용하는 상태입니다.',
      causes: ['피드 제공자의 장애입니다.', 'CDN과 서버 사이의 인증서가 만료되었습니다(526).'],
      remedy: ['기다리십시오. 폴링은 자동으로 다시 시도합니다.', '계속되면 상태와 시각을 피드 제공자에게 알리십시오.'],
    },
  },
  'http/status': {
    ...row('http', 'source', 'next-poll'),
    en: {
      title: 'a status that has no meaning here',
      meaning:
        '{host} answered with a status that no rule covers; the evidence holds it with the headers and the beginning of the body.',
      certain: 'The status is none of those with a condition of their own.',
      causes: ['A faulty or unusual server.', 'A box on the way answers in its place.'],
      remedy: ['Look at the whole answer: `curl -s -m 30 -D - -o /dev/null {url}`.', 'Ask the provider.'],
    },
    ko: {
      title: '여기에서 의미가 없는 상태입니다',
      meaning: '{host}{이/가} 규칙에 없는 상태로 응답했습니다. 헤더와 본문의 앞부분을 근거에 표시합니다.',
      certain: '별도 항목이 있는 상태가 아닙니다.',
      causes: ['서버가 잘못되었거나 특이합니다.', '중간 장비가 대신 응답합니다.'],
      remedy: ['전체 응답을 보십시오: `curl -s -m 30 -D - -o /dev/null {url}`.', '피드 제공자에게 문의하십시오.'],
    },
  },
};
