import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');

/** Statuses about who may ask (401 to 403). */
export const httpCredentialTexts: Entries = {
  'http/401': {
    ...auth,
    en: {
      title: 'credentials refused (401)',
      meaning:
        '{host} does not accept the credentials of {source}. The attempt is not repeated, so that no account is locked.',
      certain: 'Status 401 although credentials were sent.',
      causes: [
        'A wrong or expired password or key.',
        'The key is in the wrong place: some providers want it as user name, in a header, or as a bearer token.',
        'The account has ended.',
      ],
      remedy: [
        'See whether the feed wants credentials at all: `feedgate source test {source}`.',
        'Check user and key with the provider, then set them: `feedgate source edit {source} --user {user} --password-file {file}`.',
        'A key that belongs into a header: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
        'A bearer token: `feedgate source edit {source} --bearer-file {file}`.',
        'A feed that needs none: `feedgate source edit {source} --no-credentials`.',
      ],
    },
    ko: {
      title: '인증 정보가 거부되었습니다 (401)',
      meaning: '{host}{이/가} {source}의 인증 정보를 받아들이지 않습니다. 계정이 잠기지 않도록 다시 시도하지 않습니다.',
      certain: '인증 정보를 보냈는데 상태 401이 왔습니다.',
      causes: [
        '비밀번호나 키가 틀렸거나 만료되었습니다.',
        '키의 위치가 다릅니다. 사용자 이름, 헤더, Bearer 토큰으로 받는 곳이 있습니다.',
        '계정이 종료되었습니다.',
      ],
      remedy: [
        '자격 증명이 필요한 피드인지 확인하십시오: `feedgate source test {source}`.',
        '피드 제공자에게 사용자와 키를 확인하여 설정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
        '헤더에 넣는 키이면: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
        'Bearer 토큰이면: `feedgate source edit {source} --bearer-file {file}`.',
        '인증이 필요 없는 피드이면: `feedgate source edit {source} --no-credentials`.',
      ],
    },
  },
  'http/401-no-credentials': {
    ...auth,
    en: {
      title: 'credentials needed (401)',
      meaning: '{host} wants to know who asks, and {source} has no credentials.',
      certain: 'Status 401 and no credentials were sent.',
      causes: [
        'The feed was open before and asks for a key now.',
        'The credentials were forgotten. A user with a blank password is sent too.',
      ],
      remedy: [
        'Set what the provider gave you: `feedgate source edit {source} --user {user} --password-file {file}`.',
        'A key that is the user name alone: `feedgate source edit {source} --user KEY --no-password`.',
        'A key that belongs into a header: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
    ko: {
      title: '인증 정보가 필요합니다 (401)',
      meaning: '{host}{이/가} 인증을 요구하는데 {source}에 인증 정보가 없습니다.',
      certain: '인증 정보 없이 보낸 요청에 상태 401이 왔습니다.',
      causes: [
        '전에는 공개였으나 이제 키를 요구하는 피드입니다.',
        '인증 정보를 설정하지 않았습니다. 빈 비밀번호도 사용자와 함께 전송됩니다.',
      ],
      remedy: [
        '피드 제공자에게 받은 정보를 설정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
        '사용자 이름이 곧 키이면: `feedgate source edit {source} --user KEY --no-password`.',
        '헤더에 넣는 키이면: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
  },
  'http/402': {
    ...auth,
    en: {
      title: 'payment required (402)',
      meaning: '{host} knows the account and says that it does not pay for this.',
      certain: 'Status 402.',
      causes: ['The subscription has ended.', 'The quota of the plan is used up.'],
      remedy: ['Settle the subscription with the provider, then poll: `feedgate poll {source}`.'],
    },
    ko: {
      title: '결제가 필요합니다 (402)',
      meaning: '{host}{이/가} 계정은 알지만 이 데이터에 대한 결제가 없다고 응답합니다.',
      certain: '상태 402입니다.',
      causes: ['구독이 끝났습니다.', '요금제의 사용량을 모두 썼습니다.'],
      remedy: ['피드 제공자와 구독을 정리한 뒤 폴링하십시오: `feedgate poll {source}`.'],
    },
  },
  'http/403': {
    ...auth,
    en: {
      title: 'forbidden (403)',
      meaning: '{host} understood who asks and does not allow it.',
      certain: 'Status 403 without the marks of a protection in front of the server.',
      causes: [
        'The account has no right to {collection}, or the right has ended.',
        'Our address is not on the list of allowed ones.',
        'The key has the wrong role.',
      ],
      remedy: [
        'List the collections that this account may read: `feedgate source discover {source}`.',
        'Read what the server says in the evidence: `feedgate polls {source}`.',
        'Ask the provider for the right to {collection}, and give them your address: `curl -s https://ifconfig.me`.',
      ],
    },
    ko: {
      title: '허용되지 않습니다 (403)',
      meaning: '{host}{이/가} 요청자를 확인했으나 허용하지 않습니다.',
      certain: '서버 앞 보호 장비의 표시 없이 상태 403이 왔습니다.',
      causes: [
        '계정에 {collection}에 대한 권한이 없거나 기간이 끝났습니다.',
        '허용 목록에 이쪽 주소가 없습니다.',
        '키의 역할이 맞지 않습니다.',
      ],
      remedy: [
        '이 계정이 읽을 수 있는 컬렉션을 확인하십시오: `feedgate source discover {source}`.',
        '근거에서 서버의 메시지를 읽으십시오: `feedgate polls {source}`.',
        '피드 제공자에게 {collection}에 대한 권한을 요청하고 공인 주소를 알리십시오: `curl -s https://ifconfig.me`.',
      ],
    },
  },
  'http/403-not-entitled': {
    ...auth,
    en: {
      title: 'the subscription does not include the collection (403)',
      meaning: 'The service behind {host} says that this account may not read {collection}.',
      certain: 'Status 403 (or 402) with a message of the feed service itself.',
      causes: ['The plan does not include it.', 'The subscription has ended.'],
      remedy: [
        'Choose a collection that the account may read: `feedgate source edit {source} --collection {nearest}`.',
        'Or extend the subscription.',
      ],
    },
    ko: {
      title: '구독에 이 컬렉션이 없습니다 (403)',
      meaning: '{host}의 서비스가 이 계정으로 {collection}{을/를} 읽을 수 없다고 응답합니다.',
      certain: '피드 서비스 자체의 메시지와 함께 상태 403(또는 402)이 왔습니다.',
      causes: ['요금제에 포함되지 않습니다.', '구독이 끝났습니다.'],
      remedy: [
        '계정으로 읽을 수 있는 컬렉션을 지정하십시오: `feedgate source edit {source} --collection {nearest}`.',
        '또는 구독을 연장하십시오.',
      ],
    },
  },
  'http/403-waf': {
    ...auth,
    en: {
      title: 'blocked by the protection in front of the server (403)',
      meaning: 'Not the feed but the web protection (CDN, web firewall) in front of {host} refused the request.',
      certain: 'Status 403 with a page of a known protection product.',
      causes: [
        'Our address has a bad reputation there or comes from a blocked country.',
        'The protection takes us for a robot.',
      ],
      remedy: [
        'Ask the provider to allow your address: `curl -s https://ifconfig.me`.',
        'Give them the request number (Ray ID) from the evidence.',
      ],
    },
    ko: {
      title: '서버 앞의 보호 장비가 차단했습니다 (403)',
      meaning: '피드가 아니라 {host} 앞의 웹 보호 장비(CDN, 웹 방화벽)가 요청을 거부했습니다.',
      certain: '알려진 보호 제품의 페이지와 함께 상태 403이 왔습니다.',
      causes: ['이쪽 주소의 평판이 나쁘거나 차단된 국가에 속합니다.', '보호 장비가 자동화된 접근으로 판단합니다.'],
      remedy: [
        '공인 주소를 허용해 달라고 피드 제공자에게 요청하십시오: `curl -s https://ifconfig.me`.',
        '근거에 있는 요청 번호(Ray ID)를 전달하십시오.',
      ],
    },
  },
  'http/403-geo': {
    ...auth,
    en: {
      title: 'blocked by country (403)',
      meaning: '{host} does not answer addresses of this country or region.',
      certain: 'The refusing page says so, or the same request from another country works.',
      causes: ['A rule of the provider or its CDN.'],
      remedy: [
        'Ask the provider for an exception for your address: `curl -s https://ifconfig.me`.',
        'Or poll through a proxy in an allowed country: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '국가별로 차단됩니다 (403)',
      meaning: '{host}{이/가} 이 국가나 지역의 주소에는 응답하지 않습니다.',
      certain: '거부 페이지에 그렇게 나오거나, 다른 국가에서는 같은 요청이 성공합니다.',
      causes: ['피드 제공자나 CDN의 규칙입니다.'],
      remedy: [
        '공인 주소의 예외 등록을 피드 제공자에게 요청하십시오: `curl -s https://ifconfig.me`.',
        '또는 허용된 국가의 프록시로 폴링하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
  },
  'http/403-ua': {
    ...auth,
    en: {
      title: 'blocked by the name of the client (403)',
      meaning: '{host} refuses requests by the name of the program that asks (User-Agent).',
      certain: 'The same request under another name is answered.',
      causes: ['A rule of the provider against automatic clients.'],
      remedy: ['Ask the provider to allow Feedgate.'],
    },
    ko: {
      title: '클라이언트 이름으로 차단됩니다 (403)',
      meaning: '{host}{이/가} 요청하는 프로그램의 이름(User-Agent)으로 거부합니다.',
      certain: '이름만 바꾼 같은 요청에는 응답합니다.',
      causes: ['자동화된 클라이언트를 막는 피드 제공자의 규칙입니다.'],
      remedy: ['피드 제공자에게 Feedgate를 허용해 달라고 요청하십시오.'],
    },
  },
};
