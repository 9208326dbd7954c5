import type { enService, enServiceHelp, enServiceOptions } from './en-service.ts';

/** 서비스 사용 조건의 문장. */
export const koService: typeof enService = {
  labels: { node: '노드', enabled: '스위치', terms: '사용 조건', key: '기능 키' },
  levels: { cluster: '클러스터', group: '그룹', node: '노드' },
  byDefault: '기본값',
  on: '켜짐',
  off: '꺼짐',
  open: '서비스가 켜져 있어 소스를 폴링합니다',
  closed: (why) => `소스를 폴링하지 않습니다: ${why}`,
  notRequired: '필요 없음',
  notAccepted: '동의하지 않음',
  accepted: (by, when, from) => `${by}, ${when}에 동의 (${from})`,
  noKey: '없음',
  noKeys: '설치된 기능 키가 없습니다',
  noSuchKey: '그 번호의 키가 없습니다: feedgate featurekey list',
  states: {
    valid: '유효',
    expired: '만료',
    'not-yet': '아직 유효하지 않음',
    'other-node': '다른 노드용',
    'other-feature': '다른 기능용',
    invalid: '진짜가 아님',
  },
  keyFor: ({ holder, node, from, until }) => `${holder}, ${node}, ${from} → ${until}`,
  anyNode: '모든 노드',
  enabled: (level) => `${level}에서 서비스를 켰습니다`,
  disabled: (level) => `${level}에서 서비스를 껐습니다. 등재는 보존 기간이 끝날 때까지 유효합니다`,
  askWho: '이름:',
  askTerms: (by) => `${by} 님은 이 조건에 동의하십니까?`,
  termsAccepted: (by, level) => `${by} 님이 ${level}의 사용 조건에 동의했습니다`,
  keyAdded: (level) => `${level}에 기능 키를 설치했습니다`,
  keyRemoved: '제거했습니다',
  trusted: '이제 이 발급자의 기능 키를 인정합니다',
  copied: (from, to) => `${from}의 설정을 ${to}에 복사했습니다`,
  notALevel: (text) => `--level: ${text}은(는) cluster, group, group:NAME, node, node:NAME 가운데 하나가 아닙니다`,
};

export const koServiceHelp: typeof enServiceHelp = {
  'service status': {
    summary: '이 노드의 모든 사용 조건과 그 값을 정한 수준을 보여 줍니다',
    examples: [['feedgate service status', '폴링이 막혀 있으면 종료 코드 1']],
  },
  'service enable': {
    summary: '서비스를 켭니다. 소스를 폴링합니다',
    examples: [
      ['feedgate service enable', '이 노드에서'],
      ['feedgate service enable --level cluster', '그룹이나 노드가 달리 정하지 않은 모든 곳에서'],
    ],
  },
  'service disable': {
    summary: '서비스를 끕니다. 폴링하지 않으며 등재는 보존 기간까지 남습니다',
    examples: [['feedgate service disable', '이 노드에서']],
  },
  'service accept-terms': {
    summary: '사용 조건을 보여 주고 누가 동의하는지 기록합니다',
    examples: [['feedgate service accept-terms --by "A. Kim" --yes', '묻지 않고']],
  },
  'featurekey add': {
    summary: '기능 키를 설치합니다',
    examples: [
      ['feedgate featurekey add key.txt', '파일에서. -는 표준 입력'],
      ['feedgate featurekey add key.txt --level cluster', '모든 노드에'],
    ],
  },
  'featurekey list': {
    summary: '이 노드, 그룹, 클러스터의 기능 키를 보여 줍니다',
    examples: [['feedgate featurekey list', '번호와 함께']],
  },
  'featurekey show': { summary: '기능 키 하나를 보여 줍니다', examples: [['feedgate featurekey show 1', '']] },
  'featurekey check': {
    summary: '기능 키가 지금 여기에서 유효한지 알려 줍니다. 기록하지 않습니다',
    examples: [['feedgate featurekey check key.txt', '유효하지 않으면 종료 코드 1']],
  },
  'featurekey remove': {
    summary: '기능 키를 제거합니다',
    examples: [['feedgate featurekey remove 1', '목록의 번호로']],
  },
  'featurekey issue': {
    summary: '서비스를 재판매하는 쪽: 키 쌍을 만들고 기능 키에 서명합니다',
    examples: [
      ['feedgate featurekey issue --new-issuer', '"secret"은 보관하고 노드는 "issuer"를 신뢰합니다'],
      ['feedgate featurekey issue --secret-file secret --holder "Example AG" --until 365d', '모든 노드용 키'],
    ],
  },
  'featurekey trust': {
    summary: '이 노드에서 발급자의 기능 키를 인정합니다',
    examples: [['feedgate featurekey trust ISSUER', '공급업체가 공개한 "issuer"']],
  },
  'level copy': {
    summary: '한 수준의 스위치, 동의, 키를 다른 수준에 복사합니다',
    examples: [
      ['feedgate level copy --from cluster --to node', '이 노드로'],
      ['feedgate level copy --from node:gw1 --to group:branch', '그룹으로'],
    ],
  },
};

export const koServiceOptions: typeof enServiceOptions = {
  level: '수준: cluster, group, group:NAME, node(기본), node:NAME',
  levelFrom: '복사할 수준',
  levelTo: '기록할 수준',
  acceptedBy: '동의하는 사람',
  newIssuer: '새 키 쌍을 JSON으로 출력',
  issuerSecret: '발급자의 비밀 키 파일. -는 표준 입력',
  keyHolder: '기능 키를 받는 쪽',
  keyNode: '기능 키의 노드(기본: 모든 노드)',
  keyFrom: '유효 기간의 시작(기본: 지금)',
  keyUntil: '유효 기간의 끝, 또는 기간(기본: 365d)',
};
