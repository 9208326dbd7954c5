import { withParticle } from '../../diagnosis/particle.ts';
import type { enLab, enLabHelp, enLabOptions } from './en-lab.ts';

/** 연습의 문장. */
export const koLab: typeof enLab = {
  titles: {
    fault: '장애',
    code: '결과',
    runs: '실행',
    shows: '나타나는 현상',
    collection: '컬렉션',
    blocks: '블록',
    about: '내용',
  },
  labels: { does: '동작', imitates: '실제 예', ends: '결과', changed: '변경', undone: '복구' },
  serving: (url) => `연습 서버: 예제 피드가 있는 TAXII 1.0과 1.1을 ${url} 주소에서 이 시스템에만 제공합니다`,
  tryIt: '다른 터미널에서 시험해 보십시오:',
  untilStopped: 'Ctrl-C를 누르면 멈추고 모두 치웁니다.',
  works: '그래도 정상',
  here: '가능',
  notHere: '불가',
  notHereBecause: (why) => `네트워크 장애는 여기서 실행할 수 없습니다: ${why}`,
  nothingFound: '그런 장애가 없습니다. 전체 목록: feedgate lab list',
  unknown: (id) => `${id} 장애는 없습니다. 전체 목록: feedgate lab list`,
  cannotRun: (id, why) => `${withParticle(id, '을/를')} 여기서 실행할 수 없습니다: ${why}`,
  thenFound: (code) => `추가로 확인한 뒤: ${code}`,
  ownNetwork: '이 호스트의 네트워크는 그대로입니다. 전용 네트워크 두 개(near: 폴링이 도는 쪽, far: 서버 쪽)에서:',
  vanishes: '이 명령이 어떻게 끝나든 커널이 모두 없앱니다',
  obstacles: {
    notLinux: 'Linux의 네트워크 네임스페이스가 필요합니다',
    notRoot: '전용 네트워크를 만들려면 root 권한이 필요합니다',
    toolsMissing: (tools, packages) => `${tools} 프로그램이 없습니다: apt-get install ${packages}`,
    notPermitted: (said) => `이 시스템에서는 전용 네트워크를 만들 수 없습니다 (${said})`,
  },
  drill: {
    settingUp: '실패하는 소스를 준비하고 있습니다 …',
    title: '장애 훈련',
    symptom: (source, seconds) =>
      `소스 "${source}" 상태가 빨간색입니다. 폴링이 ${seconds}초 만에 실패했고 받은 것이 없습니다. 원인은 무엇입니까?`,
    investigate: '다른 터미널에서 조사하십시오:',
    answerHow: '코드나 말로 답하십시오. "explain CODE"는 코드를 설명하고, 빈 줄이나 "?"는 포기합니다.',
    repeat: (command) => `같은 훈련을 다시 하려면: ${command}`,
    onTerminal: (command) => `조사하려면 터미널에서 실행하십시오: ${command}`,
    solution: (command) => `정답: ${command}`,
    question: '무엇이 문제입니까?',
    right: '맞습니다.',
    wrong: '아닙니다.',
    was: (id, title) => `${id} 장애였습니다: ${title}`,
    finer: (first, code) => `폴링만으로는 ${first}, 추가로 확인하면 ${code}입니다.`,
    noPuzzle: (id) => `${withParticle(id, '을/를')} 만나도 폴링은 성공하므로 찾을 것이 없습니다`,
  },
};

export const koLabHelp: typeof enLabHelp = {
  lab: {
    summary: '연습 서버를 실행합니다: Ctrl-C를 누를 때까지 이 시스템에 예제 피드를 제공합니다',
    examples: [['feedgate lab', '시험용 TAXII 서버']],
  },
  'lab list': {
    summary: '연습할 수 있는 장애와 그 결과를 모두 나열합니다',
    examples: [
      ['feedgate lab list --area dns', '한 영역의 장애만'],
      ['feedgate lab list timeout', 'timeout이 들어간 장애만'],
    ],
  },
  'lab run': {
    summary: '장애 하나를 Ctrl-C를 누를 때까지 재현하고, 시험할 명령을 보여 줍니다',
    examples: [
      ['feedgate lab run http-404', '404로 응답하는 서버'],
      ['feedgate lab run dns-servfail --with-source', '임시 데이터 디렉터리에서 바로 폴링합니다'],
    ],
  },
  'lab drill': {
    summary: '훈련합니다: 실패하는 소스의 원인을 찾습니다',
    examples: [
      ['feedgate lab drill', '여기서 실행할 수 있는 아무 장애'],
      ['feedgate lab drill --seed 7 --answer', '훈련의 정답'],
    ],
  },
};

export const koLabOptions: typeof enLabOptions = {
  labArea: '이 영역의 장애만',
  labPort: '연습 서버의 포트 (기본값: 빈 포트)',
  labWithSource: '임시 데이터 디렉터리에 소스를 추가하고 바로 폴링함',
  drillFault: '임의의 장애 대신 이 장애',
  drillSeed: '같은 시드에는 같은 장애',
  drillAnswer: '정답을 보이고 끝냄',
};
