import { row, type Entries } from '../entry.ts';

const operator = row('proxy', 'operator', 'after-change');

/** A proxy that is of another kind than the settings say, or not trusted. */
export const proxyKindTexts: Entries = {
  'proxy/is-socks': {
    ...operator,
    en: {
      title: 'the port of the proxy speaks SOCKS',
      meaning: 'The proxy {proxy} is set as an HTTP proxy and answered in SOCKS.',
      certain: 'The first byte of its answer is that of SOCKS.',
      causes: ['The port of the SOCKS service was given, or the wrong scheme.'],
      remedy: [
        'Say so: `feedgate source edit {source} --proxy socks5://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시의 포트가 SOCKS를 사용합니다',
      meaning: 'HTTP 프록시로 설정된 {proxy}{이/가} SOCKS로 응답했습니다.',
      certain: '응답의 첫 바이트가 SOCKS입니다.',
      causes: ['SOCKS 서비스의 포트를 지정했거나 스킴이 틀립니다.'],
      remedy: [
        'SOCKS로 지정하십시오: `feedgate source edit {source} --proxy socks5://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
  },
  'proxy/is-http': {
    ...operator,
    en: {
      title: 'the port of the proxy speaks HTTP, not SOCKS',
      meaning: 'The proxy {proxy} is set as SOCKS and answered in HTTP.',
      certain: 'Its answer begins with "HTTP/".',
      causes: ['The port of the HTTP proxy was given, or the wrong scheme.'],
      remedy: [
        'Say so: `feedgate source edit {source} --proxy http://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시의 포트가 SOCKS가 아니라 HTTP를 사용합니다',
      meaning: 'SOCKS로 설정된 프록시 {proxy}{이/가} HTTP로 응답했습니다.',
      certain: '응답이 "HTTP/"로 시작합니다.',
      causes: ['HTTP 프록시의 포트를 지정했거나 스킴이 틀립니다.'],
      remedy: [
        'HTTP로 지정하십시오: `feedgate source edit {source} --proxy http://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
  },
  'proxy/speaks-tls': {
    ...operator,
    en: {
      title: 'the proxy speaks TLS',
      meaning: 'The proxy {proxy} expects an encrypted connection to itself.',
      certain: 'It answers a TLS greeting, or answered with a TLS record.',
      causes: ['It is an https proxy and was set as http.'],
      remedy: [
        'Say so: `feedgate source edit {source} --proxy https://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} https://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시가 TLS를 사용합니다',
      meaning: '프록시 {proxy}{은/는} 자신과의 연결도 암호화하도록 요구합니다.',
      certain: 'TLS 핸드셰이크에 응답하거나 TLS 레코드로 응답했습니다.',
      causes: ['https 프록시를 http로 설정했습니다.'],
      remedy: [
        'https로 지정하십시오: `feedgate source edit {source} --proxy https://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} https://{proxy}`.',
      ],
    },
  },
  'proxy/not-tls': {
    ...operator,
    en: {
      title: 'the proxy does not speak TLS',
      meaning: 'The proxy {proxy} is set as https and does not answer a TLS greeting.',
      certain: 'The TLS handshake with the proxy itself fails on plain bytes or silence.',
      causes: ['It is an ordinary http proxy. That is enough: the feed is encrypted inside the tunnel.'],
      remedy: [
        'Say so: `feedgate source edit {source} --proxy http://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시가 TLS를 사용하지 않습니다',
      meaning: 'https로 설정된 프록시 {proxy}{이/가} TLS 핸드셰이크에 응답하지 않습니다.',
      certain: '프록시와의 TLS 핸드셰이크에서 평문이 오거나 응답이 없습니다.',
      causes: ['일반 http 프록시입니다. 피드는 터널 안에서 암호화되므로 그것으로 충분합니다.'],
      remedy: [
        'http로 지정하십시오: `feedgate source edit {source} --proxy http://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
  },
  'proxy/tls': {
    ...row('proxy', 'network', 'soon'),
    en: {
      title: 'no TLS connection with the proxy',
      meaning: 'The encrypted connection to the proxy {proxy} itself failed; the evidence holds the reason as cause.',
      certain: 'The TLS handshake that failed is that with the proxy.',
      causes: ['An old TLS version on the proxy.', 'The proxy is overloaded or restarts.'],
      remedy: [
        'Look at it: `openssl s_client -connect {proxy} </dev/null`.',
        'Or use the unencrypted port of the proxy: `feedgate source edit {source} --proxy http://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시와 TLS 연결이 되지 않습니다',
      meaning: '프록시 {proxy} 자체와의 암호화 연결이 실패했습니다. 이유를 근거의 cause에 표시합니다.',
      certain: '실패한 TLS 핸드셰이크가 프록시와의 것입니다.',
      causes: ['프록시의 TLS 버전이 오래되었습니다.', '프록시가 과부하이거나 다시 시작하는 중입니다.'],
      remedy: [
        '확인하십시오: `openssl s_client -connect {proxy} </dev/null`.',
        '또는 프록시의 평문 포트를 쓰십시오: `feedgate source edit {source} --proxy http://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://{proxy}`.',
      ],
    },
  },
  'proxy/cert': {
    ...operator,
    en: {
      title: 'the certificate of the proxy is not trusted',
      meaning: 'The proxy {proxy} shows a certificate that does not verify. The feed was not asked.',
      certain: 'The certificate that failed is that of the hop to the proxy; the evidence holds the reason as cause.',
      causes: ['The proxy has a certificate of your own authority.', 'It has expired or names another host.'],
      remedy: [
        'Look at it: `openssl s_client -connect {proxy} -showcerts </dev/null`.',
        'Trust its authority for this source: `feedgate source edit {source} --ca {file}`.',
      ],
    },
    ko: {
      title: '프록시의 인증서를 신뢰할 수 없습니다',
      meaning: '프록시 {proxy}의 인증서 검증에 실패했습니다. 피드에는 요청하지 않았습니다.',
      certain: '실패한 인증서가 프록시 구간의 것입니다. 이유를 근거의 cause에 표시합니다.',
      causes: ['프록시가 사내 인증 기관의 인증서를 씁니다.', '만료되었거나 다른 호스트의 인증서입니다.'],
      remedy: [
        '확인하십시오: `openssl s_client -connect {proxy} -showcerts </dev/null`.',
        '이 소스에서 해당 인증 기관을 신뢰하십시오: `feedgate source edit {source} --ca {file}`.',
      ],
    },
  },
  'proxy/not-a-proxy': {
    ...operator,
    en: {
      title: 'the answer is not that of a proxy',
      meaning: 'What listens at {proxy} speaks neither HTTP nor SOCKS; the evidence shows its first bytes.',
      certain: 'The first bytes fit no proxy protocol.',
      causes: ['A wrong port: another service listens there.'],
      remedy: [
        'See what answers: `nc -v -w 5 HOST PORT` with host and port of the proxy.',
        'Correct it: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '프록시의 응답이 아닙니다',
      meaning: '{proxy}의 서비스는 HTTP도 SOCKS도 아닙니다. 첫 바이트를 근거에 표시합니다.',
      certain: '첫 바이트가 어느 프록시 프로토콜에도 맞지 않습니다.',
      causes: ['포트가 틀렸습니다. 다른 서비스가 있는 포트입니다.'],
      remedy: [
        '무엇이 응답하는지 프록시의 호스트와 포트로 확인하십시오: `nc -v -w 5 HOST PORT`.',
        '고치십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
  },
  'proxy/page-not-tunnel': {
    ...operator,
    en: {
      title: 'the proxy shows a page instead of opening a tunnel',
      meaning: 'The proxy {proxy} answered the wish for a tunnel with a web page: "{title}".',
      certain: 'CONNECT was answered 200 with a page, and no tunnel followed.',
      causes: ['A block page of the proxy.', 'The address is that of a web server, not of a proxy.'],
      remedy: [
        'Read the page: `curl -s -x http://{proxy} http://{host}/ | head -40`.',
        'Have {host} allowed on the proxy, or correct the proxy setting.',
      ],
    },
    ko: {
      title: '프록시가 터널 대신 웹 페이지를 보냅니다',
      meaning: '프록시 {proxy}{이/가} 터널 요청에 웹 페이지("{title}")로 응답했습니다.',
      certain: 'CONNECT에 200과 함께 페이지가 오고 터널이 열리지 않았습니다.',
      causes: ['프록시의 차단 페이지입니다.', '프록시가 아니라 웹 서버의 주소입니다.'],
      remedy: [
        '페이지를 읽으십시오: `curl -s -x http://{proxy} http://{host}/ | head -40`.',
        '프록시에서 {host}{을/를} 허용하거나 프록시 설정을 고치십시오.',
      ],
    },
  },
};
