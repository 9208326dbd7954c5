import { row, type Entries } from '../entry.ts';

/** The daemon and its processes. */
export const gateDaemonTexts: Entries = {
  'gate/already-running': {
    ...row('gate', 'operator', 'after-change'),
    en: {
      title: 'a daemon runs on this data directory already',
      meaning: 'One daemon at a time may use a data directory. This one did not start.',
      certain: 'The lock of the data directory is held; the evidence names the process.',
      causes: ['The service was started by the system already.', 'A second terminal runs it.'],
      remedy: [
        'See it: `feedgate status`.',
        'Stop it before starting another: `systemctl stop feedgate`.',
        'Or choose another data directory with `--data`.',
      ],
    },
    ko: {
      title: '이 데이터 디렉터리에서 이미 데몬이 실행 중입니다',
      meaning: '데이터 디렉터리 하나는 데몬 하나만 사용할 수 있습니다. 새 데몬을 시작하지 않았습니다.',
      certain: '데이터 디렉터리의 잠금을 다른 프로세스가 가지고 있습니다. 프로세스 번호를 근거에 표시합니다.',
      causes: ['시스템이 이미 서비스를 시작했습니다.', '다른 터미널에서 실행 중입니다.'],
      remedy: [
        '확인하십시오: `feedgate status`.',
        '새로 시작하기 전에 멈추십시오: `systemctl stop feedgate`.',
        '또는 `--data`로 다른 데이터 디렉터리를 쓰십시오.',
      ],
    },
  },
  'gate/apply-running': {
    ...row('gate', 'operator', 'soon'),
    en: {
      title: 'another configuration is being applied',
      meaning: 'One configuration at a time is applied. Nothing of this one was done.',
      certain: 'The lock of the configuration is held.',
      causes: ['Another terminal, or a script, runs `feedgate config apply` at this moment.'],
      remedy: ['Look what it would change once that has ended: `feedgate config diff FILE`.'],
    },
    ko: {
      title: '다른 설정을 적용하고 있습니다',
      meaning: '설정은 한 번에 하나씩 적용합니다. 이번 것은 전혀 적용하지 않았습니다.',
      certain: '설정의 잠금을 다른 프로세스가 가지고 있습니다.',
      causes: ['다른 터미널이나 스크립트가 지금 `feedgate config apply`를 실행하고 있습니다.'],
      remedy: ['그것이 끝난 뒤 무엇이 바뀌는지 보십시오: `feedgate config diff FILE`.'],
    },
  },
  'gate/daemon-gone': {
    ...row('gate', 'host', 'soon'),
    en: {
      title: 'the daemon went away',
      meaning:
        'The connection to the daemon ended before it had answered. Whether the command took effect is not known.',
      certain: 'The socket was closed in the middle of an answer.',
      causes: ['The daemon was stopped or restarted.', 'The daemon crashed or was killed for lack of memory.'],
      remedy: [
        'See whether it runs: `feedgate status`.',
        'See why it ended: `feedgate log tail`.',
        'See what the system says of it: `journalctl -u feedgate -n 50`.',
      ],
    },
    ko: {
      title: '데몬과의 연결이 끊겼습니다',
      meaning: '데몬이 응답하기 전에 연결이 끊겼습니다. 명령이 적용되었는지 알 수 없습니다.',
      certain: '응답 도중에 소켓이 닫혔습니다.',
      causes: [
        '데몬이 종료되었거나 다시 시작되었습니다.',
        '데몬이 비정상 종료했거나 메모리 부족으로 강제 종료되었습니다.',
      ],
      remedy: [
        '실행 중인지 보십시오: `feedgate status`.',
        '종료된 이유를 보십시오: `feedgate log tail`.',
        '시스템의 기록도 보십시오: `journalctl -u feedgate -n 50`.',
      ],
    },
  },
  'gate/daemon-unreachable': {
    ...row('gate', 'host', 'soon'),
    en: {
      title: 'the daemon does not answer',
      meaning: 'A daemon holds the data directory but its socket does not answer.',
      certain: 'The lock is held and connecting to the socket failed or timed out.',
      causes: [
        'The daemon is still starting.',
        'The daemon hangs or the host is overloaded.',
        'The command runs as a user who may not use the socket.',
      ],
      remedy: [
        'See what holds it up: `feedgate doctor`.',
        'Run the command as the user of the service.',
        'Restart the service: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '데몬이 응답하지 않습니다',
      meaning: '데몬이 데이터 디렉터리를 사용 중이지만 소켓이 응답하지 않습니다.',
      certain: '잠금은 유지되고 있으나 소켓 연결이 실패했거나 시간이 초과되었습니다.',
      causes: [
        '데몬이 아직 시작 중입니다.',
        '데몬이 멈췄거나 호스트가 과부하입니다.',
        '명령을 실행한 사용자에게 소켓 권한이 없습니다.',
      ],
      remedy: [
        '무엇이 막고 있는지 점검하십시오: `feedgate doctor`.',
        '서비스 사용자로 명령을 실행하십시오.',
        '서비스를 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'gate/unknown-method': {
    ...row('gate', 'operator', 'after-change'),
    en: {
      title: 'command line and daemon are of different versions',
      meaning: 'The daemon does not know what the command asked for.',
      certain: 'The daemon answered that it has no such request.',
      causes: ['Feedgate was upgraded and the daemon was not restarted.'],
      remedy: [
        'See the version of the command line: `feedgate version`.',
        'Compare it with that of the daemon: `feedgate status`.',
        'Restart the daemon: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '명령줄과 데몬의 버전이 다릅니다',
      meaning: '명령이 요청한 작업을 데몬이 알지 못합니다.',
      certain: '데몬이 그런 요청은 없다고 응답했습니다.',
      causes: ['업그레이드한 뒤 데몬을 다시 시작하지 않았습니다.'],
      remedy: [
        '명령줄의 버전을 보십시오: `feedgate version`.',
        '데몬의 버전과 비교하십시오: `feedgate status`.',
        '데몬을 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'gate/poller-down': {
    ...row('gate', 'host', 'soon'),
    en: {
      title: 'the poller process is not running',
      meaning:
        'The daemon runs but its poller, the process that talks to the feeds, does not. It is started again by itself.',
      certain: 'The supervisor has no live poller.',
      causes: ['It has just ended and is being restarted.', 'It ends again and again, for lack of memory or disk.'],
      remedy: ['See why it ended: `feedgate log tail`.', 'Have memory, disk and limits looked at: `feedgate doctor`.'],
    },
    ko: {
      title: '폴러 프로세스가 실행되고 있지 않습니다',
      meaning: '데몬은 실행 중이지만 피드와 통신하는 폴러 프로세스가 없습니다. 자동으로 다시 시작합니다.',
      certain: '감독 프로세스에 살아 있는 폴러가 없습니다.',
      causes: ['방금 종료되어 다시 시작하는 중입니다.', '메모리나 디스크 부족으로 계속 종료됩니다.'],
      remedy: [
        '종료된 이유를 보십시오: `feedgate log tail`.',
        '메모리, 디스크, 한도를 점검하십시오: `feedgate doctor`.',
      ],
    },
  },
  'gate/socket-unusable': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'the daemon cannot open its socket',
      meaning: 'Commands reach the daemon through a socket file in the data directory, and it could not be made.',
      certain: 'Listening on the socket file failed.',
      causes: [
        'The data directory is on a file system without sockets (some network shares).',
        'The directory may not be written.',
      ],
      remedy: [
        'Look at the directory: `ls -ld FILE` on the path that the evidence names.',
        'Move the data directory to a local disk and name it with `--data`.',
      ],
    },
    ko: {
      title: '데몬이 소켓을 열 수 없습니다',
      meaning: '명령은 데이터 디렉터리의 소켓 파일로 데몬에 전달되는데, 이 소켓을 만들지 못했습니다.',
      certain: '소켓 파일에서 수신 대기하지 못했습니다.',
      causes: ['소켓을 지원하지 않는 파일 시스템(일부 네트워크 공유)입니다.', '디렉터리에 쓰기 권한이 없습니다.'],
      remedy: [
        '근거에 나온 경로의 디렉터리를 확인하십시오: `ls -ld FILE`.',
        '데이터 디렉터리를 로컬 디스크로 옮기고 `--data`로 지정하십시오.',
      ],
    },
  },
  'host/poller-died': {
    ...row('gate', 'bug', 'soon'),
    en: {
      title: 'the poller process ended and was started again',
      meaning:
        'The process that talks to the feeds ended unexpectedly. Mail and matching were not affected; the poll starts over from the last stored segment.',
      certain: 'The supervisor saw the process end.',
      causes: ['A defect in Feedgate.', 'The system killed it for lack of memory.'],
      remedy: [
        'See whether memory ran out: `journalctl -k -g "Out of memory"`.',
        'If not, report it with the lines before it: `feedgate log tail -n 200`.',
      ],
    },
    ko: {
      title: '폴러 프로세스가 종료되어 다시 시작했습니다',
      meaning:
        '피드와 통신하는 프로세스가 예기치 않게 종료되었습니다. 메일과 매칭에는 영향이 없으며, 마지막으로 저장된 구간부터 다시 폴링합니다.',
      certain: '감독 프로세스가 종료를 감지했습니다.',
      causes: ['Feedgate의 결함입니다.', '메모리 부족으로 시스템이 강제 종료했습니다.'],
      remedy: [
        '메모리가 부족했는지 확인하십시오: `journalctl -k -g "Out of memory"`.',
        '아니라면 직전 로그와 함께 신고하십시오: `feedgate log tail -n 200`.',
      ],
    },
  },
};
