import { row, type Entries } from '../entry.ts';

const operator = row('proxy', 'operator', 'after-change');
const network = row('proxy', 'network', 'soon');

/** The way to the proxy, and its settings. */
export const proxyTexts: Entries = {
  'proxy/dns': {
    ...row('proxy', 'operator', 'soon'),
    en: {
      title: 'the proxy cannot be resolved',
      meaning: 'The name of the proxy {proxy} was not found in DNS. The feed itself was not asked.',
      certain: 'The look-up that failed is that of the proxy.',
      causes: ['A typing error in the proxy setting.', 'The proxy is known only to another DNS.'],
      remedy: [
        'See the setting: `feedgate source show {source}`.',
        'Correct it: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '프록시의 이름을 해석할 수 없습니다',
      meaning: '프록시 {proxy}의 이름을 DNS에서 찾지 못했습니다. 피드에는 요청하지 않았습니다.',
      certain: '실패한 조회가 프록시의 이름입니다.',
      causes: ['프록시 설정에 오타가 있습니다.', '다른 DNS에만 등록된 프록시입니다.'],
      remedy: [
        '설정을 보십시오: `feedgate source show {source}`.',
        '고치십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
  },
  'proxy/refused': {
    ...row('proxy', 'operator', 'soon'),
    en: {
      title: 'the proxy refused the connection',
      meaning: 'The host of the proxy {proxy} was reached and nothing listens on that port.',
      certain: 'The connection to the proxy, not to the feed, is refused.',
      causes: ['The proxy service is down.', 'A wrong port: 3128 and 8080 are usual.'],
      remedy: [
        'See whether the host answers without the proxy: `feedgate source test {source}`.',
        'Try it: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
        'Correct it: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '프록시가 연결을 거부했습니다',
      meaning: '프록시 {proxy}의 호스트에 도달했으나 그 포트에서 수신하는 서비스가 없습니다.',
      certain: '피드가 아니라 프록시로 가는 연결이 거부되었습니다.',
      causes: ['프록시 서비스가 내려가 있습니다.', '포트가 틀렸습니다. 보통 3128이나 8080입니다.'],
      remedy: [
        '프록시 없이 호스트가 응답하는지 확인하십시오: `feedgate source test {source}`.',
        '시험하십시오: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
        '고치십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
  },
  'proxy/timeout': {
    ...network,
    en: {
      title: 'the proxy does not answer',
      meaning: 'The request to connect to the proxy {proxy} was not answered.',
      certain: 'The connect limit passed at the hop to the proxy.',
      causes: ['A firewall between this host and the proxy.', 'The proxy is down or has moved.'],
      remedy: [
        'See whether the host answers without the proxy: `feedgate source test {source}`.',
        'Try it: `curl -sv -m 10 -x http://{proxy} -o /dev/null https://example.com/`.',
        'Allow this host to connect to the proxy, or correct the setting: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '프록시가 응답하지 않습니다',
      meaning: '프록시 {proxy}에 보낸 연결 요청에 응답이 없습니다.',
      certain: '프록시까지의 구간에서 연결 제한 시간이 지났습니다.',
      causes: ['이 호스트와 프록시 사이에 방화벽이 있습니다.', '프록시가 내려가 있거나 옮겨졌습니다.'],
      remedy: [
        '프록시 없이 호스트가 응답하는지 확인하십시오: `feedgate source test {source}`.',
        '시험하십시오: `curl -sv -m 10 -x http://{proxy} -o /dev/null https://example.com/`.',
        '이 호스트에서 프록시로의 연결을 허용하거나 설정을 고치십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} http://proxy.example.net:3128`.',
      ],
    },
  },
  'proxy/unreachable': {
    ...network,
    en: {
      title: 'the proxy cannot be reached',
      meaning: 'There is no way from this host to the proxy {proxy}.',
      certain: 'The system reports no route or an unreachable host at the hop to the proxy.',
      causes: ['The network of this host is down.', 'The proxy is in a network that this host has no route to.'],
      remedy: [
        'See the routes: `ip route`.',
        'Try it: `curl -sv -m 10 -x http://{proxy} -o /dev/null https://example.com/`.',
      ],
    },
    ko: {
      title: '프록시에 도달할 수 없습니다',
      meaning: '이 호스트에서 프록시 {proxy}{으로/로} 가는 경로가 없습니다.',
      certain: '프록시까지의 구간에서 경로 없음 또는 도달 불가를 보고합니다.',
      causes: ['이 호스트의 네트워크가 끊겼습니다.', '프록시가 있는 네트워크로 가는 경로가 없습니다.'],
      remedy: [
        '경로를 보십시오: `ip route`.',
        '시험하십시오: `curl -sv -m 10 -x http://{proxy} -o /dev/null https://example.com/`.',
      ],
    },
  },
  'proxy/auth-needed': {
    ...operator,
    en: {
      title: 'the proxy wants a user',
      meaning: 'The proxy {proxy} answered 407: it lets nobody through without a user and password, and none is set.',
      certain: 'CONNECT was answered 407 and no proxy credentials were sent.',
      causes: ['The proxy demands a login from this host.'],
      remedy: [
        'Set a user: `feedgate source edit {source} --proxy {proxyScheme}://USER@{proxy} --proxy-password-file {file}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} --user USER --password-file {file}`.',
        'Or have this host exempted from the login on the proxy.',
      ],
    },
    ko: {
      title: '프록시가 사용자 인증을 요구합니다',
      meaning: '프록시 {proxy}{이/가} 407로 응답했습니다. 사용자와 비밀번호가 필요한데 설정되어 있지 않습니다.',
      certain: '프록시 인증 정보 없이 보낸 CONNECT에 407로 응답했습니다.',
      causes: ['프록시가 이 호스트에 로그인을 요구합니다.'],
      remedy: [
        '사용자를 설정하십시오: `feedgate source edit {source} --proxy {proxyScheme}://USER@{proxy} --proxy-password-file {file}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} --user USER --password-file {file}`.',
        '또는 프록시에서 이 호스트를 인증 예외로 등록하십시오.',
      ],
    },
  },
  'proxy/auth-bad': {
    ...operator,
    en: {
      title: 'the proxy refuses the user or the password',
      meaning:
        'The proxy {proxy} answered 407 although a user and a password were sent. The attempt is not repeated, so that no account is locked.',
      certain: 'CONNECT was answered 407 with credentials.',
      causes: ['The password was changed or has expired.', 'The account is locked, or the user needs its domain.'],
      remedy: [
        'Set the right password: `feedgate source edit {source} --proxy-password-file {file}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} --password-file {file}`.',
        'Or another user with it: `feedgate source edit {source} --proxy {proxyScheme}://USER@{proxy} --proxy-password-file {file}`.',
        'In the profile: `feedgate proxy edit {profile} --user USER --password-file {file}`.',
        'Try it by hand; it asks for the password: `curl -x {proxyScheme}://USER@{proxy} -o /dev/null https://example.com/`.',
      ],
    },
    ko: {
      title: '프록시가 사용자나 비밀번호를 거부합니다',
      meaning:
        '사용자와 비밀번호를 보냈는데도 프록시 {proxy}{이/가} 407로 응답했습니다. 계정이 잠기지 않도록 다시 시도하지 않습니다.',
      certain: '인증 정보를 넣은 CONNECT에 407로 응답했습니다.',
      causes: ['비밀번호가 바뀌었거나 만료되었습니다.', '계정이 잠겼거나 사용자에 도메인이 필요합니다.'],
      remedy: [
        '올바른 비밀번호를 설정하십시오: `feedgate source edit {source} --proxy-password-file {file}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} --password-file {file}`.',
        '또는 사용자도 함께 바꾸십시오: `feedgate source edit {source} --proxy {proxyScheme}://USER@{proxy} --proxy-password-file {file}`.',
        '프로필에서 바꾸십시오: `feedgate proxy edit {profile} --user USER --password-file {file}`.',
        '직접 시험하십시오. 비밀번호를 물어봅니다: `curl -x {proxyScheme}://USER@{proxy} -o /dev/null https://example.com/`.',
      ],
    },
  },
  'proxy/auth-scheme': {
    ...operator,
    en: {
      title: 'the proxy wants a scheme other than Basic',
      meaning:
        'The proxy offers only logins such as NTLM or Kerberos (Negotiate). Feedgate sends user and password as Basic.',
      certain: 'The 407 answer lists its schemes, and Basic is not among them.',
      causes: ['A proxy tied to a Windows domain.'],
      remedy: [
        'Have the proxy let this host through without a login to the hosts of the feeds.',
        'Or have Basic allowed for one service account.',
      ],
    },
    ko: {
      title: '프록시가 Basic이 아닌 인증을 요구합니다',
      meaning:
        '프록시가 NTLM이나 Kerberos(Negotiate) 인증만 허용합니다. Feedgate는 사용자와 비밀번호를 Basic으로 보냅니다.',
      certain: '407 응답의 인증 방식 목록에 Basic이 없습니다.',
      causes: ['Windows 도메인에 연동된 프록시입니다.'],
      remedy: [
        '프록시에서 이 호스트가 피드 호스트에 인증 없이 접속하도록 허용받으십시오.',
        '또는 서비스 계정 하나에 Basic을 허용받으십시오.',
      ],
    },
  },
  'proxy/no-proxy-missed': {
    ...operator,
    en: {
      title: 'an internal host is asked for through the proxy',
      meaning: '{host} is inside your own network, and the proxy does not serve such hosts.',
      certain: 'The host is private or listed as an exception, and the proxy answered 403, 502 or 504.',
      causes: ['The exception list of the source lacks the host.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Reach it directly: `feedgate source edit {source} --proxy-except +{host}`.',
        'Where the proxy is a profile, add to its list: `feedgate proxy edit {profile} --no-proxy +{host}`.',
        'Or use no proxy for this source: `feedgate source edit {source} --proxy none`.',
      ],
    },
    ko: {
      title: '내부 호스트를 프록시로 요청하고 있습니다',
      meaning: '{host}{은/는} 사내 네트워크에 있으며 프록시가 처리하지 않는 호스트입니다.',
      certain: '호스트가 사설 주소이거나 예외 대상이고, 프록시가 403, 502, 504로 응답했습니다.',
      causes: ['소스의 프록시 예외 목록에 이 호스트가 없습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '직접 연결하게 하십시오: `feedgate source edit {source} --proxy-except +{host}`.',
        '프록시가 프로필이면 그 목록에 추가하십시오: `feedgate proxy edit {profile} --no-proxy +{host}`.',
        '또는 이 소스에서 프록시를 쓰지 마십시오: `feedgate source edit {source} --proxy none`.',
      ],
    },
  },
};
