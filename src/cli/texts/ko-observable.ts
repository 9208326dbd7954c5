import type { enCompare, enLookup, enObservable, enObservableHelp } from './en-observable.ts';

/** 조회 결과의 문장. */
export const koLookup: typeof enLookup = {
  refused: (rule) => `주소, 도메인, URL, 해시가 아닙니다 (${rule})`,
  inForce: (since, sources) => `${since}부터 소스 ${sources}개가 등재, 유효함`,
  byNetwork: '값 자체는 등재되어 있지 않으나, 등재된 네트워크에 속합니다',
  byName: '값 자체는 등재되어 있지 않으나, 등재된 이름이 적용됩니다',
  relations: { host: '호스트', domain: '도메인', parent: '상위 이름', variant: '다른 표기' },
  related: (relation, value, until) => `${relation} ${value} · ${until}까지`,
  coversNot: {
    host: 'URL의 호스트는 이름으로만 대조하므로 이 값에는 적용되지 않음',
    domain: '이 값에는 적용되지 않음',
    parent: '소스 설정(subdomains)에 따라 이 값에는 적용되지 않음',
    variant: '다른 관측값이므로 이 값에는 적용되지 않음',
  },
  keptOut: (guard, why, entry) => `가드 ${guard}이(가) 걸러 냅니다: ${why} (${entry})`,
  exempt: (id, what, owner, reason) =>
    `예외 ${id}에 따라 이 값이 있는 메일은 통과합니다: ${what} · ${owner}: ${reason}`,
  never: '등재되어 있지 않으며, 등재된 적도 없습니다',
  noLonger: '유효하지 않습니다',
  until: (time) => `${time}까지`,
  withdrawn: (time) => `철회됨 ${time}`,
  expired: (time) => `만료됨 ${time}`,
  notYet: '아직 유효 기간 전',
  confidence: (value) => `신뢰도 ${value}`,
  network: (network, source, until) => `${source}: 네트워크 ${network} · ${until}까지`,
};

/** 관측값에 관한 문장. */
export const koObservable: typeof enObservable = {
  count: (shown) => `유효한 관측값 ${shown}개`,
  mixed: (format) => `${format}는 파일마다 한 종류여야 합니다. --kind로 ip, network, domain 등을 따로 내보내십시오`,
  leftOut: (shown, _count, format) => `${format} 형식에 담을 수 없는 관측값 ${shown}개를 뺐습니다`,
};

/** 소스 비교의 문장. */
export const koCompare: typeof enCompare = {
  titles: {
    source: '소스',
    observables: '관측값',
    unique: '단독',
    share: '비율',
    most: '가장 많이 겹치는 소스',
    new: '신규 7일',
    withdrawn: '철회 7일',
    expired: '만료 7일',
    other: '다른 소스',
    common: '공통',
    ofThis: '이 소스의',
    ofOther: '다른 소스의',
  },
  nothingInCommon: '다른 소스와 겹치는 것이 없습니다.',
  counted: (when) => `${when} 집계`,
};

/** 명령의 도움말. */
export const koObservableHelp: typeof enObservableHelp = {
  'source compare': {
    summary: '소스마다 기여하는 것과 다른 소스와 겹치는 것을 보여 줍니다',
    examples: [
      ['feedgate source compare', '모든 소스: 관측값, 단독으로 올린 것, 7일 동안 늘고 준 것'],
      ['feedgate source compare phish --now', '한 소스를 나머지와 비교, 지금 집계'],
    ],
  },
  'observable lookup': {
    summary: '값이 등재되어 있는지, 누가 언제까지 등재했는지, 아니면 왜 아닌지 알려 줍니다',
    examples: [
      ['feedgate observable lookup phish.example.net 192.0.2.7', '여러 값을 한 번에 찾습니다'],
      ['feedgate observable lookup hxxp://phish[.]example[.]net/a', '무력화된 표기도 됩니다'],
      ['feedgate observable lookup --exit-code 192.0.2.7', '등재되어 있지 않으면 종료 코드 1'],
      ['feedgate observable lookup - < values.txt', '한 줄에 값 하나씩 읽습니다'],
    ],
  },
  'observable list': {
    summary: '유효한 관측값을 나열합니다',
    examples: [
      ['feedgate observable list --source phish', '한 소스의 관측값'],
      ['feedgate observable list --kind domain --json', '한 줄에 JSON 객체 하나씩'],
    ],
  },
  'observable stats': {
    summary: '유효한 것의 수를 셉니다',
    examples: [['feedgate observable stats', '종류별로 셉니다']],
  },
  'observable export': {
    summary: '유효한 관측값을 목록, CSV, STIX, MISP, DNS 영역, 맵으로 내보냅니다',
    examples: [
      ['feedgate observable export --format list --kind ip > ips.txt', '방화벽용으로 한 줄에 값 하나씩'],
      [
        'feedgate observable export --format csv > observables.csv',
        '등재마다 한 줄. 스프레드시트에서 열어도 안전합니다',
      ],
      ['feedgate observable export --format stix2 > bundle.json', 'STIX 2.1 번들'],
      ['feedgate observable export --format rpz > feedgate.rpz', '리졸버용 응답 정책 영역(RPZ)'],
      ['feedgate observable export --format postfix --kind network > clients.cidr', 'check_client_access용 테이블'],
    ],
  },
};
