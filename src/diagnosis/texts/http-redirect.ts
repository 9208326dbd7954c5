import { row, type Entries } from '../entry.ts';

const operator = row('http', 'operator', 'after-change');
const source = row('http', 'source', 'after-change');

/** Redirects: a poll is a POST, so none is followed blindly. */
export const httpRedirectTexts: Entries = {
  'http/redirect': {
    ...operator,
    en: {
      title: 'the address has moved',
      meaning:
        '{host} answers that the service is now at {location}. Feedgate does not send credentials there by itself.',
      certain: 'The status is a redirect, and its address is neither the same with a slash nor a log-in page.',
      causes: ['The provider has moved the service.', 'A shorter or older address is configured.'],
      remedy: [
        'Have the right address found: `feedgate source test {source}`.',
        'Confirm the new address with the provider, then set it: `feedgate source edit {source} {location} --keep-cursor`.',
      ],
    },
    ko: {
      title: '주소가 옮겨졌습니다',
      meaning:
        '{host}{이/가} 서비스가 {location}{으로/로} 옮겨졌다고 응답합니다. 인증 정보를 그곳으로 자동 전송하지는 않습니다.',
      certain: '리디렉션 상태이고, 새 주소가 슬래시만 다르거나 로그인 페이지인 경우가 아닙니다.',
      causes: ['피드 제공자가 서비스를 옮겼습니다.', '짧은 주소나 예전 주소를 설정했습니다.'],
      remedy: [
        '맞는 주소를 찾게 하십시오: `feedgate source test {source}`.',
        '피드 제공자에게 새 주소를 확인한 뒤 설정하십시오: `feedgate source edit {source} {location} --keep-cursor`.',
      ],
    },
  },
  'http/redirect-slash': {
    ...operator,
    en: {
      title: 'the path lacks its final slash',
      meaning:
        '{host} redirects {path} to the same path with a slash. A redirected poll would lose its body, so the path has to be right.',
      certain: 'The address in the redirect is ours plus "/".',
      causes: ['The final slash was left out.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Add it: `feedgate source edit {source} --path {path}/ --keep-cursor`.',
      ],
    },
    ko: {
      title: '경로 끝의 슬래시가 빠졌습니다',
      meaning:
        '{host}{이/가} {path}{을/를} 슬래시가 붙은 경로로 리디렉션합니다. 리디렉션된 폴링은 본문을 잃으므로 경로를 정확히 써야 합니다.',
      certain: '리디렉션 주소가 현재 주소에 "/"를 붙인 것입니다.',
      causes: ['끝의 슬래시를 빠뜨렸습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '슬래시를 붙이십시오: `feedgate source edit {source} --path {path}/ --keep-cursor`.',
      ],
    },
  },
  'http/redirect-login': {
    ...operator,
    en: {
      title: 'redirected to a log-in page',
      meaning: '{host} sends to {location}: it wants a browser log-in instead of the credentials of the source.',
      certain: 'The address in the redirect is that of a log-in page.',
      causes: [
        'The path is that of the web interface, not of the feed.',
        'The credentials are missing, or a proxy removed the header.',
        'A captive portal.',
      ],
      remedy: [
        'Check the path: `feedgate source edit {source} --path /taxii/poll/`.',
        'Set the credentials: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '로그인 페이지로 리디렉션됩니다',
      meaning: '{host}{이/가} {location}{으로/로} 보냅니다. 소스의 인증 정보 대신 브라우저 로그인을 요구합니다.',
      certain: '리디렉션 주소가 로그인 페이지입니다.',
      causes: [
        '피드가 아니라 웹 화면의 경로입니다.',
        '인증 정보가 없거나 프록시가 헤더를 지웠습니다.',
        '캡티브 포털입니다.',
      ],
      remedy: [
        '경로를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
        '인증 정보를 설정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
  },
  'http/redirect-downgrade': {
    ...source,
    en: {
      title: 'redirected from https to http',
      meaning:
        '{host} wants the poll to go on unencrypted at {location}. That would show the credentials to everybody on the way.',
      certain: 'The address in the redirect begins with http:// while ours is https.',
      causes: ['The server does not know that a proxy in front of it speaks https.'],
      remedy: [
        'Tell the provider.',
        'Often the same address with https works: `feedgate source edit {source} --https`.',
      ],
    },
    ko: {
      title: 'https에서 http로 리디렉션됩니다',
      meaning:
        '{host}{이/가} 암호화되지 않은 {location}{으로/로} 폴링하라고 합니다. 그러면 인증 정보가 경로에 노출됩니다.',
      certain: '현재 주소는 https인데 리디렉션 주소가 http://로 시작합니다.',
      causes: ['서버가 앞단 프록시의 https를 알지 못합니다.'],
      remedy: [
        '피드 제공자에게 알리십시오.',
        '같은 주소가 https로 되는 경우가 많습니다: `feedgate source edit {source} --https`.',
      ],
    },
  },
  'http/redirect-loop': {
    ...row('http', 'source', 'next-poll'),
    en: {
      title: 'redirected to the same address',
      meaning: '{host} redirects the poll to the address that was asked.',
      certain: 'The address in the redirect equals ours.',
      causes: ['A fault in the set-up of the server or its CDN.', 'The server wants a cookie.'],
      remedy: ['Show it to the provider: `curl -s -m 30 -D - -o /dev/null {url}`.'],
    },
    ko: {
      title: '같은 주소로 리디렉션됩니다',
      meaning: '{host}{이/가} 요청한 주소 그대로 다시 리디렉션합니다.',
      certain: '리디렉션 주소가 현재 주소와 같습니다.',
      causes: ['서버나 CDN의 설정 오류입니다.', '서버가 쿠키를 요구합니다.'],
      remedy: ['다음 결과를 피드 제공자에게 전달하십시오: `curl -s -m 30 -D - -o /dev/null {url}`.'],
    },
  },
  'http/redirect-private': {
    ...source,
    en: {
      title: 'redirected to a private address',
      meaning: '{host} sends to {location}, an address inside a private network. Feedgate does not go there.',
      certain: 'The address in the redirect is loopback, private or link-local.',
      causes: ['The server gives out its internal address.', 'An attempt to reach your own network.'],
      remedy: ['Tell the provider; do not change the source to that address.'],
    },
    ko: {
      title: '사설 주소로 리디렉션됩니다',
      meaning: '{host}{이/가} 사설 네트워크의 주소 {location}{으로/로} 보냅니다. 그곳에는 연결하지 않습니다.',
      certain: '리디렉션 주소가 루프백, 사설, 링크 로컬 주소입니다.',
      causes: ['서버가 내부 주소를 내보냅니다.', '사내 네트워크에 접근하려는 시도입니다.'],
      remedy: ['피드 제공자에게 알리십시오. 소스를 그 주소로 바꾸지 마십시오.'],
    },
  },
  'http/redirect-bad': {
    ...source,
    en: {
      title: 'redirected to nowhere',
      meaning: '{host} answers with a redirect whose address is missing or cannot be read.',
      certain: 'The Location header is absent or no http address.',
      causes: ['A faulty server.'],
      remedy: ['Show it to the provider: `curl -s -m 30 -D - -o /dev/null {url}`.'],
    },
    ko: {
      title: '리디렉션 주소가 없거나 잘못되었습니다',
      meaning: '{host}{이/가} 주소가 없거나 읽을 수 없는 리디렉션으로 응답합니다.',
      certain: 'Location 헤더가 없거나 http 주소가 아닙니다.',
      causes: ['서버의 결함입니다.'],
      remedy: ['다음 결과를 피드 제공자에게 전달하십시오: `curl -s -m 30 -D - -o /dev/null {url}`.'],
    },
  },
};
