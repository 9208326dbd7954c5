import { row, type Entries } from '../entry.ts';

const operator = row('tls', 'operator', 'after-change');
const source = row('tls', 'source', 'after-change');

/** Two ends that do not agree on how to speak TLS. */
export const tlsHandshakeTexts: Entries = {
  'tls/server-too-old': {
    ...source,
    en: {
      title: 'the server speaks only older versions of TLS',
      meaning: '{host} does not speak TLS 1.2 or newer. Feedgate demands it.',
      certain: 'The server ends the handshake with "protocol version" (alert 70) or answers with an older version.',
      causes: ['A server that has not been updated for years.', 'The minimum of this source is set to 1.3.'],
      remedy: [
        'See: `openssl s_client -connect {host}:{port} -servername {host} -tls1_2 </dev/null`.',
        'If that works, lower the minimum: `feedgate source edit {source} --tls-minimum 1.2`.',
        'Else the provider has to update.',
      ],
    },
    ko: {
      title: '서버가 오래된 TLS 버전만 지원합니다',
      meaning: '{host}{이/가} TLS 1.2 이상을 지원하지 않습니다. Feedgate는 1.2 이상을 요구합니다.',
      certain: '서버가 "protocol version"(alert 70)으로 핸드셰이크를 끝내거나 이전 버전으로 응답합니다.',
      causes: ['몇 년 동안 갱신되지 않은 서버입니다.', '이 소스의 최소 버전이 1.3으로 설정되어 있습니다.'],
      remedy: [
        '확인하십시오: `openssl s_client -connect {host}:{port} -servername {host} -tls1_2 </dev/null`.',
        '성공하면 최소 버전을 낮추십시오: `feedgate source edit {source} --tls-minimum 1.2`.',
        '실패하면 피드 제공자가 서버를 갱신해야 합니다.',
      ],
    },
  },
  'tls/server-too-new': {
    ...operator,
    en: {
      title: 'the server demands a newer version of TLS than we offer',
      meaning: '{host} accepts only a TLS version that this host does not offer.',
      certain: 'Alert 70 while our highest version is below 1.3.',
      causes: ['A policy of this host caps the TLS version.'],
      remedy: [
        'Look for a limit: `grep -i MaxProtocol /etc/ssl/openssl.cnf`.',
        'Take it away, and restart: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '서버가 이쪽보다 새로운 TLS 버전을 요구합니다',
      meaning: '{host}{은/는} 이 호스트가 제시하지 않는 TLS 버전만 받습니다.',
      certain: '이쪽의 최고 버전이 1.3보다 낮은 상태에서 alert 70이 왔습니다.',
      causes: ['이 호스트의 정책이 TLS 버전을 제한합니다.'],
      remedy: [
        '제한을 찾으십시오: `grep -i MaxProtocol /etc/ssl/openssl.cnf`.',
        '제한을 없애고 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'tls/no-common-cipher': {
    ...source,
    en: {
      title: 'no cipher in common',
      meaning: '{host} offers only encryption methods that are considered unsafe today.',
      certain: 'The handshake fails, and works in a probe that offers weak ciphers too.',
      causes: ['An old server or appliance.'],
      remedy: ['See what it offers: `nmap --script ssl-enum-ciphers -p {port} {host}`.', 'Tell the provider.'],
    },
    ko: {
      title: '공통으로 지원하는 암호화 방식이 없습니다',
      meaning: '{host}{이/가} 오늘날 안전하지 않은 암호화 방식만 제공합니다.',
      certain: '핸드셰이크가 실패하고, 약한 암호화 방식까지 제시한 점검은 성공합니다.',
      causes: ['오래된 서버나 장비입니다.'],
      remedy: [
        '무엇을 제공하는지 보십시오: `nmap --script ssl-enum-ciphers -p {port} {host}`.',
        '피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/no-common-group': {
    ...source,
    en: {
      title: 'no key exchange group in common',
      meaning: '{host} and this host share no elliptic curve or group for the key exchange.',
      certain: 'The handshake fails with alert 40, and works in a probe with all groups.',
      causes: ['The server allows only unusual curves.', 'A policy of this host limits the curves.'],
      remedy: ['Look for a limit here: `grep -i Groups /etc/ssl/openssl.cnf`.', 'If there is none, tell the provider.'],
    },
    ko: {
      title: '공통으로 지원하는 키 교환 그룹이 없습니다',
      meaning: '{host}{과/와} 이 호스트가 함께 지원하는 타원 곡선이나 그룹이 없습니다.',
      certain: '핸드셰이크가 alert 40으로 실패하고, 모든 그룹을 제시한 점검은 성공합니다.',
      causes: ['서버가 흔하지 않은 곡선만 허용합니다.', '이 호스트의 정책이 곡선을 제한합니다.'],
      remedy: [
        '이 호스트의 제한을 찾으십시오: `grep -i Groups /etc/ssl/openssl.cnf`.',
        '제한이 없으면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/handshake-refused': {
    ...row('tls', 'source', 'next-poll'),
    en: {
      title: 'the server refused the handshake',
      meaning: '{host} ended the TLS greeting without saying why (alert 40, handshake failure).',
      certain: 'Alert 40 came and the server did not visibly ask for a client certificate.',
      causes: [
        'No cipher or version in common.',
        'The server wants a client certificate.',
        'The server does not know the name {host}.',
      ],
      remedy: [
        'Have it told from what looks alike: `feedgate source test {source}`.',
        'Look at the greeting: `openssl s_client -connect {host}:{port} -servername {host} -msg </dev/null | tail -40`.',
        'If the provider gave you a certificate: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
        'Else ask the provider which TLS versions and ciphers the server takes.',
      ],
    },
    ko: {
      title: '서버가 핸드셰이크를 거부했습니다',
      meaning: '{host}{이/가} 이유를 밝히지 않고 TLS 핸드셰이크를 끝냈습니다(alert 40).',
      certain: 'alert 40이 왔고, 클라이언트 인증서를 요청하는 표시는 보이지 않습니다.',
      causes: [
        '공통으로 지원하는 암호화 방식이나 버전이 없습니다.',
        '서버가 클라이언트 인증서를 요구합니다.',
        '서버가 이 이름({host})을 모릅니다.',
      ],
      remedy: [
        '비슷해 보이는 원인과 가려내게 하십시오: `feedgate source test {source}`.',
        '핸드셰이크를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} -msg </dev/null | tail -40`.',
        '피드 제공자에게 받은 인증서가 있으면 설정하십시오: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
        '없으면 서버가 지원하는 TLS 버전과 암호화 방식을 피드 제공자에게 문의하십시오.',
      ],
    },
  },
  'tls/alpn': {
    ...source,
    en: {
      title: 'the server does not offer HTTP/1.1',
      meaning: '{host} refuses the protocol HTTP/1.1 in the TLS greeting.',
      certain: 'The server ended the handshake with "no application protocol" (alert 120).',
      causes: ['The port serves only HTTP/2 or another protocol.'],
      remedy: [
        'See: `openssl s_client -connect {host}:{port} -servername {host} -alpn http/1.1 </dev/null`.',
        'Check the port with the provider.',
      ],
    },
    ko: {
      title: '서버가 HTTP/1.1을 제공하지 않습니다',
      meaning: '{host}{이/가} TLS 핸드셰이크에서 HTTP/1.1을 거부합니다.',
      certain: '서버가 "no application protocol"(alert 120)로 핸드셰이크를 끝냈습니다.',
      causes: ['HTTP/2나 다른 프로토콜만 제공하는 포트입니다.'],
      remedy: [
        '확인하십시오: `openssl s_client -connect {host}:{port} -servername {host} -alpn http/1.1 </dev/null`.',
        '피드 제공자에게 포트를 확인하십시오.',
      ],
    },
  },
  'tls/sni-unknown': {
    ...operator,
    en: {
      title: 'the server does not know the name',
      meaning: 'The server was reached and says that it has no site called {host} (alert 112).',
      certain: 'The server ended the handshake with "unrecognized name".',
      causes: ['An alias or an IP address leads to the right server under a wrong name.', 'A typing error.'],
      remedy: ['Use the name that the provider documents: `feedgate source edit {source} --host taxii.example.net`.'],
    },
    ko: {
      title: '서버가 이 이름을 모릅니다',
      meaning: '서버에 도달했으나 {host}{은/는} 없는 이름이라고 응답합니다(alert 112).',
      certain: '서버가 "unrecognized name"으로 핸드셰이크를 끝냈습니다.',
      causes: ['별칭이나 다른 이름으로 접속했습니다.', '오타입니다.'],
      remedy: ['피드 제공자의 문서에 있는 이름을 쓰십시오: `feedgate source edit {source} --host taxii.example.net`.'],
    },
  },
  'tls/client-cert-needed': {
    ...operator,
    en: {
      title: 'the server wants a client certificate',
      meaning: '{host} lets in only clients that show a certificate, and this source has none.',
      certain: 'The server asked for one and ended the connection, or answered that none was sent.',
      causes: ['The provider identifies its customers by certificate (mutual TLS).'],
      remedy: [
        'Get the certificate and key from the provider.',
        'Set them: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
      ],
    },
    ko: {
      title: '서버가 클라이언트 인증서를 요구합니다',
      meaning: '{host}{은/는} 인증서를 제시하는 클라이언트만 받는데 이 소스에는 인증서가 없습니다.',
      certain: '서버가 인증서를 요청한 뒤 연결을 끝냈거나, 인증서가 없다고 응답했습니다.',
      causes: ['피드 제공자가 인증서로 고객을 확인합니다(상호 TLS).'],
      remedy: [
        '피드 제공자에게 인증서와 키를 받으십시오.',
        '설정하십시오: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
      ],
    },
  },
  'tls/client-cert-rejected': {
    ...operator,
    en: {
      title: 'the server refuses the client certificate',
      meaning: 'The certificate of this source was shown, and {host} does not accept it.',
      certain: 'The server ended the connection after it had our certificate (alerts 42–49), or answered so.',
      causes: [
        'Our certificate has expired or was revoked.',
        'It is of an authority that the server does not accept.',
        'The account behind it has ended.',
      ],
      remedy: [
        'See the dates: `openssl x509 -in cert.pem -noout -subject -issuer -dates`.',
        'Get a new one from the provider and set it: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
      ],
    },
    ko: {
      title: '서버가 클라이언트 인증서를 거부합니다',
      meaning: '이 소스의 인증서를 제시했으나 {host}{이/가} 받아들이지 않습니다.',
      certain: '인증서를 받은 뒤 서버가 연결을 끝냈거나(alert 42~49) 그렇게 응답했습니다.',
      causes: [
        '이쪽 인증서가 만료되었거나 폐기되었습니다.',
        '서버가 인정하지 않는 인증 기관의 인증서입니다.',
        '계정이 종료되었습니다.',
      ],
      remedy: [
        '날짜를 보십시오: `openssl x509 -in cert.pem -noout -subject -issuer -dates`.',
        '피드 제공자에게 새 인증서를 받아 설정하십시오: `feedgate source edit {source} --client-cert CERT-FILE --client-key KEY-FILE`.',
      ],
    },
  },
  'tls/legacy-renegotiation': {
    ...source,
    en: {
      title: 'the server lacks secure renegotiation',
      meaning:
        '{host} runs a TLS so old that it lacks a protection from 2010 (RFC 5746). Feedgate does not connect to it.',
      certain: 'OpenSSL reports "unsafe legacy renegotiation disabled".',
      causes: ['An old appliance or inspecting proxy.'],
      remedy: [
        'Find out whose it is: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        'Its owner has to update it.',
      ],
    },
    ko: {
      title: '서버가 안전한 재협상을 지원하지 않습니다',
      meaning: '{host}의 TLS가 2010년의 보호 기능(RFC 5746)도 없을 만큼 오래되었습니다. 연결하지 않습니다.',
      certain: 'OpenSSL이 "unsafe legacy renegotiation disabled"를 보고합니다.',
      causes: ['오래된 장비나 검사 프록시입니다.'],
      remedy: [
        '누구의 장비인지 확인하십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        '소유자가 갱신해야 합니다.',
      ],
    },
  },
};
