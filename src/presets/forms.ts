import type { Preset } from './preset.ts';

const common = {
  state: 'form',
  url: null,
  collection: null,
  interval: '1h',
  leastInterval: null,
  confidence: null,
  more: {},
} as const;

/** Providers and products that have an address for each member or installation. */
export const formPresets: readonly Preset[] = [
  {
    ...common,
    name: 'cisa-ais',
    kind: 'taxii2',
    login: { kind: 'certificate' },
    home: 'https://www.cisa.gov/ais',
    en: {
      title: 'CISA AIS (Automated Indicator Sharing), TAXII 2.1',
      access:
        'Sign the terms of use; CISA then gives the address and takes your certificate and your public IP address.',
      terms: 'Free for members; the marking of each object (TLP, AIS) says with whom it may be shared.',
      notes: [
        'A connection from an address that CISA does not know is cut without a word.',
        'Some collections are large: begin with a short age.',
      ],
    },
    ko: {
      title: 'CISA AIS(Automated Indicator Sharing), TAXII 2.1',
      access: '이용 약관에 서명하면 CISA가 주소를 알려 주고 인증서와 공인 IP 주소를 등록합니다.',
      terms: '회원은 무료입니다. 객체마다 표시(TLP, AIS)가 공유 범위를 정합니다.',
      notes: [
        'CISA에 등록되지 않은 주소의 연결은 설명 없이 끊깁니다.',
        '큰 컬렉션이 있으므로 짧은 보존 기간으로 시작하십시오.',
      ],
    },
  },
  {
    ...common,
    name: 'eclecticiq',
    kind: 'taxii1',
    login: { kind: 'token', url: '/management/auth' },
    home: 'https://docs.eclecticiq.com/',
    en: {
      title: 'EclecticIQ: feeds of a platform, TAXII 1.1',
      access:
        'A user of the platform with the right to the feed. It logs in for a token; where the platform takes the user itself, give --user without --login-url.',
      terms: 'Those of the platform’s owner.',
      notes: [
        'Tokens hold for an hour and are renewed by themselves.',
        'A feed with the update strategy REPLACE sends everything each time: --collection-type set.',
        'Only STIX is read; a feed that is set to JSON or CSV shows nothing.',
      ],
    },
    ko: {
      title: 'EclecticIQ: 플랫폼의 피드, TAXII 1.1',
      access:
        '피드에 권한이 있는 플랫폼 사용자가 필요합니다. 로그인하여 토큰을 받으며, 플랫폼이 사용자를 그대로 받으면 --login-url 없이 --user를 지정하십시오.',
      terms: '플랫폼 소유자의 약관에 따릅니다.',
      notes: [
        '토큰은 한 시간 동안 유효하며 자동으로 새로 받습니다.',
        '업데이트 방식이 REPLACE인 피드는 매번 전체를 보내므로 --collection-type set을 지정하십시오.',
        'STIX만 읽습니다. JSON이나 CSV로 설정된 피드에서는 아무것도 나오지 않습니다.',
      ],
    },
  },
  {
    ...common,
    name: 'threatstream',
    kind: 'taxii2',
    login: { kind: 'user' },
    home: 'https://www.anomali.com/products/threatstream',
    en: {
      title: 'Anomali ThreatStream: feeds of a subscription',
      access: 'The address for TAXII stands in the settings of your account; its API key is the password.',
      terms: 'Commercial; for the subscriber alone.',
      notes: ['Paths want their final slash.', 'The free feed Limo is no more; see limo.'],
    },
    ko: {
      title: 'Anomali ThreatStream: 구독 피드',
      access: 'TAXII 주소는 계정 설정에 있으며 API 키가 비밀번호입니다.',
      terms: '상용이며 구독자만 사용할 수 있습니다.',
      notes: ['경로 끝에 슬래시가 필요합니다.', '무료 피드 Limo는 종료되었습니다. limo를 참고하십시오.'],
    },
  },
  {
    ...common,
    name: 'threatconnect',
    kind: 'taxii1',
    login: { kind: 'user' },
    home: 'https://docs.threatconnect.com/',
    en: {
      title: 'ThreatConnect: data of an organization, TAXII 1.1',
      access: 'A TAXII user, made in the organization; users of the API do not work.',
      terms: 'Those of the organization.',
      notes: ['Results come in very many parts: a narrow segment keeps them short.'],
    },
    ko: {
      title: 'ThreatConnect: 조직의 데이터, TAXII 1.1',
      access: '조직에서 만든 TAXII 사용자가 필요합니다. API 사용자로는 되지 않습니다.',
      terms: '조직의 약관에 따릅니다.',
      notes: ['결과가 매우 많은 파트로 나뉘므로 폴링 구간을 좁게 설정하십시오.'],
    },
  },
  {
    ...common,
    name: 'opencti',
    kind: 'taxii2',
    login: { kind: 'any' },
    home: 'https://docs.opencti.io/',
    en: {
      title: 'OpenCTI: a collection of a platform, TAXII 2.1',
      access:
        'A token of a user of the platform: --bearer-file FILE. A public collection needs none: --no-credentials.',
      terms: 'Those of the platform’s owner.',
      notes: [
        'A wrong token shows as a redirect to a web page.',
        'Observables without an indicator are sightings there: filter the collection by indicators.',
      ],
    },
    ko: {
      title: 'OpenCTI: 플랫폼의 컬렉션, TAXII 2.1',
      access: '플랫폼 사용자의 토큰이 필요합니다: --bearer-file FILE. 공개 컬렉션이면 --no-credentials를 지정하십시오.',
      terms: '플랫폼 소유자의 약관에 따릅니다.',
      notes: [
        '토큰이 틀리면 웹 페이지로 리디렉션됩니다.',
        '지표 없는 관측값은 단순한 관찰이므로 컬렉션을 지표로 필터링하십시오.',
      ],
    },
  },
  {
    ...common,
    name: 'c-tas',
    kind: 'taxii2',
    login: { kind: 'any' },
    home: 'https://www.krcert.or.kr/',
    en: {
      title: 'KISA C-TAS: threat information of the Korea Internet & Security Agency',
      access:
        'Members of C-TAS get address, format and key from KISA; those who share get the interface, others the web page.',
      terms: 'For members alone; passing it on needs the consent of KISA.',
      notes: [
        'Its interface is one of its own. This form is for what KISA offers you as STIX over TAXII; give what you were told.',
      ],
    },
    ko: {
      title: 'KISA C-TAS: 한국인터넷진흥원 사이버 위협정보',
      access:
        'C-TAS 회원은 KISA에서 주소, 형식, 키를 받습니다. API는 정보를 공유하는 회원에게, 그 밖의 회원에게는 웹 페이지로 제공됩니다.',
      terms: '회원만 사용할 수 있으며, 외부에 제공하려면 KISA의 동의가 필요합니다.',
      notes: [
        'C-TAS는 자체 인터페이스입니다. 이 양식은 KISA가 STIX/TAXII로 제공하는 경우에 쓰며, 안내받은 값을 입력하십시오.',
      ],
    },
  },
  {
    ...common,
    name: 'isac',
    kind: 'taxii1',
    login: { kind: 'any' },
    collection: 'system.Default',
    home: 'https://www.nationalisacs.org/',
    en: {
      title: 'Feed of an ISAC on Soltra or the like, TAXII 1.1',
      access: 'Members get user, certificate or subscription id: --user, --client-cert, --subscription.',
      terms: 'For members, by TLP.',
      notes: ['Packages often hold observables without indicators: --observables all.'],
    },
    ko: {
      title: 'ISAC 피드(Soltra 등), TAXII 1.1',
      access: '회원은 사용자(--user), 인증서(--client-cert) 또는 구독 ID(--subscription)를 받습니다.',
      terms: '회원만, TLP에 따라 사용합니다.',
      notes: ['지표 없이 관측값만 있는 패키지가 많으므로 --observables all을 지정하십시오.'],
    },
  },
];
