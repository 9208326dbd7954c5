import { row, type Entries } from '../entry.ts';

const source = row('http', 'source', 'soon');

/** Requests without a proper answer. */
export const httpAnswerTexts: Entries = {
  'http/no-answer-closed': {
    ...source,
    en: {
      title: 'closed without an answer',
      meaning: '{host} took the request and closed the connection without sending anything.',
      certain: 'The connection ended with no byte of an answer.',
      causes: [
        'The server crashed over the request.',
        'A protection in front of the server dropped it.',
        'The port expects https and the source is set to http, or the other way round.',
      ],
      remedy: [
        'Have it told from what looks alike: `feedgate source test {source}`.',
        'Try it: `curl -sv -m 30 {url} -o /dev/null`.',
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'The poll is tried again by itself; if it stays, ask the provider with the time of the poll.',
      ],
    },
    ko: {
      title: '응답 없이 연결이 닫혔습니다',
      meaning: '{host}{이/가} 요청을 받고 아무것도 보내지 않은 채 연결을 닫았습니다.',
      certain: '응답을 한 바이트도 받지 못하고 연결이 끝났습니다.',
      causes: [
        '서버가 요청을 처리하다가 비정상 종료했습니다.',
        '서버 앞의 보호 장비가 요청을 버렸습니다.',
        'https 포트에 http로, 또는 그 반대로 접속했습니다.',
      ],
      remedy: [
        '비슷해 보이는 원인과 가려내게 하십시오: `feedgate source test {source}`.',
        '시도하십시오: `curl -sv -m 30 {url} -o /dev/null`.',
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '폴링은 자동으로 다시 시도합니다. 계속되면 폴링 시각과 함께 피드 제공자에게 문의하십시오.',
      ],
    },
  },
  'http/reset': {
    ...source,
    en: {
      title: 'reset before the answer',
      meaning: '{host} or a box in between cut the connection hard after the request was sent.',
      certain: 'A reset (ECONNRESET) came before the head of the answer.',
      causes: [
        'An intrusion prevention system or web firewall did not like the request.',
        'The server or a load balancer restarts.',
      ],
      remedy: [
        'Have it told from what looks alike: `feedgate source test {source}`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
        'Try it: `curl -sv -m 30 {url} -o /dev/null`.',
        'Look for the address of {host} in the log of your firewall.',
        'Ask the provider whether their firewall blocks your address: `curl -s https://ifconfig.me`.',
      ],
    },
    ko: {
      title: '응답 전에 연결이 재설정되었습니다',
      meaning: '요청을 보낸 뒤 {host} 또는 중간 장비가 연결을 강제로 끊었습니다.',
      certain: '응답의 헤더가 오기 전에 재설정(ECONNRESET)이 왔습니다.',
      causes: ['침입 방지 시스템이나 웹 방화벽이 요청을 차단했습니다.', '서버나 로드 밸런서가 다시 시작하는 중입니다.'],
      remedy: [
        '비슷해 보이는 원인과 가려내게 하십시오: `feedgate source test {source}`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
        '시도하십시오: `curl -sv -m 30 {url} -o /dev/null`.',
        '사내 방화벽 로그에서 {host}의 주소를 찾아보십시오.',
        '공인 주소가 차단되는지 피드 제공자에게 문의하십시오: `curl -s https://ifconfig.me`.',
      ],
    },
  },
  'http/slow-server': {
    ...source,
    en: {
      title: 'no answer within the limit',
      meaning: '{host} took the request and sent nothing within the time for the first byte (60 s unless set).',
      certain: 'The timer for the first byte ran out on an open connection.',
      causes: [
        'The server needs long to gather so wide a time span.',
        'The collection is empty or inactive, and the server never answers.',
        'The server is overloaded.',
      ],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
        'Give it more time: `feedgate source edit {source} --timeout-first-byte 3m`.',
        'Check with the provider that the collection {collection} has content.',
      ],
    },
    ko: {
      title: '제한 시간 안에 응답이 없습니다',
      meaning: '{host}{이/가} 요청을 받았으나 첫 바이트 제한 시간(기본 60초) 안에 아무것도 보내지 않았습니다.',
      certain: '연결된 상태에서 첫 바이트 제한 시간이 지났습니다.',
      causes: [
        '요청한 기간이 넓어 서버가 데이터를 모으는 데 오래 걸립니다.',
        '컬렉션이 비어 있거나 비활성이어서 서버가 응답하지 않습니다.',
        '서버가 과부하입니다.',
      ],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
        '시간을 늘리십시오: `feedgate source edit {source} --timeout-first-byte 3m`.',
        '컬렉션 {collection}에 데이터가 있는지 피드 제공자에게 확인하십시오.',
      ],
    },
  },
  'http/stalled': {
    ...source,
    en: {
      title: 'the answer stopped',
      meaning: 'The answer of {host} began and then nothing more came for longer than allowed (30 s unless set).',
      certain: 'The stall timer ran out within the body; the evidence tells how many bytes had come.',
      causes: ['The server or its database hangs over a wide time span.', 'The line was cut without notice.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'Allow longer pauses: `feedgate source edit {source} --timeout-stall 2m`.',
      ],
    },
    ko: {
      title: '응답이 도중에 멈췄습니다',
      meaning: '{host}의 응답이 시작된 뒤 허용 시간(기본 30초)보다 오래 더 오지 않았습니다.',
      certain: '본문을 받는 중에 정지 제한 시간이 지났습니다. 받은 바이트 수를 근거에 표시합니다.',
      causes: ['넓은 기간을 처리하다가 서버나 데이터베이스가 멈췄습니다.', '회선이 예고 없이 끊겼습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '더 긴 정지를 허용하십시오: `feedgate source edit {source} --timeout-stall 2m`.',
      ],
    },
  },
  'http/drip': {
    ...source,
    en: {
      title: 'the answer comes too slowly',
      meaning: '{host} sends, but less than the lowest rate that Feedgate accepts.',
      certain: 'The rate over a minute stayed below the limit; the evidence holds it.',
      causes: ['An overloaded server or a very slow line.', 'A server that keeps clients hanging on purpose.'],
      remedy: [
        'Measure it: `curl -s -m 120 -o /dev/null -w "%{speed_download}\\n" {url}`.',
        'Ask for less at a time: `feedgate source edit {source} --segment 6h`.',
      ],
    },
    ko: {
      title: '응답이 너무 느립니다',
      meaning: '{host}{이/가} 데이터를 보내지만 Feedgate가 허용하는 최저 속도보다 느립니다.',
      certain: '1분 동안의 속도가 한도보다 낮았습니다. 속도를 근거에 표시합니다.',
      causes: ['서버가 과부하이거나 회선이 매우 느립니다.', '클라이언트를 일부러 붙잡아 두는 서버입니다.'],
      remedy: [
        '측정하십시오: `curl -s -m 120 -o /dev/null -w "%{speed_download}\\n" {url}`.',
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.',
      ],
    },
  },
  'http/too-long': {
    ...source,
    en: {
      title: 'the request took longer than allowed',
      meaning: 'One request to {host} did not end within its limit (30 min unless set), although data kept coming.',
      certain: 'The timer for the whole request ran out.',
      causes: ['The time span of one request is too wide.', 'An answer without end.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'Or allow more: `feedgate source edit {source} --timeout-request 1h`.',
      ],
    },
    ko: {
      title: '요청이 허용 시간을 넘겼습니다',
      meaning: '{host}에 보낸 요청 하나가 데이터가 계속 오는데도 제한 시간(기본 30분) 안에 끝나지 않았습니다.',
      certain: '요청 전체의 제한 시간이 지났습니다.',
      causes: ['요청 하나의 기간이 너무 넓습니다.', '끝나지 않는 응답입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '또는 시간을 늘리십시오: `feedgate source edit {source} --timeout-request 1h`.',
      ],
    },
  },
  'http/truncated': {
    ...source,
    en: {
      title: 'the answer was cut',
      meaning:
        'The connection to {host} ended before the announced end of the answer. Nothing of the cut part was applied.',
      certain: 'Fewer bytes came than announced, or the last chunk is missing.',
      causes: ['A proxy or load balancer limits the time or size of an answer.', 'The server crashed in the middle.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'If a proxy is in the way, have its limit raised for {host}.',
      ],
    },
    ko: {
      title: '응답이 잘렸습니다',
      meaning: '예고된 응답이 끝나기 전에 {host}{과/와}의 연결이 끊겼습니다. 잘린 부분은 전혀 반영하지 않았습니다.',
      certain: '예고보다 적은 바이트가 왔거나 마지막 청크가 없습니다.',
      causes: ['프록시나 로드 밸런서가 응답의 시간이나 크기를 제한합니다.', '서버가 도중에 비정상 종료했습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '프록시를 거친다면 {host}에 대한 제한을 늘려 달라고 요청하십시오.',
      ],
    },
  },
  'http/truncated-unmarked': {
    ...source,
    en: {
      title: 'the answer ends in the middle of the document',
      meaning: '{host} announced no length and closed the connection before the document was complete.',
      certain:
        'The answer is ended by closing, and the document in it is not complete; of a list, it was another one when it was asked for again.',
      causes: ['The server or a proxy gave up in the middle.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'The poll is tried again by itself.',
      ],
    },
    ko: {
      title: '응답이 문서 중간에서 끝났습니다',
      meaning: '{host}{이/가} 길이를 알리지 않고 문서가 끝나기 전에 연결을 닫았습니다.',
      certain: '연결 종료로 응답이 끝났는데 안의 문서가 완결되지 않았거나, 목록을 다시 요청했더니 내용이 달랐습니다.',
      causes: ['서버나 프록시가 도중에 포기했습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'http/stale-keepalive': {
    ...source,
    en: {
      title: 'a kept connection had been closed by the server',
      meaning:
        'A connection of an earlier request was used again and turned out closed. The request is repeated once by itself.',
      certain: 'The reset came on a connection that had been used before.',
      causes: ['The server closes idle connections early.'],
      remedy: ['Nothing to do unless it stays; then report it.'],
    },
    ko: {
      title: '유지하던 연결을 서버가 이미 닫았습니다',
      meaning: '앞선 요청의 연결을 다시 썼으나 닫혀 있었습니다. 요청은 자동으로 한 번 더 보냅니다.',
      certain: '이미 사용한 적이 있는 연결에서 재설정이 왔습니다.',
      causes: ['서버가 유휴 연결을 일찍 닫습니다.'],
      remedy: ['계속되지 않으면 조치할 것이 없습니다. 계속되면 신고하십시오.'],
    },
  },
};
