import { withParticle } from '../../diagnosis/particle.ts';
import type { Action, When } from '../../policy/rule.ts';
import type { enMatch, enMatchHelp, enMatchOptions } from './en-match.ts';

const looksAt: Readonly<Record<keyof When, string>> = {
  kinds: '종류가 다름',
  sources: '소스가 다름',
  tags: '태그가 다름',
  confidence: '신뢰도가 낮음',
  where: '위치가 다름',
  direction: '방향이 다름',
  recipients: '받는 사람이 다름',
};

const gets: Readonly<Record<Action, string>> = {
  none: '아래 헤더가 붙고 통과합니다',
  log: '아래 헤더가 붙고 통과합니다',
  header: '아래 헤더가 붙고 통과합니다',
  'tag-subject': '아래 헤더가 붙고 제목 앞에 표시가 붙습니다',
  'defang-url': '아래 헤더가 붙고 링크를 누를 수 없게 됩니다',
  'strip-attachment': '아래 헤더가 붙고 등재된 파일 대신 안내문이 들어갑니다',
  redirect: '아래 헤더가 붙고 받는 사람이 바뀝니다',
  quarantine: '아래 헤더가 붙고 메일 서버가 보류합니다',
  tempfail: '없음. 나중에 다시 보내라고 답합니다',
  discard: '없음. 보낸 쪽에는 받았다고 답하고 버립니다',
  reject: '없음. 거부합니다',
};

/** 메일이나 값에 대한 대조 결과의 문장. */
export const koMatch: typeof enMatch = {
  labels: {
    rule: '규칙',
    redirect: '전달',
    notes: '참고',
    lookUps: '대조한 값',
    gets: '메일에는',
    reply: '응답',
    headers: '헤더',
    index: '색인',
    seen: '위치',
    by: '소스',
    exemption: '예외',
    rules: '규칙',
    done: '처리',
  },
  verdict: ({ action, wanted, mode }) =>
    action === wanted ? `${action} (${mode})` : `${action} (${mode}). 모두 적용하면: ${wanted}`,
  clean: '등재된 값이 없습니다. 메일은 통과합니다',
  exempted: '등재되었지만 예외로 통과합니다',
  noRule: '해당하는 규칙이 없어 기록만 합니다',
  seenAs: (seen, shown) => `${seen}, 메일의 값: ${shown}`,
  listedBy: (since, until) => `${since}부터 ${until}까지`,
  exempt: (id, reason) => `${id}: ${reason}`,
  ruleFits: (name, action) => `${name}: 해당, ${action}`,
  ruleMisses: (name, why) => `${name}: 해당 없음, ${looksAt[why]}`,
  held: (done, wanted) => `${done}. ${wanted} 처리는 정책과 소스가 모두 적용 모드일 때만`,
  nothingShown: '등재될 수 있는 값이 없습니다',
  gets,
  index: {
    published: (observables, when) => `관측값 ${observables}개, ${when} 게시`,
    store: (observables, when) => `관측값 ${observables}개, 게시된 색인이 없어 저장소에서 ${when} 생성`,
  },
  notAClient: (text) => `--client: ${withParticle(text, '은/는')} 주소가 아닙니다`,
  notAMailbox: (text, rule) => `${withParticle(text, '은/는')} 메일 주소가 아닙니다 (${rule})`,
  notRead: (text, rule) => `${withParticle(text, '은/는')} 파일도 관측값도 아닙니다 (${rule})`,
};

export const koMatchHelp: typeof enMatchHelp = {
  match: {
    summary: '메일을 어떻게 처리할지, 값에 대해 무엇이 알려져 있는지와 그 이유를 보여 줍니다. 바꾸는 것은 없습니다',
    examples: [
      ['feedgate match mail.eml --client 192.0.2.7 --from a@example.net --recipient b@example.org', '메일'],
      ['feedgate match - < mail.eml', '표준 입력에서'],
      ['feedgate match hxxps://phish[.]example[.]net/login', 'URL, 도메인, 주소, 해시, 발신자'],
      ['feedgate match 192.0.2.7 --exit-code', '등재되었으면 종료 코드 1'],
    ],
  },
};

export const koMatchOptions: typeof enMatchOptions = {
  matchFrom: '봉투 발신자',
  matchRecipient: '받는 사람. 여러 번 쓸 수 있음',
  matchClient: '메일을 가져온 클라이언트의 주소',
  matchHelo: '클라이언트의 HELO 이름',
  matchUser: '인증한 사용자',
  matchDirection: '메일의 방향(기본: 클라이언트와 사용자로 판단)',
  matchAll: '대조한 모든 값',
  matchExitCode: '등재되었으면 종료 코드 1',
};
