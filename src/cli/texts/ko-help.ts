import type { enHelp } from './en-help.ts';
import { koReadingHelp } from './ko-reading.ts';
import { koGatewayHelp, koGatewayOptions } from './ko-gateway.ts';
import { koAlertHelp, koAlertOptions } from './ko-alert.ts';
import { koGuardHelp, koGuardOptions } from './ko-guard.ts';
import { koObservableHelp } from './ko-observable.ts';
import { koLabHelp, koLabOptions } from './ko-lab.ts';
import { koServiceHelp, koServiceOptions } from './ko-service.ts';
import { koPolicyHelp, koPolicyOptions } from './ko-policy.ts';
import { koLookHelp, koLookOptions } from './ko-look.ts';
import { koSecretHelp, koSecretOptions } from './ko-secret.ts';
import { koTrustHelp, koTrustOptions } from './ko-trust.ts';
import { koProxyHelp, koProxyOptions } from './ko-proxy.ts';
import { koReloadHelp } from './ko-reload.ts';
import { koWholeHelp, koWholeOptions } from './ko-whole.ts';
import { koMatchHelp, koMatchOptions } from './ko-match.ts';
import { koCaptureHelp, koCaptureOptions } from './ko-capture.ts';
import { koStoreHelp, koStoreOptions } from './ko-store.ts';
import { koMessageHelp, koMessageOptions } from './ko-mail.ts';
import { koDoctorHelp, koDoctorOptions } from './ko-doctor.ts';
import { koCatalogHelp, koCatalogOptions } from './ko-catalog.ts';
import { koCredentialOptions } from './ko-credentials.ts';
import { koTrialHelp, koTrialOptions } from './ko-trial.ts';

/** 한국어 도움말. Commands, options and codes are never translated. */
export const koHelp: typeof enHelp = {
  commands: {
    start: {
      summary: '데몬을 실행합니다. 멈추라고 할 때까지 예정된 폴링을 수행합니다',
      examples: [
        ['feedgate start --first-run', '데이터 디렉터리를 준비하고 시작합니다'],
        ['feedgate start --data /var/lib/feedgate', '지정한 데이터 디렉터리로 시작합니다'],
      ],
    },
    status: {
      summary: '데몬, 소스, 등재, 진행 중인 폴링의 상태를 보여 줍니다',
      examples: [
        ['feedgate status', '한눈에 봅니다'],
        ['feedgate status --json', '감시 스크립트에서 씁니다'],
        ['feedgate status --daemon', '응답하는 데몬이 없으면 종료 코드 4로 끝납니다'],
      ],
    },
    'source add': {
      summary: '옵션으로, 또는 서버의 아무 주소나 붙여 넣어 소스를 추가합니다',
      examples: [
        [
          'feedgate source add phish --kind taxii1 --host taxii.example.net --path /taxii/poll/ --collection phish-urls',
          '항목별로 지정합니다',
        ],
        [
          'feedgate source add phish https://taxii.example.net/taxii/poll/ --collection phish-urls --user alice',
          '주소로 지정합니다. 비밀번호는 물어봅니다',
        ],
        [
          'feedgate source add phish https://taxii.example.net/taxii/poll/ --collection C --user alice --password-file -',
          '비밀번호를 표준 입력으로 받습니다',
        ],
        [
          'feedgate source add phish \'curl -H "Accept: application/xml" https://taxii.example.net/taxii/poll/\' --collection C',
          '동작하는 curl 명령을 그대로 붙여 넣습니다',
        ],
      ],
    },
    'source list': {
      summary: '소스와 그 상태를 나열합니다',
      examples: [
        ['feedgate source list', '표로 봅니다'],
        ['feedgate source list --quiet', '이름만 한 줄에 하나씩 봅니다'],
      ],
    },
    'source show': {
      summary: '소스 하나의 설정, 상태, 마지막 실패를 보여 줍니다',
      examples: [['feedgate source show phish', '설정과 상태를 봅니다. 비밀값은 표시하지 않습니다']],
    },
    'source edit': {
      summary: '소스의 설정을 바꿉니다. "source add"의 옵션을 그대로 씁니다',
      examples: [
        ['feedgate source edit phish --interval 30m --segment 4d', '더 자주, 더 좁은 구간으로 폴링합니다'],
        ['feedgate source edit phish --collection new-urls --reset-cursor', '다른 컬렉션을 처음부터 읽습니다'],
        ['feedgate source edit phish --proxy none', '기본 프록시와 관계없이 직접 연결합니다'],
      ],
    },
    'source remove': {
      summary: '소스를 그 등재와 함께 삭제합니다',
      examples: [
        ['feedgate source remove phish', '먼저 물어봅니다'],
        ['feedgate source remove phish --yes', '스크립트에서 씁니다'],
      ],
    },
    'source suspend': {
      summary: '소스의 폴링을 멈춥니다. 등재는 보존 기간이 끝날 때까지 남습니다',
      examples: [['feedgate source suspend phish', '다시 시작할 때까지 폴링하지 않습니다']],
    },
    'source resume': {
      summary: '멈춘 소스를 다시 폴링합니다',
      examples: [['feedgate source resume phish', '바로 폴링 대상이 됩니다']],
    },
    'source reset': {
      summary: '소스를 어디까지 읽었는지 지우거나 날짜로 정합니다',
      examples: [
        ['feedgate source reset phish', '다음 폴링이 보존 기간 전체를 읽습니다'],
        ['feedgate source reset phish --from 2026-11-01', '다음 폴링이 그날부터 읽습니다'],
        ['feedgate source reset phish --from 7d', '다음 폴링이 최근 7일을 읽습니다'],
      ],
    },
    ...koCatalogHelp,
    ...koTrialHelp,
    ...koDoctorHelp,
    poll: {
      summary: '소스를 지금 폴링하고 무엇이 왔고 무엇이 오지 않았는지 보고합니다',
      examples: [
        ['feedgate poll phish', '마지막 폴링 이후의 새 데이터를 읽습니다'],
        ['feedgate poll phish --full', '보존 기간 전체를 다시 읽습니다'],
        ['feedgate poll blocklist --accept', '정말로 크게 줄거나 늘어난 목록을 그대로 받아들입니다'],
        ['feedgate poll phish --cancel', '진행 중인 폴링을 멈춥니다'],
        ['feedgate poll phish --json', '보고서를 JSON 문서 하나로 받습니다'],
      ],
    },
    polls: {
      summary: '지난 폴링을 최근 것부터 나열합니다',
      examples: [
        ['feedgate polls', '모든 소스의 폴링'],
        ['feedgate polls phish -n 100', '한 소스의 최근 100건'],
      ],
    },
    'polls show': {
      summary: '폴링 한 건의 보고서를 보여 줍니다',
      examples: [['feedgate polls show 01JD5V8M3Q4R5S6T7V8W9X0Y1Z', '"feedgate polls"에 나오는 ID로 찾습니다']],
    },
    ...koReadingHelp,
    ...koGatewayHelp,
    ...koGuardHelp,
    ...koAlertHelp,
    ...koObservableHelp,
    ...koLabHelp,
    ...koMessageHelp,
    ...koStoreHelp,
    ...koCaptureHelp,
    ...koMatchHelp,
    ...koReloadHelp,
    ...koWholeHelp,
    ...koLookHelp,
    ...koTrustHelp,
    ...koProxyHelp,
    ...koSecretHelp,
    ...koPolicyHelp,
    ...koServiceHelp,
  },
  options: {
    data: '데이터 디렉터리 (기본값: FEEDGATE_DATA, 없으면 시스템 또는 사용자의 것)',
    json: '형태가 고정된 JSON으로 출력',
    lang: '안내문의 언어: en 또는 ko (기본값: 로캘에 따름)',
    noColor: '색을 쓰지 않음',
    yes: '물어볼 것에 모두 동의',
    noInput: '묻지 않음. 답이 필요하면 실패',
    quiet: '요청한 것만 출력하고 안내문은 생략',
    version: '버전 표시',
    help: '도움말 표시',
    needsDaemon: '응답하는 데몬이 없으면 종료 코드 4(상태 점검용)',
    firstRun: '없는 것을 준비하고 다음에 할 일을 안내',
    kind: '소스의 종류: taxii1 (기본값), taxii2, list 또는 misp. 주소에서 알 수 있으면 자동으로 정합니다',
    host: '서버의 호스트 이름이나 주소, 또는 서버의 아무 URL',
    port: '포트 (기본값: 443, https를 쓰지 않으면 80)',
    https: 'https 사용 (기본값)',
    noHttps: '평문 http 사용',
    path: '폴링 서비스의 경로. 예: /taxii/poll/',
    collection: '컬렉션 이름',
    explainFile: '설명할 로그 파일',
    collectionType: 'feed (기본값), 또는 set: 매번 전체를 읽는 데이터 집합',
    observables: 'indicated (기본값): 지표가 알린 관측값만, 또는 all: 지표 없는 관측값도 포함',
    listFormat: '목록의 형식: auto (기본값)는 자동이고, text는 한 줄에 값 하나이며 hosts 파일도 읽습니다',
    listKinds: '목록에서 받을 종류. 예: ip,network,domain 또는 hash ("all"은 모두)',
    listColumns: 'CSV 목록의 열 이름이나 번호. 예: value=2,confidence=score ("auto"는 자동)',
    listMapping: 'JSON 목록에서 값이 있는 곳. 예: "each = items; value = ioc" ("auto"는 자동)',
    listDelimiter: '열 구분자. 예: ";" 또는 tab ("auto"는 자동)',
    listHeader: 'CSV 목록의 첫 행이 머리글인지 여부 (기본값: auto)',
    mispForm: 'MISP에서 읽을 것: feed (manifest.json이 있는 폴더) 또는 api (키로 요청하는 서버)',
    mispTags: 'API에서 받을 태그. 예: tlp:green, 제외할 태그는 앞에 ! ("none"이면 모두)',
    mispPublished: 'API에서 게시된 이벤트만 읽을지 여부 (기본값: yes)',
    mispWarninglists: 'MISP가 경고 목록에 있는 것을 제외할지 여부 (기본값: no)',
    mispSightings: 'MISP에 알릴 것: seen (메일에서 발견), false-positive (오탐), all 또는 none (기본값: none)',
    subscription: '구독 ID ("none"이면 없앰)',
    taxiiVersion: 'auto (기본값). taxii1은 1.0 또는 1.1, taxii2는 2.0 또는 2.1',
    user: '사용자 이름. 비밀번호는 물어보며, 다음 두 옵션으로 줄 수도 있음',
    passwordFile: '비밀번호가 든 파일. -는 표준 입력',
    noPassword: '빈 비밀번호를 보냄',
    bearerFile: 'Bearer 토큰이 든 파일. -는 표준 입력',
    header: '키를 담는 헤더의 이름. 예: Auth-Key. 여러 번 지정할 수 있습니다',
    headerFile: '그 헤더의 값이 든 파일. -는 표준 입력',
    noCredentials: '자격 증명을 보내지 않음',
    clientCert: '클라이언트 인증서. PEM(키가 함께 있어도 됨) 또는 PKCS#12 ("none"이면 없앰)',
    clientKey: '클라이언트 인증서의 개인 키, PEM',
    passphraseFile: '개인 키나 PKCS#12 파일의 암호가 든 파일. 필요하면 입력을 요청합니다',
    ca: '시스템의 인증 기관 외에 이 소스에서만 신뢰할 인증 기관, PEM ("none"이면 없앰)',
    systemCa: '노드의 인증 기관 목록도 신뢰 (기본값)',
    noSystemCa: '--ca로 준 인증 기관만 신뢰',
    pin: '유일하게 받아들일 서버 인증서의 SHA-256 ("none"이면 없앰)',
    tlsMinimum: '최저 TLS 버전: 1.2 (기본값) 또는 1.3',
    proxy: '프록시: 프로필 이름, default, none, 또는 http://host:port, https://…, socks4a://…, socks5://…',
    proxyPasswordFile: '프록시 비밀번호가 든 파일',
    proxyExcept: '프록시를 거치지 않을 호스트, 쉼표로 구분. +HOST는 추가, none은 모두 없앰',
    allowPrivate: '루프백, 사설, 링크 로컬 주소를 허용',
    noAllowPrivate: '이들 주소를 거부 (기본값)',
    interval: '폴링 주기: 1h (기본값), 30m, 또는 따옴표로 묶은 다섯 필드 cron 식',
    age: '전체 폴링이 거슬러 읽는 기간이자 등재가 남는 보존 기간 (기본값 30d)',
    segment: '한 번에 요청하는 폴링 구간: auto (기본값) 또는 4d 같은 기간',
    reconcile: '전체를 다시 읽고 사라진 것을 철회하는 주기 (기본값 7d) 또는 never',
    shrinkLimit: '목록이나 데이터 세트에서 이보다 많이 사라지면 믿지 않을 비율, % (기본값 50, "none"이면 항상 믿음)',
    growthLimit: '한 번에 커질 수 있는 배수 (기본값 10, "none"이면 제한 없음)',
    overlap: '커서 앞쪽을 다시 읽는 폭 (기본값 5m)',
    bindings: '제시할 콘텐츠 바인딩, 쉼표로 구분 ("none": 전부)',
    timeoutConnect: '연결을 기다리는 최대 시간 (기본값 10s)',
    timeoutFirstByte: '응답의 첫 바이트를 기다리는 최대 시간 (기본값 60s)',
    timeoutStall: '응답 중 침묵을 기다리는 최대 시간 (기본값 30s)',
    timeoutRequest: '요청 하나 전체의 최대 시간 (기본값 30m)',
    attempts: '폴링을 포기하기까지의 시도 횟수 (기본값 3)',
    mode: 'monitor 탐지 전용 (기본값) 또는 enforce 차단 적용',
    confidence: '소스가 밝히지 않을 때의 신뢰도 0-100 ("none"이면 없앰)',
    subdomains: '등재된 도메인이 미치는 이름: exact, registrable (기본값) 또는 all',
    tag: '태그. 여러 번 쓸 수 있음 ("none"이면 없앰)',
    rename: '소스의 새 이름',
    resetCursor: '변경에 필요하면 보존 기간 전체를 다시 읽음',
    keepCursor: '변경에 필요하면 읽은 곳부터 이어서 읽음',
    from: '이 날짜(RFC 3339)부터, 또는 그만큼 전(7d)부터 읽음',
    full: '보존 기간 전체를 읽음',
    delta: '커서 이후의 새 데이터를 읽음 (커서가 있으면 기본값)',
    accept: '전체를 읽고, 얼마나 줄거나 늘었든 그대로 받아들임',
    ...koCatalogOptions,
    ...koCredentialOptions,
    ...koTrialOptions,
    ...koDoctorOptions,
    ...koGatewayOptions,
    ...koGuardOptions,
    ...koAlertOptions,
    ...koLabOptions,
    ...koMessageOptions,
    ...koMatchOptions,
    ...koWholeOptions,
    ...koLookOptions,
    ...koTrustOptions,
    ...koProxyOptions,
    ...koSecretOptions,
    ...koStoreOptions,
    ...koCaptureOptions,
    ...koPolicyOptions,
    ...koServiceOptions,
    countNow: '지금 집계합니다. 큰 저장소는 몇 분 전 집계를 보여 줍니다',
    cancel: '진행 중인 폴링을 멈춤',
    pollLines: '폴링의 수 (기본값 20)',
    exitCode: '등재되지 않은 값이 있으면 종료 코드 1',
    ofSource: '이 소스의 것만',
    ofKind: '이 종류만: ip, network, domain, url, email, md5, sha1, sha256, sha512',
    format: 'list (기본값), csv, jsonl, stix2, misp, rpz, rbldnsd 또는 postfix',
    follow: '새로 기록되는 줄을 계속 표시',
    logLines: '줄 수 (기본값 50)',
    ignoreCase: '대소문자를 가리지 않음',
    wildcards: '패턴의 *를 아무 글자로 봄',
  },
  groups: {
    source: '소스: 추가, 조회, 변경, 일시 중지, 삭제',
    observable: '관측값: 찾기, 나열, 세기, 내보내기',
    guard: '가드: 잘못된 관측값을 거르는 기준',
    alert: '알림: 열린 알림, 도착 여부',
    log: '로그: 끝부분, 검색',
    service: '이 노드의 폴링 여부: 스위치, 사용 조건, 상태',
    featurekey: '기능 키(필요한 설치에서)',
    level: '클러스터 수준: 설정 복사',
    policy: '메일의 처리: 보기, 확인, 적용, 모의 실행, 모드',
    exemption: '통과시킬 것과 이유, 기한',
    proxy: '여러 소스가 쓰는 이름 붙은 프록시',
    secret: '소스의 비밀값: 암호화하는 키',
    net: '이 호스트의 네트워크: 포트 확인',
    capture: '소스의 패킷: 캡처, 읽기, 꺼내기, 삭제',
    trust: '인증서: 서버의 체인과 신뢰 여부',
    message: '검사한 메일: 찾기, 보기, 오탐 표시',
    store: '데이터베이스: 백업, 확인, 복원, 압축',
    gateway: '메일 쪽: 실행, 상태',
    config: '설정 파일: 점검, 스키마',
    lab: '연습: 예제 피드, 장애, 훈련',
  },
  titles: {
    usage: '사용법:',
    arguments: '인수:',
    options: '옵션:',
    globalOptions: '공통 옵션:',
    commands: '명령:',
    examples: '예:',
  },
  placeholders: { options: '[옵션]', command: '<명령>' },
  about:
    'Feedgate는 위협 피드를 폴링하여 등재된 값을 보관하고, 무엇이 왜 실패했으며 어떻게 해야 하는지 정확히 알려 줍니다.',
};
