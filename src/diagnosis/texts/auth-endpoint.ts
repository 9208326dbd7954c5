import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');

/** Where tokens are asked for, and what comes back. */
export const authEndpointTexts: Entries = {
  'auth/endpoint-unreachable': {
    ...row('auth', 'network', 'soon'),
    en: {
      title: 'the token server cannot be reached',
      meaning:
        '{source} gets a token at {host} before it asks for its feed, and there is no connection to {host}. The feed itself was not asked.',
      certain:
        'Its name has no address, or no address of it takes a connection to port {port}; the evidence names the code.',
      causes: ['A firewall opens the way to the feed, but not to the token server.', 'The address is misspelt.'],
      remedy: [
        'Try it from this host: `feedgate net check {host} {port}`.',
        'Read what stands in the way (because): `feedgate source test {source}`.',
        'Correct the address: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        'Of a log-in: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '토큰 서버에 연결할 수 없습니다',
      meaning:
        '{source}{은/는} 피드를 요청하기 전에 {host}에서 토큰을 받는데 {host}에 연결되지 않습니다. 피드에는 아직 요청하지 않았습니다.',
      certain: '이름에 주소가 없거나 어떤 주소도 포트 {port}의 연결을 받지 않습니다. 근거에 코드가 나옵니다.',
      causes: ['방화벽이 피드로 가는 길만 열고 토큰 서버로 가는 길은 막습니다.', '주소의 철자가 틀렸습니다.'],
      remedy: [
        '이 호스트에서 확인하십시오: `feedgate net check {host} {port}`.',
        '무엇이 막는지(because) 확인하십시오: `feedgate source test {source}`.',
        '주소를 고치십시오: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        '로그인이면: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/endpoint-missing': {
    ...auth,
    en: {
      title: 'there is no token endpoint at the address',
      meaning: 'Nothing at {url} hands out tokens, so {source} cannot ask for its feed.',
      certain: 'Status 404, 405, 410 or 501 for the request for a token.',
      causes: ['The address comes from an old document.', 'A part of the path is missing (a tenant, a version).'],
      remedy: [
        'See whether the server tells its token endpoint: `curl -s https://{host}/.well-known/openid-configuration`.',
        'Set the address: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        'Of a log-in: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '그 주소에 토큰 엔드포인트가 없습니다',
      meaning: '{url}에서는 토큰을 주지 않으므로 {source}{이/가} 피드를 요청할 수 없습니다.',
      certain: '토큰 요청에 상태 404, 405, 410 또는 501이 왔습니다.',
      causes: ['오래된 문서의 주소입니다.', '경로의 일부(테넌트, 버전)가 빠졌습니다.'],
      remedy: [
        '서버가 토큰 엔드포인트를 알려 주는지 확인하십시오: `curl -s https://{host}/.well-known/openid-configuration`.',
        '주소를 설정하십시오: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        '로그인이면: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/endpoint-moved': {
    ...auth,
    en: {
      title: 'the token endpoint has moved',
      meaning: '{host} redirects who asks for a token to {location}. Secrets are not sent after a redirect.',
      certain: 'Status 3xx for the request for a token.',
      causes: ['The address is that of an older version.', 'The address is that of a page for people.'],
      remedy: [
        'Ask the provider whether the new address is theirs, and set it: `feedgate source edit {source} --oauth-url {location} --oauth-client {client} --oauth-secret-file {file}`.',
        'Of a log-in: `feedgate source edit {source} --login-url {location} --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '토큰 엔드포인트가 이동했습니다',
      meaning:
        '{host}{이/가} 토큰 요청을 {location}{으로/로} 리디렉션합니다. 비밀값은 리디렉션을 따라 보내지 않습니다.',
      certain: '토큰 요청에 상태 3xx가 왔습니다.',
      causes: ['이전 버전의 주소입니다.', '사람이 쓰는 페이지의 주소입니다.'],
      remedy: [
        '새 주소가 맞는지 피드 제공자에게 확인하여 설정하십시오: `feedgate source edit {source} --oauth-url {location} --oauth-client {client} --oauth-secret-file {file}`.',
        '로그인이면: `feedgate source edit {source} --login-url {location} --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/endpoint-down': {
    ...row('auth', 'source', 'soon'),
    en: {
      title: 'the token server is in trouble',
      meaning:
        '{host} hands out no token at the moment, so {source} cannot ask for its feed. It is tried again by itself.',
      certain: 'Status 408, 429 or 5xx for the request for a token, or temporarily_unavailable.',
      causes: ['Maintenance or overload of the token server.', 'Too many requests for tokens from this address.'],
      remedy: ['Wait, or try now: `feedgate poll {source}`.', 'If it lasts, tell the provider.'],
    },
    ko: {
      title: '토큰 서버에 문제가 있습니다',
      meaning:
        '지금 {host}에서 토큰을 받을 수 없어 {source}{이/가} 피드를 요청할 수 없습니다. 자동으로 다시 시도합니다.',
      certain: '토큰 요청에 상태 408, 429, 5xx 또는 temporarily_unavailable이 왔습니다.',
      causes: ['토큰 서버가 점검 중이거나 과부하 상태입니다.', '이 주소에서 토큰을 너무 자주 요청했습니다.'],
      remedy: ['기다리거나 지금 다시 시도하십시오: `feedgate poll {source}`.', '계속되면 피드 제공자에게 알리십시오.'],
    },
  },
  'auth/not-json': {
    ...auth,
    en: {
      title: 'the answer of the token endpoint is no JSON',
      meaning: '{url} answers a request for a token with something else, such as a page for people.',
      certain: 'Status 2xx and a body that is no JSON object.',
      causes: [
        'The address is that of a log-in page, not of the token endpoint.',
        'A proxy or portal answers in its place.',
      ],
      remedy: [
        'Look at the beginning of the answer in the evidence: `feedgate source test {source}`.',
        'Set the address of the token endpoint: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        'Of a log-in: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '토큰 엔드포인트의 응답이 JSON이 아닙니다',
      meaning: '{url}{이/가} 토큰 요청에 사람이 보는 페이지와 같은 다른 내용으로 응답합니다.',
      certain: '상태 2xx인데 본문이 JSON 객체가 아닙니다.',
      causes: ['토큰 엔드포인트가 아니라 로그인 페이지의 주소입니다.', '프록시나 포털이 대신 응답합니다.'],
      remedy: [
        '근거에서 응답의 시작 부분을 확인하십시오: `feedgate source test {source}`.',
        '토큰 엔드포인트의 주소를 설정하십시오: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file}`.',
        '로그인이면: `feedgate source edit {source} --login-url URL --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/no-token': {
    ...auth,
    en: {
      title: 'the answer of the token endpoint holds no token',
      meaning:
        '{host} answers with JSON in which the token is not where it is looked for. The evidence names the fields that came, without their values.',
      certain: 'No text in the field access_token, or of a log-in in the field that is configured.',
      causes: ['The token stands in a field of another name.', 'The address is that of another service.'],
      remedy: [
        'See which fields came: `feedgate source test {source}`.',
        'Of a log-in, name the field (data.token is one inside another): `feedgate source edit {source} --login-url {url} --login-fields username,password,FIELD --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '토큰 엔드포인트의 응답에 토큰이 없습니다',
      meaning:
        '{host}{이/가} JSON으로 응답했으나 찾는 자리에 토큰이 없습니다. 근거에는 응답에 있던 필드의 이름만 나오고 값은 나오지 않습니다.',
      certain: 'access_token 필드(로그인이면 설정한 필드)에 값이 없습니다.',
      causes: ['토큰이 다른 이름의 필드에 있습니다.', '다른 서비스의 주소입니다.'],
      remedy: [
        '어떤 필드가 왔는지 확인하십시오: `feedgate source test {source}`.',
        '로그인이면 필드 이름을 지정하십시오(data.token은 안쪽 필드입니다): `feedgate source edit {source} --login-url {url} --login-fields username,password,FIELD --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/token-type': {
    ...auth,
    en: {
      title: 'the token is of a type that cannot be shown',
      meaning: '{host} hands out a token that is not of the type Bearer; Feedgate shows only such.',
      certain: 'The field token_type of the answer names another type than Bearer.',
      causes: ['The client is set up for tokens that are bound to a key (DPoP, MAC).'],
      remedy: ['Ask the provider for a client that gets tokens of the type Bearer.'],
    },
    ko: {
      title: '쓸 수 없는 유형의 토큰입니다',
      meaning: '{host}{이/가} Bearer 유형이 아닌 토큰을 줍니다. Feedgate는 Bearer 토큰만 사용합니다.',
      certain: '응답의 token_type이 Bearer가 아닙니다.',
      causes: ['클라이언트가 키에 묶인 토큰(DPoP, MAC)을 받도록 설정되어 있습니다.'],
      remedy: ['피드 제공자에게 Bearer 토큰을 받는 클라이언트를 요청하십시오.'],
    },
  },
  'auth/token-expired': {
    ...row('auth', 'source', 'next-poll'),
    en: {
      title: 'the token has ended when it comes',
      meaning: '{host} hands out a token that holds for no time at all.',
      certain: 'The field expires_in is 0 or less, or the token itself ends before it begins.',
      causes: ['A wrong setting of the token server.'],
      remedy: ['Tell the provider, with the evidence: `feedgate source test {source} --json`.'],
    },
    ko: {
      title: '받은 토큰이 이미 만료되었습니다',
      meaning: '{host}{이/가} 유효 시간이 없는 토큰을 줍니다.',
      certain: 'expires_in이 0 이하이거나 토큰의 종료 시각이 시작 시각보다 앞섭니다.',
      causes: ['토큰 서버의 설정이 잘못되었습니다.'],
      remedy: ['근거와 함께 피드 제공자에게 알리십시오: `feedgate source test {source} --json`.'],
    },
  },
};
