import { row, type Entries } from '../entry.ts';

/** What a look at this machine and its way out finds. */
export const doctorMachineTexts: Entries = {
  'host/disk-low': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'the disk has little space left',
      meaning:
        'Polls write a log ahead, and large segments are put aside while they are read. When the space is used up, polls fail and their listings age.',
      certain: 'Less than 200 MB are free, or less than two weeks of growth at the present rate.',
      causes: ['Another program fills the disk.', 'The sources list more than the disk was made for.'],
      remedy: [
        'See what takes the space: `du -xh {file} | sort -h | tail`.',
        'Keep listings for a shorter time: `feedgate source edit NAME --age 14d`.',
        'Or give the file system more space.',
      ],
    },
    ko: {
      title: '디스크 공간이 얼마 남지 않았습니다',
      meaning:
        '폴링은 쓰기 로그를 남기고, 큰 구간은 읽는 동안 따로 저장합니다. 공간이 없어지면 폴링이 실패하고 등재가 오래됩니다.',
      certain: '남은 공간이 200 MB 미만이거나, 현재 속도로 2주를 견디지 못합니다.',
      causes: ['다른 프로그램이 디스크를 채웁니다.', '소스의 데이터가 디스크 용량에 비해 많습니다.'],
      remedy: [
        '무엇이 차지하는지 보십시오: `du -xh {file} | sort -h | tail`.',
        '보존 기간을 줄이십시오: `feedgate source edit NAME --age 14d`.',
        '또는 파일 시스템을 늘리십시오.',
      ],
    },
  },
  'host/inodes-low': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'the file system has few files left to give',
      meaning: 'There is space, but hardly a new file can be made: the log cannot be put aside and polls fail.',
      certain: 'The file system tells how many inodes are free.',
      causes: ['Very many small files: mail queues, sessions, caches.'],
      remedy: [
        'See the figures: `df -i {file}`.',
        'Find the folder with the most files: `du --inodes -x / | sort -n | tail`.',
      ],
    },
    ko: {
      title: '파일 시스템에 만들 수 있는 파일이 거의 없습니다',
      meaning: '공간은 있으나 새 파일을 만들 수 없어 로그를 교체하지 못하고 폴링이 실패합니다.',
      certain: '파일 시스템이 알린 남은 아이노드 수를 봅니다.',
      causes: ['메일 큐, 세션, 캐시 등 작은 파일이 매우 많습니다.'],
      remedy: [
        '수치를 보십시오: `df -i {file}`.',
        '파일이 많은 폴더를 찾으십시오: `du --inodes -x / | sort -n | tail`.',
      ],
    },
  },
  'host/clock-unset': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'the clock of this host was never set',
      meaning: 'The year cannot be right. Every certificate looks wrong, and listings age at once or never.',
      certain: 'The year lies before 2026 or after 2100.',
      causes: [
        'The battery of the clock is empty and NTP is off.',
        'A container or virtual machine started without a clock.',
      ],
      remedy: ['Set it and keep it set: `timedatectl set-ntp true`.', 'See the state: `timedatectl`.'],
    },
    ko: {
      title: '이 호스트의 시계가 설정되지 않았습니다',
      meaning: '연도가 맞지 않습니다. 모든 인증서가 잘못된 것처럼 보이고, 등재가 바로 만료되거나 만료되지 않습니다.',
      certain: '연도가 2026년보다 앞이거나 2100년보다 뒤입니다.',
      causes: ['시계 배터리가 방전되었고 NTP가 꺼져 있습니다.', '컨테이너나 가상 머신이 시계 없이 시작되었습니다.'],
      remedy: ['시각을 설정하고 동기화하십시오: `timedatectl set-ntp true`.', '상태를 보십시오: `timedatectl`.'],
    },
  },
  'host/memory-low': {
    ...row('gate', 'host', 'soon'),
    en: {
      title: 'little memory is left for polls',
      meaning:
        'A poll needs up to 300 MB in the poller and its parser child. With less, the system may end one of them in mid poll.',
      certain: 'What the kernel, or the limit of the service, still has to give.',
      causes: ['Other programs use the memory.', 'The limit of the service (MemoryMax) is low.'],
      remedy: [
        'See who uses it: `ps axo rss,comm --sort -rss | head`.',
        'See the limit: `systemctl show feedgate -p MemoryMax`.',
      ],
    },
    ko: {
      title: '폴링에 쓸 메모리가 부족합니다',
      meaning:
        '폴링에는 폴러와 파서 프로세스를 합쳐 300 MB까지 필요합니다. 부족하면 시스템이 폴링 도중에 프로세스를 종료할 수 있습니다.',
      certain: '커널이나 서비스 한도에 남은 메모리를 봅니다.',
      causes: ['다른 프로그램이 메모리를 쓰고 있습니다.', '서비스의 한도(MemoryMax)가 낮습니다.'],
      remedy: [
        '사용량을 보십시오: `ps axo rss,comm --sort -rss | head`.',
        '한도를 보십시오: `systemctl show feedgate -p MemoryMax`.',
      ],
    },
  },
  'host/fd-limit-low': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'the limit of open files is low',
      meaning: 'It is enough now. With more sources and mail fronts the process may run out of file descriptors.',
      certain: 'The limit of the process is below 1,024.',
      causes: ['The service was started without a limit of its own.'],
      remedy: ['Set LimitNOFILE=65536: `systemctl edit feedgate`, then `systemctl restart feedgate`.'],
    },
    ko: {
      title: '열 수 있는 파일 수의 한도가 낮습니다',
      meaning: '지금은 충분하지만 소스와 메일 연결이 늘면 파일 디스크립터가 모자랄 수 있습니다.',
      certain: '프로세스의 한도가 1,024개 미만입니다.',
      causes: ['서비스에 한도를 따로 설정하지 않았습니다.'],
      remedy: ['LimitNOFILE=65536을 설정하십시오: `systemctl edit feedgate` 후 `systemctl restart feedgate`.'],
    },
  },
  'dns/slow': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'names are looked up slowly',
      meaning: 'The resolver answers, but takes more than a second. Every poll waits for it.',
      certain: 'The names of the sources were looked up and timed.',
      causes: [
        'The first of several resolvers is dead and the second one answers.',
        'The resolver is far away or overloaded.',
      ],
      remedy: ['See which servers are asked: `cat /etc/resolv.conf`.', 'Time them one by one: `dig @ADDRESS HOST`.'],
    },
    ko: {
      title: '이름 조회가 느립니다',
      meaning: '리졸버가 응답하지만 1초 넘게 걸립니다. 폴링할 때마다 그만큼 기다립니다.',
      certain: '소스의 이름을 조회하여 시간을 쟀습니다.',
      causes: ['여러 리졸버 중 첫 번째가 죽어 있고 두 번째가 응답합니다.', '리졸버가 멀거나 부하가 많습니다.'],
      remedy: ['질의하는 서버를 보십시오: `cat /etc/resolv.conf`.', '서버마다 시간을 재십시오: `dig @ADDRESS HOST`.'],
    },
  },
  'dns/hosts-override': {
    ...row('dns', 'operator', 'after-change'),
    en: {
      title: 'the hosts file gives the address of a source',
      meaning: 'Polls of {host} go to the address in /etc/hosts, whatever DNS says. When the server moves, they fail.',
      certain: 'The name stands in /etc/hosts.',
      causes: [
        'It was written for a test or a move and left there.',
        'It is wanted: an internal server, a pinned address.',
      ],
      remedy: [
        'See the line: `grep -n {host} /etc/hosts`.',
        'Take it away if it is not wanted; DNS is asked again at once.',
      ],
    },
    ko: {
      title: 'hosts 파일이 소스의 주소를 정하고 있습니다',
      meaning: 'DNS와 관계없이 {host}의 폴링은 /etc/hosts의 주소로 갑니다. 서버가 옮겨지면 실패합니다.',
      certain: '이름이 /etc/hosts에 있습니다.',
      causes: ['시험이나 이전을 위해 적은 것이 남아 있습니다.', '내부 서버이거나 주소를 고정하려고 일부러 적었습니다.'],
      remedy: ['해당 줄을 보십시오: `grep -n {host} /etc/hosts`.', '필요 없으면 지우십시오. 바로 DNS에 질의합니다.'],
    },
  },
  'config/env-insecure': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the environment switches certificate checks off',
      meaning:
        'NODE_TLS_REJECT_UNAUTHORIZED=0 tells Node to accept any certificate. Feedgate verifies every server all the same, but nothing with that setting can be trusted.',
      certain: 'The variable is set in the environment of the process.',
      causes: ['It was set to get past a certificate error once.'],
      remedy: [
        'Take it out of the unit: `systemctl edit feedgate`.',
        'Then restart the service: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '환경 변수가 인증서 검증을 끄고 있습니다',
      meaning:
        'NODE_TLS_REJECT_UNAUTHORIZED=0은 모든 인증서를 받아들이게 합니다. Feedgate는 그래도 모든 서버를 검증하지만, 이 설정이 있는 환경은 신뢰할 수 없습니다.',
      certain: '프로세스의 환경에 변수가 설정되어 있습니다.',
      causes: ['인증서 오류를 피하려고 설정한 것이 남아 있습니다.'],
      remedy: [
        '서비스 설정에서 지우십시오: `systemctl edit feedgate`.',
        '서비스를 다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'config/env-ca-ignored': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a CA variable is set but not used',
      meaning:
        'The variable is one of curl or Python. Feedgate trusts the store of this system, that of Node, and the CA of each source.',
      certain: 'The variable is set in the environment of the process.',
      causes: ['It was set for other programs.'],
      remedy: [
        'Trust the CA for all sources: `feedgate trust add FILE`.',
        'Or for one: `feedgate trust add FILE --source NAME`.',
        'Or put it into the store of this system: `update-ca-certificates`.',
      ],
    },
    ko: {
      title: 'CA 환경 변수가 설정되어 있으나 사용하지 않습니다',
      meaning: 'curl이나 Python용 변수입니다. Feedgate는 시스템 저장소, Node의 저장소, 소스별 CA를 신뢰합니다.',
      certain: '프로세스의 환경에 변수가 설정되어 있습니다.',
      causes: ['다른 프로그램을 위해 설정했습니다.'],
      remedy: [
        '모든 소스에서 CA를 신뢰하십시오: `feedgate trust add FILE`.',
        '또는 한 소스에서만 신뢰하십시오: `feedgate trust add FILE --source NAME`.',
        '또는 시스템 저장소에 추가하십시오: `update-ca-certificates`.',
      ],
    },
  },
  'config/env-ca-unreadable': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a CA variable names a file that cannot be used',
      meaning: 'Node passes over such a file with a warning at most, and servers of that CA then look untrusted.',
      certain: 'The file was read here, and holds no certificate in PEM.',
      causes: ['The path is mistyped, or the user of the service may not read it.', 'The file is DER.'],
      remedy: ['Look at it: `ls -l {file}`.', 'Convert DER: `openssl x509 -inform der -in {file} -out {file}.pem`.'],
    },
    ko: {
      title: 'CA 환경 변수가 가리키는 파일을 쓸 수 없습니다',
      meaning: 'Node는 그런 파일을 경고만 하고 넘어갑니다. 그러면 그 CA의 서버를 신뢰하지 못합니다.',
      certain: '파일을 직접 읽어 보았으나 PEM 인증서가 없습니다.',
      causes: ['경로가 틀렸거나 서비스 사용자가 읽을 수 없습니다.', '파일이 DER 형식입니다.'],
      remedy: [
        '확인하십시오: `ls -l {file}`.',
        'DER이면 변환하십시오: `openssl x509 -inform der -in {file} -out {file}.pem`.',
      ],
    },
  },
};
