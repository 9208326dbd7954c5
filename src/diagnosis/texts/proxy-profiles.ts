import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');
const operator = row('proxy', 'operator', 'after-change');

/** Proxies with names, and what SOCKS 4 says of itself. */
export const proxyProfileTexts: Entries = {
  'config/proxy-unknown': {
    ...atSave,
    en: {
      title: 'there is no such proxy profile',
      meaning:
        'A source is to go by the proxy profile {profile}, and there is none of that name. It is not polled: nothing goes directly that was meant for a proxy.',
      certain: 'The name is not in proxies.yaml of the data directory; the message tells which are.',
      causes: [
        'A typing error in the name.',
        'The profile was removed while sources went by it.',
        'An address of a proxy was written without http://.',
      ],
      remedy: [
        'See the profiles: `feedgate proxy list`.',
        'Make it: `feedgate proxy add {profile} http://proxy.example.net:3128`.',
        'Or name another for the source: `feedgate source edit {source} --proxy {nearest}`.',
      ],
    },
    ko: {
      title: '그런 프록시 프로필이 없습니다',
      meaning:
        '소스가 프록시 프로필 {profile}{을/를} 쓰도록 되어 있으나 그 이름의 프로필이 없습니다. 프록시로 가야 할 요청을 직접 보내지 않도록 폴링하지 않습니다.',
      certain: '데이터 디렉터리의 proxies.yaml에 그 이름이 없습니다. 있는 이름은 메시지에 표시합니다.',
      causes: [
        '이름에 오타가 있습니다.',
        '소스가 쓰고 있는 프로필을 삭제했습니다.',
        '프록시 주소를 http:// 없이 썼습니다.',
      ],
      remedy: [
        '프로필을 보십시오: `feedgate proxy list`.',
        '프로필을 만드십시오: `feedgate proxy add {profile} http://proxy.example.net:3128`.',
        '또는 소스에 다른 프로필을 지정하십시오: `feedgate source edit {source} --proxy {nearest}`.',
      ],
    },
  },
  'config/proxy-in-use': {
    ...atSave,
    en: {
      title: 'a proxy profile is in use',
      meaning:
        'Sources go by the proxy profile {profile}. Without it those that name it could not be polled, and those that take the default would go directly.',
      certain: 'The message names the sources.',
      causes: ['The profile is still needed.', 'The sources were not moved to another profile yet.'],
      remedy: [
        'Move each source: `feedgate source edit {source} --proxy default`.',
        'If it is the default, name another: `feedgate proxy default none`.',
        'Or remove it all the same: `feedgate proxy remove {profile} --force`.',
      ],
    },
    ko: {
      title: '프록시 프로필을 사용하고 있습니다',
      meaning:
        '프록시 프로필 {profile}{을/를} 쓰는 소스가 있습니다. 삭제하면 이 프로필을 지정한 소스는 폴링할 수 없고, 기본값을 따르는 소스는 직접 연결하게 됩니다.',
      certain: '메시지에 소스의 이름을 표시합니다.',
      causes: ['아직 필요한 프로필입니다.', '소스를 다른 프로필로 옮기지 않았습니다.'],
      remedy: [
        '각 소스를 옮기십시오: `feedgate source edit {source} --proxy default`.',
        '기본 프로필이면 다른 것을 지정하십시오: `feedgate proxy default none`.',
        '또는 그래도 삭제하십시오: `feedgate proxy remove {profile} --force`.',
      ],
    },
  },
  'proxy/socks-version': {
    ...operator,
    en: {
      title: 'the proxy speaks another version of SOCKS',
      meaning:
        'The proxy {proxy} answered in the other version of SOCKS: in 4 where 5 is set, or in 5 where 4a is set.',
      certain: 'The first byte of its answer is that of the other version.',
      causes: ['One of socks4a:// and socks5:// was taken for the other.'],
      remedy: [
        'Set the other one, socks4a:// or socks5://, such as `feedgate source edit {source} --proxy socks5://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
    ko: {
      title: '프록시가 다른 버전의 SOCKS를 사용합니다',
      meaning: '프록시 {proxy}{이/가} 다른 버전의 SOCKS로 응답했습니다. 설정이 5이면 4로, 4a이면 5로 응답했습니다.',
      certain: '응답의 첫 바이트가 다른 버전의 값입니다.',
      causes: ['socks4a://와 socks5://를 바꾸어 썼습니다.'],
      remedy: [
        'socks4a://와 socks5:// 중 다른 쪽을 설정하십시오: `feedgate source edit {source} --proxy socks5://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
  },
  'proxy/rejected': {
    ...row('proxy', 'operator', 'next-poll'),
    en: {
      title: 'the SOCKS 4 proxy rejects without a reason',
      meaning:
        'The proxy {proxy} answered with code 91, which SOCKS 4 has for everything: {host}:{port} is forbidden, cannot be resolved or cannot be reached.',
      certain: 'The reply of the proxy is 91.',
      causes: [
        'A rule of the proxy forbids the host or the port.',
        'The proxy cannot reach the host.',
        'The proxy knows SOCKS 4 but not 4a, and takes no names.',
      ],
      remedy: [
        'See whether it leads anywhere else: `feedgate net check example.com 443 --via socks4a://{proxy}`.',
        'Ask the proxy team for {host}:{port}; its log has the reason.',
        'SOCKS 5 tells the reason, if the proxy speaks it: `feedgate source edit {source} --proxy socks5://{proxy}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
    ko: {
      title: 'SOCKS 4 프록시가 이유 없이 거절합니다',
      meaning:
        '프록시 {proxy}{이/가} 코드 91로 응답했습니다. SOCKS 4는 {host}:{port}{이/가} 금지되었거나, 이름을 해석할 수 없거나, 연결할 수 없는 경우에 모두 이 코드를 씁니다.',
      certain: '프록시의 응답 코드가 91입니다.',
      causes: [
        '프록시 규칙이 호스트나 포트를 금지합니다.',
        '프록시가 호스트에 연결하지 못합니다.',
        '프록시가 SOCKS 4만 지원하고 4a의 이름을 받지 않습니다.',
      ],
      remedy: [
        '다른 곳으로는 연결되는지 확인하십시오: `feedgate net check example.com 443 --via socks4a://{proxy}`.',
        '프록시 담당자에게 {host}:{port}{을/를} 문의하십시오. 이유는 프록시의 로그에 있습니다.',
        'SOCKS 5는 이유를 알려 줍니다. 프록시가 지원하면 바꾸십시오: `feedgate source edit {source} --proxy socks5://{proxy}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} socks5://{proxy}`.',
      ],
    },
  },
  'proxy/identd': {
    ...operator,
    en: {
      title: 'the SOCKS 4 proxy does not believe who we are',
      meaning:
        'The proxy {proxy} asks the identd of this host (port 113) who is connecting, and got no answer, or another name than the user that is set.',
      certain: 'The reply of the proxy is 92 (no identd) or 93 (another user).',
      causes: ['No identd runs on this host.', 'The user of the proxy setting is not that of the Feedgate process.'],
      remedy: [
        'Have this host exempted from identd on the proxy.',
        'Or use SOCKS 5, which takes a password: `feedgate source edit {source} --proxy socks5://USER@{proxy} --proxy-password-file {file}`.',
        'Where the proxy is a profile: `feedgate proxy edit {profile} socks5://USER@{proxy} --password-file {file}`.',
      ],
    },
    ko: {
      title: 'SOCKS 4 프록시가 사용자를 확인하지 못합니다',
      meaning:
        '프록시 {proxy}{이/가} 이 호스트의 identd(113번 포트)에 사용자를 물었으나 응답이 없거나 설정된 사용자와 다른 이름을 받았습니다.',
      certain: '프록시의 응답 코드가 92(identd 없음) 또는 93(다른 사용자)입니다.',
      causes: ['이 호스트에 identd가 없습니다.', '프록시 설정의 사용자가 Feedgate 프로세스의 사용자와 다릅니다.'],
      remedy: [
        '프록시에서 이 호스트를 identd 예외로 등록하십시오.',
        '또는 비밀번호를 쓰는 SOCKS 5로 바꾸십시오: `feedgate source edit {source} --proxy socks5://USER@{proxy} --proxy-password-file {file}`.',
        '프록시가 프로필이면 프로필을 고치십시오: `feedgate proxy edit {profile} socks5://USER@{proxy} --password-file {file}`.',
      ],
    },
  },
};
