import type { enTrust, enTrustHelp, enTrustOptions } from './en-trust.ts';

/** 신뢰하는 인증 기관에 관한 문구 */
export const koTrust: typeof enTrust = {
  labels: { system: '시스템 목록', custom: '자체 목록', pins: '고정' },
  titles: { subject: '인증 기관', until: '만료', fingerprint: 'SHA-256', for: '대상' },
  on: '켜짐',
  off: '꺼짐',
  everySource: '모든 소스',
  pinned: (source, pin) => `${source}: ${pin}…, 이 소스는 다른 인증서를 받지 않습니다`,
  added: (subject, until, source) =>
    `${subject} 신뢰 대상에 추가했습니다(${source === null ? '모든 소스' : `${source} 소스만`}, ${until} 만료)`,
  nothingNew: '새로운 것이 없습니다. 이미 모두 신뢰합니다',
  left: {
    expired: (subject) => `만료되어 제외했습니다: ${subject}`,
    'not-ca': (subject) => `인증 기관이 아니어서 제외했습니다: ${subject}`,
  },
  customOff: '자체 목록이 꺼져 있어 아직 적용되지 않습니다: feedgate trust custom on',
  whatToAdd: '인증서 파일을 지정하거나 서버를 지정하십시오: --from HOST:PORT',
  noChain: (place, words) => `${place}에서 인증서를 받지 못했습니다. 이유를 보십시오: feedgate net check ${words}`,
  noRoot: (subject, issuer) =>
    `서버가 루트를 보내지 않습니다. 체인의 끝은 ${subject}입니다. ${issuer}의 인증서를 소유자에게 받아 --from 대신 그 파일을 지정하십시오`,
  shows: (subject, fingerprint) =>
    `체인의 끝은 ${subject}, SHA-256 ${fingerprint}입니다. 소유자가 알려 준 값과 비교하십시오. 여기에서는 증명할 수 없습니다.`,
  isItRight: '올바른 인증서입니까?',
  notAgreed: '추가하지 않았습니다. 지문에 동의하거나 --yes를 쓰십시오',
  notOne: (asked, count, named) =>
    count === 0
      ? `자체 목록에 ${asked}에 해당하는 인증 기관이 없습니다: feedgate trust list`
      : `${asked}에 해당하는 것이 여러 개입니다(${named}). 지문의 앞부분을 쓰십시오`,
  removed: (subject) => `${subject}: 더 이상 신뢰하지 않습니다. 시스템 목록에 있으면 계속 신뢰합니다`,
  onOrOff: 'on 또는 off를 쓰십시오',
  switched: {
    system: (on) => `다음 연결부터 시스템 목록을 ${on ? '적용합니다' : '적용하지 않습니다'}`,
    custom: (on) => `다음 연결부터 자체 목록을 ${on ? '적용합니다' : '적용하지 않습니다'}`,
  },
  nobody: '신뢰하는 인증 기관이 없습니다. 자체 --ca나 --pin이 없는 https 소스는 모두 실패합니다',
};

export const koTrustHelp: typeof enTrustHelp = {
  'trust list': {
    summary: '이 노드가 신뢰하는 인증 기관과 소스마다 따로 신뢰하는 것을 보여 줍니다',
    examples: [['feedgate trust list', '시스템 목록, 자체 목록, 고정']],
  },
  'trust add': {
    summary: '파일(PEM, DER, PKCS#7)의 인증 기관을 모든 소스나 한 소스에서 신뢰합니다',
    examples: [
      ['feedgate trust add proxy-root.pem', 'TLS를 여는 프록시의 인증 기관, 모든 소스에'],
      ['feedgate trust add bundle.p7b --source otx', '한 소스에만'],
      ['feedgate trust add --from taxii.example.net:443 --source corp', '서버가 보낸 것, 동의한 뒤에'],
    ],
  },
  'trust remove': {
    summary: '자체 목록에서 인증 기관을 없앱니다',
    examples: [['feedgate trust remove 3fa9c0d1e2', '지문의 앞부분이나 주체로']],
  },
  'trust system': {
    summary: '시스템의 인증 기관을 적용할지 정합니다',
    examples: [['feedgate trust system off', '자체 목록과 소스마다 정한 것만']],
  },
  'trust custom': {
    summary: '자체 목록을 적용할지 정합니다',
    examples: [['feedgate trust custom off', '목록은 그대로 두고 적용하지 않음']],
  },
};

export const koTrustOptions: typeof enTrustOptions = {
  trustFrom: '이 서버가 보낸 인증 기관을 가져옵니다: HOST:PORT 또는 소스 이름. 지문에 동의해야 합니다',
  trustSource: '이 소스에만',
};
