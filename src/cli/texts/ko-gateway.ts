import type { enGateway, enGatewayHelp, enGatewayOptions, enIntegrate } from './en-gateway.ts';

/** 메일 쪽의 문장. */
export const koGateway: typeof enGateway = {
  labels: { node: '노드', process: '프로세스', policy: '정책', index: '색인', journal: '저널', settings: '설정' },
  titles: { front: '프런트', address: '수신 주소', requests: '요청', last: '마지막', done: '처리' },
  policy: { monitor: '모니터: 헤더와 저널만 남기며 아무것도 막지 않음', enforce: '적용' },
  off: '실행 중이 아님',
  notRunning:
    '게이트웨이가 실행 중이 아닙니다. 프런트를 켜면(feedgate integrate TARGET) 데몬이 시작하며, 따로 실행하려면: feedgate gateway',
  noFronts: '켜진 프런트가 없습니다. 설정할 내용: feedgate integrate TARGET',
  noIndex: '아직 없습니다. 첫 폴링이 게시될 때까지 메일은 장애 시 동작 설정에 따라 처리됩니다',
  process: (pid, since, supervised) => `pid ${pid}, ${since}부터${supervised ? ', 데몬이 시작함' : ''}`,
  index: ({ generation, observables, memory, age }) =>
    `${generation}세대, 관측값 ${observables}개, ${age} 생성, 메모리 ${memory}`,
  lost: (entries) => `항목 ${entries}개를 잃었습니다`,
  absent: '파일이 없습니다. 기본값이 적용됩니다',
  noSchema: (asked, names) => `${asked}의 스키마는 없습니다. 있는 것: ${names}`,
};

/** 연동의 문장. */
export const koIntegrate: typeof enIntegrate = {
  steps: {
    directory: 'chroot된 Postfix 프로세스가 접근할 수 있고 그룹이 Postfix인 디렉터리',
    front: '프런트를 엽니다',
    ask: 'Postfix가 기존 milter 다음에 이 프런트에 묻게 합니다',
    reload: 'Postfix가 설정을 다시 읽게 합니다',
    sendmail: 'Sendmail이 이 프런트에 묻게 합니다',
    rebuild: '다시 만들고 재시작합니다',
    forward: '이 호스트의 리졸버에 물어볼 곳을 알려 줍니다 (unbound 예, 다른 리졸버도 같은 설정이 있습니다)',
    exim: 'Exim이 묻게 합니다',
    rspamd: 'Rspamd가 목록을 주기적으로 읽게 합니다',
    rspamdReload: '점검하고 다시 읽게 합니다',
    harakaPlugins: '플러그인을 켭니다',
    harakaClamd: '메시지를 검사할 곳',
    harakaList: '클라이언트를 조회할 곳',
    dnsblTry: '시험해 보십시오. 둘 다 등재되어 있습니다',
    postscreen: '사용합니다. 예: Postfix',
    clamdClient: 'clamd 클라이언트용 설정',
    clamdTry: '메일로 시험해 보십시오',
  },
  missing: (fronts) => `아직 꺼져 있습니다: ${fronts}.`,
  proveIt: '그 뒤 일치하는지 확인하십시오: feedgate integrate check',
  onlyPostfix: (target) => `--apply는 postfix에만 쓸 수 있습니다. ${target}에는 설정할 내용을 출력하십시오`,
  nothingDone: '아무것도 바꾸지 않았습니다.',
  kept: (copy) => `이전 파일을 남겨 두었습니다: ${copy}`,
  notReloaded: 'Postfix가 실행 중이 아닙니다. 시작할 때 이 설정을 읽습니다.',
  proof: {
    matches: '시험 값이 일치했습니다',
    misses: '응답하지만 시험 값이 일치하지 않았습니다',
    silent: '응답하지 않습니다',
  },
};

/** 명령의 도움말. */
export const koGatewayHelp: typeof enGatewayHelp = {
  gateway: {
    summary: '데몬 없이 메일 프런트만 멈추라고 할 때까지 실행합니다',
    examples: [
      ['feedgate gateway', '데이터 디렉터리의 설정으로'],
      ['feedgate gateway --config /etc/feedgate.yaml', '다른 설정으로. SIGHUP을 받으면 다시 읽습니다'],
    ],
  },
  'gateway status': {
    summary: '메일 프런트의 상태를 보여 줍니다: 수신 주소, 요청 수, 걸린 시간',
    examples: [
      ['feedgate gateway status', '수신하지 못하는 프런트가 있으면 종료 코드 1'],
      ['feedgate gateway status --json', '모니터링 스크립트용'],
    ],
  },
  integrate: {
    summary: '메일 서버가 이 게이트웨이에 묻도록 설정할 내용을 출력합니다. Postfix에는 직접 적용할 수도 있습니다',
    examples: [
      ['feedgate integrate postfix', '또는 sendmail, exim, rspamd, haraka, dnsbl, clamd'],
      ['feedgate integrate postfix --apply --dry-run', '무엇을 할지 보기'],
      ['feedgate integrate postfix --apply', '적용하고 프런트가 일치하는지 확인'],
      ['feedgate integrate check', '피드에 없는 시험 값을 모든 프런트에 묻기'],
    ],
  },
  'config check': {
    summary: '모든 설정 파일이나 파일 하나를 점검합니다. 전체 설정 파일도 됩니다. 아무것도 바꾸지 않습니다',
    examples: [
      ['feedgate config check', '데이터 디렉터리의 파일'],
      ['feedgate config check /etc/feedgate.yaml', '파일 하나'],
      ['feedgate config check node.yaml', '적용하기 전의 전체 설정 파일'],
    ],
  },
  'config schema': {
    summary:
      '편집기에서 쓸 파일의 JSON Schema를 출력합니다: settings, node(전체 설정), policy, exemptions, guards, trust, proxies, activation',
    examples: [
      ['feedgate config schema > feedgate.schema.json', 'feedgate.yaml의 스키마'],
      ['feedgate config schema node > node.schema.json', '전체 설정 파일의 스키마'],
    ],
  },
};

export const koGatewayOptions: typeof enGatewayOptions = {
  config:
    '설정 파일 (기본값: FEEDGATE_CONFIG, 없으면 /etc에 있는 패키지의 것, 그것도 없으면 데이터 디렉터리의 feedgate.yaml)',
  print: '출력합니다 (기본값)',
  apply: '적용합니다. 바뀌는 파일은 다른 이름으로 남겨 둡니다',
  dryRun: '--apply와 함께: 무엇을 할지만 출력합니다',
  postfixConfig: 'Postfix 설정 디렉터리 (기본 위치가 아닐 때)',
};
