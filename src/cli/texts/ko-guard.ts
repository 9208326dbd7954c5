import type { enGuard, enGuardOptions, GuardHelp } from './en-guard.ts';

/** 가드에 관한 문장. */
export const koGuard: typeof enGuard = {
  titles: { guard: '가드', state: '상태', holds: '기준', lists: '출처', keptOut: '걸러 냄' },
  on: '켜짐',
  off: '꺼짐',
  names: (n) => `이름 ${n}개`,
  networks: (n) => `네트워크 ${n}개`,
  hashes: (n) => `해시 ${n}개`,
  suffixes: '공개 접미사 목록',
  limit: '한도',
  origins: { shipped: '기본 제공', settings: 'guards.yaml', file: '파일', fetched: '내려받음' },
  keptOut: (source, count, since) => `${source}: 마지막 전체 폴링(${since}) 이후 ${count}건을 걸러 냄`,
  nothingKeptOut: (source) => `${source}: 마지막 전체 폴링 이후 걸러 낸 것이 없습니다`,
  noFile: '파일이 없습니다. 기본 가드가 적용됩니다',
  file: (when) => `${when}에 작성됨`,
  nextSource: '한 소스에서 걸러 낸 것: feedgate guard list --source NAME',
  about: { value: '', host: '호스트', domain: '도메인' },
  wouldBeKeptOut: '걸러집니다',
  wouldPass: {
    value: '받아들입니다',
    host: '소스가 이것만 따로 올리면 역시 받아들입니다',
    domain: '소스가 이것만 따로 올리면 역시 받아들입니다',
  },
  onList: (entry, list) => `목록 ${list}의 ${entry}`,
  isOff: '꺼져 있어 아무것도 거르지 않습니다',
  updateTitles: { list: '목록', guard: '가드', result: '결과', before: '이전', now: '현재', unread: '못 읽음' },
  results: { updated: '바뀜', unchanged: '그대로', failed: '실패' },
  noLists: 'guards.yaml에 목록이 없습니다',
  stays: (list, entries) => `${list}: 마지막 정상 목록(${entries}개)을 유지합니다`,
  missing: (list) => `목록 ${list}을(를) 아직 읽지 않았습니다: feedgate guard update ${list}`,
  why: {
    own: '우리 조직의 것입니다',
    'private-address': '곳마다 다른 호스트를 뜻하는 주소입니다',
    'too-wide': '한도보다 넓은 네트워크입니다',
    'public-resolver': '누구나 쓰는 공용 리졸버입니다',
    'public-suffix': '그 아래 이름의 주인이 저마다 다릅니다',
    'mail-provider': '많은 사람이 메일을 쓰는 곳입니다',
    'shared-host': '누구나 페이지를 둘 수 있는 곳입니다',
    'popular-domain': '통째로 올리기에는 너무 널리 쓰입니다',
    'harmless-hash': '해가 없는 파일입니다',
    'warning-list': '직접 지정한 목록에 있습니다',
  },
};

/** 명령의 도움말. */
export const koGuardHelp: GuardHelp = {
  'guard list': {
    summary: '가드와 그 기준, 걸러 낸 것을 보여 줍니다',
    examples: [
      ['feedgate guard list', '모든 가드'],
      ['feedgate guard list --source phish', '한 소스에서 걸러 낸 것'],
    ],
  },
  'guard test': {
    summary: '값이 가드에 걸러지는지, 왜 그런지 알려 줍니다',
    examples: [
      ['feedgate guard test docs.google.com', '호스트'],
      ['feedgate guard test hxxps://docs[.]google[.]com/forms/x', '무력화한 URL과 그 호스트'],
      ['feedgate guard test --exit-code - < values.txt', '걸러지는 값이 있으면 종료 코드 1'],
    ],
  },
  'guard update': {
    summary: 'guards.yaml이 정한 곳에서 가드 목록을 다시 읽습니다',
    examples: [
      ['feedgate guard update', '모든 목록. 데몬은 정해진 주기마다 스스로 읽습니다'],
      ['feedgate guard update top-sites --force', '항목이 절반 넘게 줄었더라도 반영'],
    ],
  },
};

export const koGuardOptions: typeof enGuardOptions = {
  guardForce: '항목이 절반 넘게 줄어든 목록도 반영합니다',
  guardsOfSource: '이 소스에서 걸러 낸 것',
  guardExitCode: '걸러지는 값이 있으면 종료 코드 1',
};
