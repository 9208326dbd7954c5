import { koReport } from './ko-report.ts';
import { koTitles } from './ko-titles.ts';
import type { en } from './en.ts';
import { koHelp } from './ko-help.ts';
import { koGateway, koIntegrate } from './ko-gateway.ts';
import { koAlert } from './ko-alert.ts';
import { koGuard } from './ko-guard.ts';
import { koCompare, koLookup, koObservable } from './ko-observable.ts';
import { koLab } from './ko-lab.ts';
import { koService } from './ko-service.ts';
import { koExemption, koPolicy } from './ko-policy.ts';
import { koLook } from './ko-look.ts';
import { koSecret } from './ko-secret.ts';
import { koTrust } from './ko-trust.ts';
import { koProxy } from './ko-proxy.ts';
import { koReload } from './ko-reload.ts';
import { koWhole } from './ko-whole.ts';
import { koMatch } from './ko-match.ts';
import { koCapture } from './ko-capture.ts';
import { koStore } from './ko-store.ts';
import { koMessage } from './ko-mail.ts';
import { koDoctor, koFollow } from './ko-doctor.ts';
import { koCatalog } from './ko-catalog.ts';
import { koTrial } from './ko-trial.ts';
import { withParticle } from '../../diagnosis/particle.ts';

/** 명령줄의 모든 문장. The Korean of `en`: 합니다체, the glossary of DESIGN §1, particles by sound. */
export const ko: typeof en = {
  help: koHelp,
  units: {
    day: (n) => `${n}일`,
    hour: (n) => `${n}시간`,
    minute: (n) => `${n}분`,
    second: (n) => `${n}초`,
    millisecond: (n) => `${n} ms`,
  },
  time: {
    ago: (span) => `${span} 전`,
    ahead: (span) => `${span} 후`,
    now: '지금',
    never: '없음',
  },
  words: { none: '없음' },
  titles: koTitles,
  complaint: {
    labels: { cause: '원인', evidence: '근거', meant: '제안', more: '더 보기' },
    didYouMean: (names) => {
      const quoted = names.map((name) => `"${name}"`);
      return `${withParticle(quoted.join(' 또는 '), '을/를')} 찾으십니까?`;
    },
  },
  explain: {
    labels: { meaning: '뜻', certain: '판단 근거', causes: '원인', fix: '조치', fault: '담당' },
    faults: {
      operator: '운영자가 조치할 일입니다',
      source: '피드 제공자가 조치할 일입니다',
      network: '사내 또는 중간 네트워크의 문제입니다',
      host: '이 컴퓨터의 문제입니다',
      bug: 'Feedgate의 결함입니다. 알려 주십시오',
    },
    retries: {
      soon: '곧 자동으로 다시 시도합니다',
      'next-poll': '다음 폴링 때 다시 시도합니다',
      'after-change': '변경하기 전에는 다시 시도해도 소용이 없습니다',
    },
    unknown: (code) => `${withParticle(code, '은/는')} 상태 코드가 아닙니다`,
    nothing: '코드를 지정하거나 로그를 표준 입력으로 주십시오: feedgate explain < threatfeeds',
  },
  usage: {
    unknownCommand: (command) => `${command} 명령은 없습니다`,
    unknownOption: (option) => `${option} 옵션은 없습니다`,
    missingArgument: (name) => `${name} 인수가 빠졌습니다`,
    missingValue: (option) => `${option} 옵션에 값이 필요합니다`,
    tooMany: (expected) => `인수가 너무 많습니다. 최대 ${expected}개입니다. 한 덩어리는 따옴표로 묶으십시오`,
    notOneOf: (option, value, choices) => `${option} ${withParticle(value, '은/는')} 허용된 값이 아닙니다: ${choices}`,
    notANumber: (option, value, range) => `${option} ${withParticle(value, '은/는')} ${range} 범위의 숫자가 아닙니다`,
    notADate: (value) => `${withParticle(value, '은/는')} 날짜(2026-11-01, 2026-11-01T10:00:00Z)도 기간(7d)도 아닙니다`,
    conflict: (a, b) => `${withParticle(a, '과/와')} ${withParticle(b, '은/는')} 함께 쓸 수 없습니다`,
    needs: (option, other) => `${option}에는 ${other}도 필요합니다`,
    secret: (option) =>
      `명령줄의 비밀값은 이 시스템의 모든 사용자와 셸 기록에 드러나므로 받지 않습니다. ${option} FILE 또는 ${option} - (표준 입력)을 쓰거나, 생략하고 물어볼 때 입력하십시오`,
    passwordNeeded:
      '--user에는 비밀번호가 필요합니다. --password-file FILE, --password-file -, --no-password 중 하나를 쓰십시오',
    nothingTyped: '입력한 것이 없습니다. 빈 비밀번호를 보내려면 --no-password를 쓰십시오',
    onlyOneFromStdin: '표준 입력으로는 비밀값을 하나만 받을 수 있습니다',
    unreadable: (path) => `${path} 파일을 읽을 수 없습니다`,
    nameForUrl: (url) => `소스의 이름이 빠졌습니다: feedgate source add NAME ${url}`,
    nothingToChange: '바꿀 것을 지정하지 않았습니다',
    noValues: '찾을 값을 지정하지 않았습니다',
    confirm: (name) => `${withParticle(name, '을/를')} 삭제하려면 동의가 필요합니다. --yes를 붙여 다시 실행하십시오`,
    invalid: (what) => `명령줄을 읽을 수 없습니다: ${what}`,
  },
  ask: {
    password: (user) => `${user}의 비밀번호:`,
    header: (name) => `${name} 헤더의 값:`,
    oauth: (client) => `클라이언트 ${client}의 비밀값:`,
    passphrase: (file) => `${file}의 암호:`,
    query: (name) => `쿼리 ${name}의 값:`,
    remove: (name, listings) => `${withParticle(name, '을/를')} 등재 ${listings}건과 함께 삭제하시겠습니까?`,
    cursor:
      '읽을 대상이 바뀝니다. 보존 기간 전체를 다시 읽기(r), 커서 유지(k), 그대로 두기(Enter) 중 무엇으로 하시겠습니까?',
  },
  guide: {
    firstSteps: '첫걸음',
    steps: [
      ['feedgate start --first-run', '데몬을 실행합니다'],
      ['feedgate source add NAME https://HOST/taxii/poll/ --collection C', '피드를 추가합니다'],
      ['feedgate poll NAME', '지금 폴링하고 결과를 봅니다'],
      ['feedgate observable lookup VALUE', '등재 여부, 등재한 소스, 기한을 봅니다'],
      ['feedgate help', '모든 명령'],
    ],
    now: '지금',
    unknown: (code) => `상태를 읽을 수 없습니다 [${code}]: feedgate explain ${code}`,
  },
  status: {
    labels: {
      version: '버전',
      daemon: '데몬',
      data: '데이터',
      sources: '소스',
      listings: '등재',
      observables: '관측값',
      size: '크기',
      counted: '집계',
      polling: '폴링 중',
      gateway: '메일',
    },
    headline: ({ total, failing, suspended }) => {
      if (total === 0) return '아직 소스가 없습니다';
      if (failing > 0) return `소스 ${total}개 중 ${failing}개가 실패하고 있습니다`;
      return suspended === total ? '모든 소스가 일시 중지되어 있습니다' : '폴링하는 모든 소스가 정상입니다';
    },
    sources: ({ total, ok, failing, suspended }) =>
      `${total}개: 정상 ${ok}개, 실패 ${failing}개, 일시 중지 ${suspended}개`,
    daemon: (pid, since) => `pid ${pid}, 시작 ${since}`,
    noDaemon: '실행되고 있지 않습니다(데이터 디렉터리에서 읽음). 시작하려면: feedgate start',
    nextAdd: '첫 소스를 추가하십시오: feedgate source add NAME https://HOST/taxii/poll/ --collection C',
    nextFailing: '어느 소스가 왜 실패하는지 보십시오: feedgate source list',
  },
  source: {
    titles: {
      name: '이름',
      state: '상태',
      kind: '종류',
      mode: '모드',
      listings: '등재',
      lastSuccess: '마지막 성공',
      nextDue: '다음 폴링',
      code: '문제',
    },
    labels: {
      state: '상태',
      url: '주소',
      collection: '컬렉션',
      proxy: '프록시',
      mode: '모드',
      listings: '등재',
      lastSuccess: '마지막 성공',
      lastAttempt: '마지막 시도',
      lastNewData: '마지막 새 데이터',
      nextDue: '다음 폴링',
      reconciled: '전체 읽음',
      cursor: '읽은 곳',
      segment: '폴링 구간',
      settings: '설정',
      failing: '실패',
      cause: '원인',
      more: '더 보기',
    },
    states: {
      ok: '정상',
      failing: '실패',
      stale: '지연',
      never: '폴링 전',
      polling: '폴링 중',
      suspended: '일시 중지',
    },
    modes: { monitor: '탐지 전용 (monitor)', enforce: '차단 적용 (enforce)' },
    none: '아직 소스가 없습니다. 추가하려면: feedgate source add NAME https://HOST/taxii/poll/ --collection C',
    learned: (span) => `${span}, 서버의 실패에서 배운 값`,
    failing: (count, message, code) => `${count}회 연속: ${message} [${code}]`,
    added: (name) => `${withParticle(name, '을/를')} 추가했습니다`,
    changed: (name) => `${withParticle(name, '을/를')} 변경했습니다`,
    unchanged: (name) => `${withParticle(name, '을/를')} 그대로 두었습니다`,
    removed: (name) => `${withParticle(name, '을/를')} 등재와 함께 삭제했습니다`,
    suspended: (name) => `${withParticle(name, '을/를')} 일시 중지했습니다. 등재는 보존 기간이 끝날 때까지 유효합니다`,
    resumed: (name) => `${withParticle(name, '을/를')} 다시 시작했습니다. 곧 폴링합니다`,
    reset: (name, from) =>
      from === null
        ? `${name}의 커서를 지웠습니다. 다음 폴링이 보존 기간 전체를 읽습니다`
        : `${withParticle(name, '은/는')} 다음 폴링에서 ${from}부터 읽습니다`,
    nextPoll: (name) => `지금 폴링하려면: feedgate poll ${name}`,
  },
  pasted: {
    notPoll: (path, role) =>
      `${withParticle(path, '은/는')} 폴링 서비스가 아니라 ${role} 서비스처럼 보입니다. 경로는 흔히 /taxii/poll/ 입니다`,
    secretSeen: '명령줄에 비밀값이 있었습니다. 이제 셸 기록에 남아 있습니다',
  },
  poll: {
    cancelled: (name) => `${name}: 폴링이 다음 안전한 지점에서 멈춥니다`,
    nothingToCancel: (name) => `${name}: 진행 중인 폴링이 없습니다`,
    stopping: (name) => `${name}: 다음 안전한 지점에서 멈추는 중 …`,
  },
  catalog: koCatalog,
  trial: koTrial,
  doctor: koDoctor,
  follow: koFollow,
  lab: koLab,
  message: koMessage,
  store: koStore,
  capture: koCapture,
  match: koMatch,
  reload: koReload,
  whole: koWhole,
  look: koLook,
  trust: koTrust,
  proxy: koProxy,
  secret: koSecret,
  policy: koPolicy,
  exemption: koExemption,
  service: koService,
  gateway: koGateway,
  guard: koGuard,
  alert: koAlert,
  integrate: koIntegrate,
  progress: {
    segment: (n, of) => `구간 ${n}/${of}`,
    parts: (n) => `파트 ${n}`,
    blocks: (n) => `블록 ${n}개`,
    observables: (n) => `관측값 ${n}개`,
    rate: (n) => `${n}개/초`,
    left: (span) => `${span} 남음`,
  },
  report: koReport,
  polls: {
    titles: {
      id: 'ID',
      source: '소스',
      state: '상태',
      mode: '방식',
      started: '시작',
      took: '걸린 시간',
      received: '블록',
      new: '신규',
      withdrawn: '철회',
      code: '문제',
    },
    states: {
      running: '진행 중',
      succeeded: '성공',
      failed: '실패',
      cancelled: '취소됨',
      interrupted: '중단됨',
    },
    none: '아직 폴링이 없습니다. 폴링하려면: feedgate poll NAME',
  },
  compare: koCompare,
  lookup: koLookup,
  observable: koObservable,
};
