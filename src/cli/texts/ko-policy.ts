import { withParticle } from '../../diagnosis/particle.ts';
import type { enExemption, enPolicy, enPolicyHelp, enPolicyOptions } from './en-policy.ts';

/** 정책의 문장. */
export const koPolicy: typeof enPolicy = {
  labels: {
    mode: '모드',
    sources: '소스',
    tag: '제목 표시',
    file: '파일',
    actions: '메일',
    rules: '규칙별',
    stricter: '더 엄격',
    milder: '더 완화',
    looked: '대상',
    fresh: '나중에 등재',
    hidden: '가려짐',
    index: '색인',
  },
  titles: {
    rule: '규칙',
    when: '조건',
    does: '처리',
    hits: (days) => `최근 ${days}일`,
    from: '위치',
    source: '소스',
    mode: '모드',
  },
  modes: {
    monitor: '모니터: 헤더와 저널만 남기며 아무것도 막지 않음',
    enforce: '적용: 적용 모드인 소스에 규칙을 따름',
  },
  sourceMode: (source, mode) => `${source}: ${mode}`,
  noSourceEnforces: '적용 모드인 소스가 아직 없습니다: feedgate policy mode enforce --source NAME',
  policyMonitors: '정책이 모니터 모드입니다: feedgate policy mode enforce',
  notAMode: '모드는 monitor 또는 enforce입니다',
  enforcing: (count, total) => `${total}개 가운데 ${count}개 적용`,
  builtIn: '내장',
  remarks: {
    'unknown-source': (rule, name, near) =>
      `규칙 ${rule}: 소스 ${withParticle(name, '이/가')} 없습니다${near === null ? '' : `. ${near}입니까?`}`,
    'unknown-tag': (rule, name, near) =>
      `규칙 ${rule}: 태그 ${withParticle(name, '이/가')} 있는 소스가 없습니다${near === null ? '' : `. ${near}입니까?`}`,
    neverAsked: (rule, by) => `규칙 ${rule}: 앞의 규칙 ${withParticle(by, '이/가')} 모두 가져가므로 쓰이지 않습니다`,
  },
  stopped: (would, all, was) => `메일 ${all}통 가운데 ${would}통을 막았을 것입니다. 실제로는 ${was}통`,
  fresh: (count) => `메일 ${count}통에는 받을 때 아직 등재되지 않은 값이 있었습니다`,
  hiddenAddresses: (count) =>
    `메일 ${count}통은 저널이 주소를 가리므로 발신자, 수신자, 사용자로 정한 규칙과 예외가 맞지 않습니다`,
  hiddenValues: (count) => `메일 ${count}통은 저널이 값을 가리므로 알 수 없습니다`,
  index: (observables, when) => `관측값 ${observables}개, ${when} 생성`,
  always: '항상',
  noRule: '규칙 없음',
  noFile: '아직 없음: 파일이 없을 때의 정책',
  good: (path, rules, mode) => `${path}: 규칙 ${rules}개, ${mode}`,
  same: '바뀌는 것이 없습니다',
  layout: '규칙은 그대로이고 주석과 모양만 바뀝니다',
  askApply: '이 정책을 적용하겠습니까?',
  applied: (path) => `1초 안에 적용됩니다: ${path}`,
  kept: (path) => `이전 정책은 여기에 있습니다: ${path}`,
  simulated: (days, all, mails) => `${days}일 동안 메일 ${all}통, 그 가운데 등재된 값이 있던 메일 ${mails}통`,
  change: (action, was, would) => `${action}: ${was} → ${would}`,
  nothingChanges: '모든 메일의 처리가 같았을 것입니다',
};

/** 예외의 문장. */
export const koExemption: typeof enExemption = {
  titles: {
    id: 'ID',
    what: '통과 대상',
    owner: '책임자',
    reason: '이유',
    until: '기한',
    mails: '메일',
    last: '마지막',
  },
  none: '예외가 없습니다',
  notExempt: '통과시키는 예외가 없습니다',
  forEver: '기한 없음',
  until: (time) => `${time}까지`,
  added: (id, what, until) => `${id}: ${what} 통과, ${until}`,
  removed: (id, what) => `${id}: ${what} 예외를 제거했습니다`,
  replaces: (ids) => `${ids} 대신`,
  expired: (time) => `만료 ${time}`,
  noRule: (name) => `규칙 ${withParticle(name, '이/가')} 없습니다: feedgate policy show`,
  noSource: (name) => `소스 ${withParticle(name, '이/가')} 없습니다: feedgate source list`,
  notAPattern: (option, text) =>
    `${option}: ${withParticle(text, '은/는')} user@example.org, @example.org, .example.org 꼴이 아닙니다`,
  tooLong: (option, most) => `${option}: ${most}자까지 쓸 수 있습니다`,
  unknown: (asked) => `예외 ${withParticle(asked, '이/가')} 없습니다: feedgate exemption list`,
  notAhead: (text) => `--until: ${withParticle(text, '은/는')} 앞으로의 날짜(2027-01-31)가 아닙니다`,
};

export const koPolicyHelp: typeof enPolicyHelp = {
  'policy show': {
    summary: '정책의 모드와 규칙을 순서대로, 규칙마다 적용한 횟수와 함께 보여 줍니다',
    examples: [['feedgate policy show', '최근 7일']],
  },
  'policy check': {
    summary: '정책 파일 또는 적용 중인 정책을 확인합니다',
    examples: [['feedgate policy check new-policy.yaml', '잘못의 줄과 열, 그리고 없는 이름을 알려 줍니다']],
  },
  'policy apply': {
    summary: '정책 파일을 적용합니다. 바뀌는 것을 먼저 보여 줍니다',
    examples: [['feedgate policy apply new-policy.yaml', '이전 정책은 남깁니다']],
  },
  'policy simulate': {
    summary: '최근 메일을 그 정책으로 처리했다면 어땠을지 알려 줍니다',
    examples: [
      ['feedgate policy simulate --enforce', '지금 정책을 모두 적용한다면'],
      ['feedgate policy simulate new-policy.yaml --days 30', '다른 정책'],
      ['feedgate policy simulate --enforce --now', '오늘 등재된 것으로'],
    ],
  },
  'policy mode': {
    summary: '지켜보기만 하거나 규칙을 따릅니다. 전체 또는 소스 하나',
    examples: [
      ['feedgate policy mode enforce', '적용 모드인 소스에 규칙을 따름'],
      ['feedgate policy mode enforce --source urlhaus', '소스를 적용 모드로'],
      ['feedgate policy mode monitor', '헤더와 저널만'],
    ],
  },
  'exemption add': {
    summary: '책임자, 이유, 기한과 함께 앞으로 통과시킬 것을 정합니다',
    examples: [
      ['feedgate exemption add news.example.com --reason "our newsletter" --owner kim --days 90', '이름과 그 URL'],
      ['feedgate exemption add 192.0.2.0/24 --reason "branch office" --owner kim', '네트워크, URL, 해시 등'],
      ['feedgate exemption add --sender @partner.example --reason partner --owner kim', '발신자로'],
    ],
  },
  'exemption list': {
    summary: '예외와 각각 쓰인 횟수를 보여 줍니다',
    examples: [['feedgate exemption list', '기한이 지난 것은 흐리게']],
  },
  'exemption check': {
    summary: '값이나 주소를 통과시키는 예외를 알려 줍니다',
    examples: [['feedgate exemption check news.example.com', '없으면 종료 코드 1']],
  },
  'exemption remove': {
    summary: '예외를 제거합니다',
    examples: [['feedgate exemption remove 7x2k9qmw', 'ID 또는 통과 대상으로']],
  },
};

export const koPolicyOptions: typeof enPolicyOptions = {
  policySource: '이 소스만',
  policyDays: '며칠 전까지(기본 7)',
  policyNow: '메일을 받은 때가 아니라 오늘 등재된 것으로',
  policyAll: '모든 소스',
  policySample: '메일을 다섯 통이 아니라 스무 통씩',
  policyEnforce: '정책과 모든 소스가 적용 모드인 것처럼',
  exemptionBelow: '이름과 그 아래의 모든 이름',
  exemptionSender: '이 발신자의 메일: user@example.org, @example.org, .example.org',
  exemptionRecipient: '이 수신자만의 메일',
  exemptionSource: '이 소스가 등재한 모든 값',
  exemptionTag: '이 태그의 소스가 등재한 모든 값',
  exemptionRule: '이 규칙이 처리할 모든 것',
  exemptionUser: '인증한 이 사용자의 메일',
  exemptionReason: '이유',
  exemptionOwner: '책임자',
  exemptionUntil: '기한 날짜(기본: 없음)',
  exemptionDays: '일수로 정한 기한',
};
