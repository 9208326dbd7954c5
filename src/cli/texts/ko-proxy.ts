import type { enProxy, enProxyHelp, enProxyOptions } from './en-proxy.ts';

/** What the proxies say, in Korean. */
export const koProxy: typeof enProxy = {
  titles: { name: '프로필', address: '주소', user: '사용자', except: '제외 대상', sources: '소스' },
  labels: {
    way: '단계',
    reached: '도달',
    certificate: '인증서',
    to: '목적지',
    remark: '참고',
    cause: '원인',
    seen: '확인',
  },
  stages: { dns: 'dns', tcp: 'tcp', tls: 'tls', tunnel: '터널' },
  isDefault: '기본',
  noneYet: '아직 프록시 프로필이 없습니다: feedgate proxy add NAME http://host:port',
  kept: (name, url, isDefault) =>
    `프록시 프로필 ${name}: ${url}${isDefault ? ', 기본 프로필' : ''}. 다음 폴링부터 적용됩니다`,
  tryIt: (name) => `시험: feedgate proxy test ${name} --to HOST:PORT`,
  askPassword: (user) => `프록시 사용자 ${user}의 비밀번호:`,
  removed: (name, sources) =>
    sources.length === 0
      ? `프록시 프로필 ${name}을(를) 삭제했습니다`
      : `프록시 프로필 ${name}을(를) 삭제했습니다. 다음 소스를 확인하십시오: ${sources.slice(0, 10).join(', ')}${sources.length > 10 ? ' …' : ''}`,
  nowDefault: (name, sources) =>
    `${name}이(가) 기본 프로필입니다. 프록시를 지정하지 않은 소스 ${sources}개가 다음 폴링부터 사용합니다`,
  noDefault: (sources) =>
    `기본 프로필이 없습니다. 프록시를 지정하지 않은 소스 ${sources}개가 다음 폴링부터 직접 연결합니다`,
  noEnd: (command) => `없음: 사용하는 소스가 없습니다. 목적지를 지정하십시오: ${command}`,
  passedBy: '프록시 제외 목록에 있는 호스트이므로 직접 연결합니다',
  ways: {
    own: (url) => `${url}, 소스 자체 설정`,
    profile: (url, profile) => `${url}, 소스가 지정한 프로필 ${profile}`,
    default: (url, profile) => `${url}, 이 노드의 기본 프로필 ${profile}`,
    none: () => '없음, 소스 자체 설정',
  },
  goneWay: (why) => `찾을 수 없습니다: ${why}`,
};

/** Help of the commands, in Korean. */
export const koProxyHelp: typeof enProxyHelp = {
  'proxy add': {
    summary: '여러 소스가 쓸 프록시를 이름을 붙여 저장합니다. 같은 이름이 있으면 바꿉니다',
    examples: [
      ['feedgate proxy add office http://proxy.example.net:3128 --default', '프록시를 지정하지 않은 모든 소스에 사용'],
      ['feedgate proxy add office http://gw1@proxy.example.net:3128 --password-file FILE', '사용자와 비밀번호 지정'],
      ['feedgate proxy add dmz socks5://192.0.2.7:1080 --no-proxy .example.net,10.0.0.0/8', '일부 호스트는 제외'],
      ['feedgate proxy add tls https://proxy.example.net:3129 --ca root.pem', 'TLS로 연결하고 프록시의 인증 기관 지정'],
    ],
  },
  'proxy edit': {
    summary: '프로필을 변경합니다. 지정하지 않은 항목은 그대로 둡니다',
    examples: [
      ['feedgate proxy edit office --password-file FILE', '비밀번호 변경'],
      ['feedgate proxy edit office http://proxy2.example.net:3128', '사용자는 그대로 두고 주소만 변경'],
    ],
  },
  'proxy list': {
    summary: '프록시 프로필과 각 프로필을 쓰는 소스 수를 표시합니다',
    examples: [['feedgate proxy list', '기본 프로필을 표시']],
  },
  'proxy test': {
    summary: '프로필로 목적지까지 단계별로 연결해 보고, 실패하면 원인과 조치를 알립니다',
    examples: [
      ['feedgate proxy test office', '이 프로필을 쓰는 첫 번째 소스의 서버까지'],
      ['feedgate proxy test office --to taxii.example.net:443', '연결되지 않으면 종료 코드 1'],
    ],
  },
  'proxy remove': {
    summary: '사용하는 소스가 없는 프로필을 삭제합니다',
    examples: [
      ['feedgate proxy remove office', '사용하는 소스가 있으면 이름을 표시'],
      ['feedgate proxy remove office --force', '그래도 삭제'],
    ],
  },
  'proxy default': {
    summary: '프록시를 지정하지 않은 소스가 쓸 프로필을 정합니다',
    examples: [
      ['feedgate proxy default office', '다음 폴링부터'],
      ['feedgate proxy default none', '직접 연결'],
    ],
  },
};

export const koProxyOptions: typeof enProxyOptions = {
  proxyUser: '프록시 사용자. 주소에 써도 됩니다: http://USER@host:port',
  proxyNoPassword: '사용자에게 비밀번호가 없음',
  proxyCa: 'https 프록시에 대해 시스템 외에 더 신뢰할 인증 기관, PEM ("none"이면 없앰)',
  proxyDefault: '기본 프로필로 지정하여 프록시를 지정하지 않은 모든 소스에 사용',
  proxyTo: '프록시로 연결할 목적지: HOST:PORT',
  proxyForce: '사용하는 소스가 있어도 삭제. 그 소스는 실패하거나 직접 연결',
};
