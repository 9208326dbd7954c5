import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');

/** Who asks for a token, for what, and what becomes of it. */
export const authClientTexts: Entries = {
  'auth/client-refused': {
    ...auth,
    en: {
      title: 'the token server does not know the client or its secret',
      meaning:
        'Before the feed is asked, {source} gets a token at {host}, and is refused there. The attempt is not repeated, so that no client is locked.',
      certain: 'The answer is 401, or says invalid_client.',
      causes: [
        'The secret has ended or was renewed; many end after a year.',
        'Id and secret are of another environment (test and production).',
        'The server wants the secret in the body, not in the header, or the other way round.',
      ],
      remedy: [
        'Set id and secret anew: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file}`.',
        'Try the secret in the body: `feedgate source test {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-secret-in body`.',
      ],
    },
    ko: {
      title: '토큰 서버가 클라이언트 또는 비밀값을 인정하지 않습니다',
      meaning:
        '{source}{은/는} 피드를 요청하기 전에 {host}에서 토큰을 받는데 거기서 거부되었습니다. 클라이언트가 잠기지 않도록 다시 시도하지 않습니다.',
      certain: '응답이 401이거나 invalid_client입니다.',
      causes: [
        '비밀값이 만료되었거나 교체되었습니다. 1년 뒤 만료되는 곳이 많습니다.',
        'ID와 비밀값이 다른 환경(시험, 운영)의 것입니다.',
        '서버가 비밀값을 헤더가 아니라 본문으로 받거나 그 반대입니다.',
      ],
      remedy: [
        'ID와 비밀값을 다시 설정하십시오: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file}`.',
        '비밀값을 본문으로 보내 보십시오: `feedgate source test {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-secret-in body`.',
      ],
    },
  },
  'auth/login-refused': {
    ...auth,
    en: {
      title: 'the server refuses the user or the password at its log-in',
      meaning:
        '{source} logs in at {host} for a token, and is refused. The attempt is not repeated, so that no account is locked.',
      certain: 'The log-in answers 401 or 403.',
      causes: ['A wrong or expired password.', 'The account has ended, or may not use the interface.'],
      remedy: [
        'Check user and password with the provider, then set them: `feedgate source edit {source} --login-url {url} --user {user} --password-file {file}`.',
        'A feed that takes user and password themselves: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '서버가 로그인에서 사용자 또는 비밀번호를 거부합니다',
      meaning:
        '{source}{이/가} 토큰을 받으려고 {host}에 로그인했으나 거부되었습니다. 계정이 잠기지 않도록 다시 시도하지 않습니다.',
      certain: '로그인 응답이 401 또는 403입니다.',
      causes: ['비밀번호가 틀렸거나 만료되었습니다.', '계정이 종료되었거나 인터페이스를 쓸 권한이 없습니다.'],
      remedy: [
        '피드 제공자에게 사용자와 비밀번호를 확인하여 설정하십시오: `feedgate source edit {source} --login-url {url} --user {user} --password-file {file}`.',
        '사용자와 비밀번호를 그대로 받는 피드이면: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/scope-refused': {
    ...auth,
    en: {
      title: 'the token server does not grant the scope or audience',
      meaning: '{host} knows the client, but gives it no token for what was asked for.',
      certain: 'The answer says invalid_scope, invalid_target or invalid_resource.',
      causes: ['A scope misspelt, or not granted to this client.', 'The audience is missing, or is another address.'],
      remedy: [
        'See what the server says in the evidence: `feedgate polls {source}`.',
        'Ask the provider for the scope, or leave it out: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-scope SCOPE`.',
        'Where an audience is wanted: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-audience AUDIENCE`.',
      ],
    },
    ko: {
      title: '토큰 서버가 scope 또는 audience를 허용하지 않습니다',
      meaning: '{host}{이/가} 클라이언트는 인정하지만 요청한 범위의 토큰을 주지 않습니다.',
      certain: '응답이 invalid_scope, invalid_target 또는 invalid_resource입니다.',
      causes: ['scope의 철자가 틀렸거나 이 클라이언트에 허용되지 않았습니다.', 'audience가 없거나 다른 주소입니다.'],
      remedy: [
        '근거에서 서버의 메시지를 확인하십시오: `feedgate polls {source}`.',
        '피드 제공자에게 scope를 확인하거나 scope 없이 설정하십시오: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-scope SCOPE`.',
        'audience가 필요하면: `feedgate source edit {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-audience AUDIENCE`.',
      ],
    },
  },
  'auth/grant-refused': {
    ...auth,
    en: {
      title: 'the client may not get tokens by its own credentials',
      meaning: '{host} knows the client, but does not allow it the grant type client_credentials.',
      certain: 'The answer says unauthorized_client, unsupported_grant_type, invalid_grant or access_denied.',
      causes: ['The client was made for log-ins of people.', 'The grant type was not enabled for it.'],
      remedy: ['Ask the provider for a client (a service account) with the grant type client_credentials.'],
    },
    ko: {
      title: '클라이언트가 자체 인증으로 토큰을 받을 수 없습니다',
      meaning: '{host}{이/가} 클라이언트는 인정하지만 grant type client_credentials를 허용하지 않습니다.',
      certain: '응답이 unauthorized_client, unsupported_grant_type, invalid_grant 또는 access_denied입니다.',
      causes: ['사람의 로그인을 위해 만든 클라이언트입니다.', '이 grant type이 활성화되지 않았습니다.'],
      remedy: ['피드 제공자에게 grant type client_credentials를 쓰는 클라이언트(서비스 계정)를 요청하십시오.'],
    },
  },
  'auth/request-refused': {
    ...auth,
    en: {
      title: 'the token server does not understand the request',
      meaning: '{host} refuses the request for a token as such.',
      certain: 'Status 400 (or another of 4xx), or invalid_request.',
      causes: [
        'The server wants id and secret in the body.',
        'It wants a field more, such as an audience.',
        'The fields of its log-in have other names.',
      ],
      remedy: [
        'See what the server says in the evidence: `feedgate polls {source}`.',
        'Try the secret in the body: `feedgate source test {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-secret-in body`.',
        'Of a log-in, name the fields: `feedgate source edit {source} --login-url {url} --login-fields username,password,token --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '토큰 서버가 요청을 이해하지 못합니다',
      meaning: '{host}{이/가} 토큰 요청 자체를 거부합니다.',
      certain: '상태 400(또는 다른 4xx)이거나 invalid_request입니다.',
      causes: [
        '서버가 ID와 비밀값을 본문으로 받습니다.',
        'audience와 같은 필드가 더 필요합니다.',
        '로그인의 필드 이름이 다릅니다.',
      ],
      remedy: [
        '근거에서 서버의 메시지를 확인하십시오: `feedgate polls {source}`.',
        '비밀값을 본문으로 보내 보십시오: `feedgate source test {source} --oauth-url {url} --oauth-client {client} --oauth-secret-file {file} --oauth-secret-in body`.',
        '로그인이면 필드 이름을 지정하십시오: `feedgate source edit {source} --login-url {url} --login-fields username,password,token --user {user} --password-file {file}`.',
      ],
    },
  },
  'auth/token-refused': {
    ...auth,
    en: {
      title: 'a new token is refused',
      meaning:
        'The token server handed out a token, and {host} refuses it at once. User and secret are right; the token is not for this server.',
      certain: 'Status 401 for the first request that showed the token.',
      causes: [
        'The token is for another audience or scope.',
        'The token server belongs to another environment (test and production).',
        'The account has no access to this interface.',
      ],
      remedy: [
        'Read what the server says about the token (www-authenticate): `feedgate source test {source}`.',
        'Ask the provider for token address, scope and audience of this feed, and set all of them: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file} --oauth-audience AUDIENCE`.',
      ],
    },
    ko: {
      title: '새 토큰이 거부되었습니다',
      meaning:
        '토큰 서버가 준 토큰을 {host}{이/가} 바로 거부합니다. 사용자와 비밀값은 맞지만 이 서버를 위한 토큰이 아닙니다.',
      certain: '토큰을 보낸 첫 요청에 상태 401이 왔습니다.',
      causes: [
        '다른 audience나 scope의 토큰입니다.',
        '토큰 서버가 다른 환경(시험, 운영)의 것입니다.',
        '계정에 이 인터페이스에 대한 권한이 없습니다.',
      ],
      remedy: [
        '서버가 토큰에 대해 알리는 내용(www-authenticate)을 확인하십시오: `feedgate source test {source}`.',
        '피드 제공자에게 이 피드의 토큰 주소, scope, audience를 확인하여 모두 설정하십시오: `feedgate source edit {source} --oauth-url URL --oauth-client {client} --oauth-secret-file {file} --oauth-audience AUDIENCE`.',
      ],
    },
  },
  'auth/clock': {
    ...row('auth', 'source', 'next-poll'),
    en: {
      title: 'the clocks of token server and source disagree',
      meaning:
        'The token holds only from a moment that is still to come by the clock of {host}, which therefore refuses it. The clock of this host does not matter here.',
      certain: 'The token begins later than the time in the Date header of the refusal.',
      causes: ['The token server, or {host}, does not set its clock by NTP.'],
      remedy: [
        'Tell the provider, with the evidence: `feedgate source test {source} --json`.',
        'A few seconds pass by themselves: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '토큰 서버와 소스의 시계가 서로 다릅니다',
      meaning:
        '토큰의 시작 시각이 {host}의 시계로는 아직 오지 않은 시각이어서 거부됩니다. 이 호스트의 시계와는 관계가 없습니다.',
      certain: '토큰의 시작 시각이 거부 응답의 Date 헤더보다 늦습니다.',
      causes: ['토큰 서버 또는 {host}의 시계가 NTP로 맞춰져 있지 않습니다.'],
      remedy: [
        '근거와 함께 피드 제공자에게 알리십시오: `feedgate source test {source} --json`.',
        '몇 초 차이이면 잠시 뒤 다시 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
};
