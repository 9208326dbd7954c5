import { row, type Entries } from '../entry.ts';

/** What a look at the service and its data directory finds. */
export const doctorServiceTexts: Entries = {
  'gate/daemon-down': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'no daemon runs',
      meaning:
        'Nothing polls the sources on schedule. What was read stays in force until it ages out, and commands work on the data directory themselves.',
      certain: 'Nobody listens on the socket of the data directory, and nobody holds its lock.',
      causes: [
        'The service was stopped, or is not enabled at boot.',
        'It ended at its start; its log says why.',
        'The command looks at another data directory than the service uses.',
      ],
      remedy: [
        'See how it ended: `systemctl status feedgate`.',
        'Start it: `systemctl start feedgate`, or by hand `feedgate start`.',
      ],
    },
    ko: {
      title: '실행 중인 데몬이 없습니다',
      meaning:
        '예약된 폴링을 수행하는 프로세스가 없습니다. 이미 읽은 데이터는 기간이 지날 때까지 유효하며, 명령은 데이터 디렉터리에서 직접 동작합니다.',
      certain: '데이터 디렉터리의 소켓에서 응답하는 프로세스도, 잠금을 가진 프로세스도 없습니다.',
      causes: [
        '서비스가 중지되었거나 부팅 시 시작하도록 설정되지 않았습니다.',
        '시작하다가 종료되었습니다. 이유는 로그에 있습니다.',
        '명령이 서비스와 다른 데이터 디렉터리를 보고 있습니다.',
      ],
      remedy: [
        '어떻게 종료되었는지 보십시오: `systemctl status feedgate`.',
        '시작하십시오: `systemctl start feedgate`, 직접 실행하려면 `feedgate start`.',
      ],
    },
  },
  'gate/version-differs': {
    ...row('gate', 'operator', 'after-change'),
    en: {
      title: 'the daemon is of another version than the command',
      meaning:
        'The daemon still runs the version that it was started with. Commands that are newer may not be understood.',
      certain: 'The daemon tells its version, which is not that of the command.',
      causes: ['Feedgate was upgraded and the daemon was not restarted.', 'Two copies of Feedgate are installed.'],
      remedy: [
        'Restart the daemon: `systemctl restart feedgate`.',
        'See the version of the command line: `feedgate version`.',
        'Compare it with that of the daemon: `feedgate status`.',
      ],
    },
    ko: {
      title: '데몬의 버전이 명령과 다릅니다',
      meaning: '데몬은 시작할 때의 버전으로 계속 실행 중입니다. 새 버전의 명령을 이해하지 못할 수 있습니다.',
      certain: '데몬이 알린 버전이 명령의 버전과 다릅니다.',
      causes: ['업그레이드한 뒤 데몬을 다시 시작하지 않았습니다.', 'Feedgate가 두 곳에 설치되어 있습니다.'],
      remedy: [
        '데몬을 다시 시작하십시오: `systemctl restart feedgate`.',
        '명령줄의 버전을 보십시오: `feedgate version`.',
        '데몬의 버전과 비교하십시오: `feedgate status`.',
      ],
    },
  },
  'gate/poller-stuck': {
    ...row('gate', 'bug', 'soon'),
    en: {
      title: 'the poller runs but does not get on',
      meaning: 'The poller process is alive but no longer looks at its sources, so none is polled on schedule.',
      certain:
        'Its loop comes round once a second; it has not for more than a minute, or it does not answer its daemon.',
      causes: ['The disk or the database does not answer.', 'A defect of Feedgate.'],
      remedy: [
        'Write a bundle for the report first: `feedgate doctor --bundle feedgate.json.gz`.',
        'Restart the daemon: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '폴러가 실행 중이나 진행하지 않습니다',
      meaning: '폴러 프로세스는 살아 있지만 소스를 확인하지 않으므로 예약된 폴링이 없습니다.',
      certain: '폴러는 1초마다 소스를 확인합니다. 1분 넘게 확인하지 않았거나 데몬에 응답하지 않습니다.',
      causes: ['디스크나 데이터베이스가 응답하지 않습니다.', 'Feedgate의 결함입니다.'],
      remedy: [
        '먼저 보고용 묶음을 만드십시오: `feedgate doctor --bundle feedgate.json.gz`.',
        '데몬을 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'host/check-stalled': {
    ...row('gate', 'host', 'soon'),
    en: {
      title: 'a check did not come to its end',
      meaning: 'A check of the doctor was given up when its time was over. What it looks at may hang.',
      certain: 'Each check has a limit of its own; the evidence names both.',
      causes: ['The host is overloaded.', 'A file system does not answer (NFS).'],
      remedy: ['See the load: `uptime` and `vmstat 1 5`.', 'Look again: `feedgate doctor`.'],
    },
    ko: {
      title: '점검이 끝나지 않았습니다',
      meaning: '제한 시간이 지나 점검을 그만두었습니다. 점검 대상이 멈춰 있을 수 있습니다.',
      certain: '점검마다 제한 시간이 있습니다. 점검 이름과 제한 시간을 근거에 표시합니다.',
      causes: ['호스트에 부하가 많습니다.', '파일 시스템(NFS)이 응답하지 않습니다.'],
      remedy: ['부하를 보십시오: `uptime`, `vmstat 1 5`.', '다시 점검하십시오: `feedgate doctor`.'],
    },
  },
  'host/node-too-old': {
    ...row('gate', 'operator', 'after-change'),
    en: {
      title: 'this Node is older than Feedgate needs',
      meaning: 'Feedgate needs Node 24 or newer. Under an older one parts of it do not work.',
      certain: 'The version of the process that runs is compared.',
      causes: ['The Node of the distribution comes first on the path.'],
      remedy: ['See which one runs: `node --version`.', 'Install Node 24 and start Feedgate with it.'],
    },
    ko: {
      title: 'Node 버전이 Feedgate에 필요한 것보다 낮습니다',
      meaning: 'Feedgate에는 Node 24 이상이 필요합니다. 더 낮은 버전에서는 일부가 동작하지 않습니다.',
      certain: '실행 중인 프로세스의 버전을 비교합니다.',
      causes: ['배포판의 Node가 경로에서 먼저 실행됩니다.'],
      remedy: [
        '어느 것이 실행되는지 보십시오: `node --version`.',
        'Node 24를 설치하고 그것으로 Feedgate를 시작하십시오.',
      ],
    },
  },
  'host/data-missing': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'there is no data directory here',
      meaning: 'The command was pointed at a directory that does not exist, so there is nothing to look at.',
      certain: 'The file system has no directory of that name.',
      causes: [
        'Feedgate was never started here.',
        'The command looks elsewhere than the service: `--data` or FEEDGATE_DATA.',
      ],
      remedy: [
        'See where the service keeps its data: `systemctl cat feedgate`.',
        'Name that directory: `feedgate doctor --data {file}`.',
        'Or make it: `feedgate start --first-run --data {file}`.',
      ],
    },
    ko: {
      title: '데이터 디렉터리가 없습니다',
      meaning: '지정한 디렉터리가 없으므로 점검할 대상이 없습니다.',
      certain: '파일 시스템에 그런 이름의 디렉터리가 없습니다.',
      causes: [
        '여기서 Feedgate를 시작한 적이 없습니다.',
        '명령이 서비스와 다른 곳을 보고 있습니다(`--data` 또는 FEEDGATE_DATA).',
      ],
      remedy: [
        '서비스의 데이터 위치를 보십시오: `systemctl cat feedgate`.',
        '그 디렉터리를 지정하십시오: `feedgate doctor --data {file}`.',
        '또는 만드십시오: `feedgate start --first-run --data {file}`.',
      ],
    },
  },
  'host/wal-large': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'the write-ahead log of the database keeps growing',
      meaning:
        'What was written is not being taken over into the database file. Reading gets slower, and the disk fills up.',
      certain: 'The file beside the database is larger than 256 MiB; 64 MiB is usual.',
      causes: ['A reader has kept a snapshot open for long.', 'Polls write without a pause.'],
      remedy: ['See who has it open: `fuser -v {file}`.', 'Restart the daemon: `systemctl restart feedgate`.'],
    },
    ko: {
      title: '데이터베이스의 쓰기 로그(WAL)가 계속 커지고 있습니다',
      meaning: '기록한 내용이 데이터베이스 파일로 옮겨지지 않고 있습니다. 읽기가 느려지고 디스크가 찹니다.',
      certain: '데이터베이스 옆의 파일이 256 MiB보다 큽니다. 보통 64 MiB입니다.',
      causes: ['읽는 쪽이 스냅샷을 오래 열어 두고 있습니다.', '폴링이 쉬지 않고 기록합니다.'],
      remedy: [
        '열어 둔 프로세스를 보십시오: `fuser -v {file}`.',
        '데몬을 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'host/log-not-rotated': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'the log grows past its limit',
      meaning: 'A log file should be put aside at 10 MB, and is not. It goes on to grow until the disk is full.',
      certain: 'The present file is more than twice as long as it may be.',
      causes: [
        'The folder of the log may not be written, so nothing can be renamed in it.',
        'Another program writes into the log.',
      ],
      remedy: ['Look at the rights: `ls -la {file}`.', 'Put it aside by hand: `mv {file} {file}.old`.'],
    },
    ko: {
      title: '로그가 한도를 넘어 커지고 있습니다',
      meaning: '로그 파일은 10 MB에서 교체되어야 하는데 그렇지 않습니다. 디스크가 찰 때까지 계속 커집니다.',
      certain: '현재 파일이 한도의 두 배보다 큽니다.',
      causes: ['로그 폴더에 쓸 수 없어 파일 이름을 바꾸지 못합니다.', '다른 프로그램이 로그에 쓰고 있습니다.'],
      remedy: ['권한을 보십시오: `ls -la {file}`.', '직접 옮기십시오: `mv {file} {file}.old`.'],
    },
  },
};
