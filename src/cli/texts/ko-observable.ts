import type { enCompare, enLookup, enObservable } from './en-observable.ts';

/** 조회 결과의 문장. */
export const koLookup: typeof enLookup = {
  refused: (rule) => `주소, 도메인, URL, 해시가 아닙니다 (${rule})`,
  inForce: (since, sources) => `${since}부터 소스 ${sources}개가 등재, 유효함`,
  byNetwork: '값 자체는 등재되어 있지 않으나, 등재된 네트워크에 속합니다',
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
