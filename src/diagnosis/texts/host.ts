import { row, type Entries } from '../entry.ts';

const data = row('store', 'operator', 'after-change');

/** This machine: clock, limits, data directory, log. */
export const hostTexts: Entries = {
  'host/clock': {
    ...row('tls', 'host', 'after-change'),
    en: {
      title: 'the clock of this host is wrong',
      meaning:
        'The time here differs from that of several servers by more than five minutes. Certificates then look expired or not yet valid.',
      certain: 'Our time is compared with the Date header of at least two other hosts.',
      causes: ['Time synchronisation (NTP) is off or blocked.', 'A virtual machine was resumed from a snapshot.'],
      remedy: [
        'See the state: `timedatectl`.',
        'Switch synchronisation on: `timedatectl set-ntp true`.',
        'Then poll again: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '이 호스트의 시계가 틀립니다',
      meaning:
        '이 호스트의 시각이 여러 서버의 시각과 5분 넘게 다릅니다. 그러면 인증서가 만료되었거나 아직 유효하지 않은 것처럼 보입니다.',
      certain: '둘 이상의 다른 호스트가 보낸 Date 헤더와 비교합니다.',
      causes: ['시각 동기화(NTP)가 꺼져 있거나 차단되었습니다.', '가상 머신을 스냅샷에서 복원했습니다.'],
      remedy: [
        '상태를 보십시오: `timedatectl`.',
        '동기화를 켜십시오: `timedatectl set-ntp true`.',
        '다시 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'host/fd-limit': {
    ...row('tcp', 'host', 'soon'),
    en: {
      title: 'this process has no file descriptor left',
      meaning:
        'The process has as many files and connections open as it may, so it could not open one more. The server is not to blame.',
      certain: 'The system answers EMFILE; the open descriptors are counted before a name is called unknown.',
      causes: ['The limit is too low for the number of sources.', 'Connections are not closed (a defect).'],
      remedy: [
        'See the limit: `systemctl show feedgate -p LimitNOFILE`.',
        'Raise it (LimitNOFILE=65536): `systemctl edit feedgate`, then `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '이 프로세스가 쓸 수 있는 파일 디스크립터가 없습니다',
      meaning: '열 수 있는 파일과 연결의 한도에 도달하여 새로 열지 못했습니다. 서버의 문제가 아닙니다.',
      certain: '시스템이 EMFILE을 반환합니다. 이름이 없다고 판정하기 전에 열린 디스크립터 수를 확인합니다.',
      causes: ['소스 수에 비해 한도가 낮습니다.', '연결이 닫히지 않습니다(결함).'],
      remedy: [
        '한도를 보십시오: `systemctl show feedgate -p LimitNOFILE`.',
        '한도를 올리십시오(LimitNOFILE=65536): `systemctl edit feedgate` 후 `systemctl restart feedgate`.',
      ],
    },
  },
  'host/no-local-ports': {
    ...row('tcp', 'host', 'soon'),
    en: {
      title: 'this host has no local port left',
      meaning: 'Every outgoing connection needs a local port, and all are in use.',
      certain: 'The answer of connect() is EADDRNOTAVAIL.',
      causes: ['Another program opens very many connections.', 'The range of local ports is small.'],
      remedy: [
        'See who holds them: `ss -tanp | head -50` and `ss -s`.',
        'Widen the range: `sysctl net.ipv4.ip_local_port_range="15000 65000"`.',
      ],
    },
    ko: {
      title: '이 호스트에 남은 로컬 포트가 없습니다',
      meaning: '나가는 연결마다 로컬 포트가 필요한데 모두 사용 중입니다.',
      certain: 'connect()가 EADDRNOTAVAIL을 반환합니다.',
      causes: ['다른 프로그램이 연결을 매우 많이 열고 있습니다.', '로컬 포트 범위가 좁습니다.'],
      remedy: [
        '사용 중인 프로그램을 확인하십시오: `ss -tanp | head -50`, `ss -s`.',
        '범위를 넓히십시오: `sysctl net.ipv4.ip_local_port_range="15000 65000"`.',
      ],
    },
  },
  'host/data-unwritable': {
    ...data,
    en: {
      title: 'the data directory cannot be written',
      meaning: 'Feedgate keeps its database and logs in the data directory and may not write there.',
      certain: 'Writing in the directory was refused; the evidence names the path.',
      causes: ['It belongs to another user.', 'The file system is mounted read-only.'],
      remedy: [
        'Look at it: `ls -ld FILE` and `findmnt -T FILE` on the path that the evidence names.',
        'Give it to the user of the service: `chown -R feedgate: FILE`.',
      ],
    },
    ko: {
      title: '데이터 디렉터리에 쓸 수 없습니다',
      meaning: 'Feedgate는 데이터베이스와 로그를 데이터 디렉터리에 두는데, 쓰기 권한이 없습니다.',
      certain: '디렉터리에 쓰기가 거부되었습니다. 경로를 근거에 표시합니다.',
      causes: ['다른 사용자의 디렉터리입니다.', '파일 시스템이 읽기 전용으로 마운트되었습니다.'],
      remedy: [
        '근거에 나온 경로를 확인하십시오: `ls -ld FILE`, `findmnt -T FILE`.',
        '소유자를 서비스 사용자로 바꾸십시오: `chown -R feedgate: FILE`.',
      ],
    },
  },
  'host/data-readable': {
    ...data,
    en: {
      title: 'the data directory is open to other users',
      meaning: 'The data directory holds passwords and keys and may be read by its owner alone.',
      certain: 'The mode of the directory gives rights to group or others.',
      causes: ['It was made by hand with a wide umask.'],
      remedy: ['Close it: `chmod 700 FILE` on the path that the evidence names.'],
    },
    ko: {
      title: '데이터 디렉터리가 다른 사용자에게 열려 있습니다',
      meaning: '데이터 디렉터리에는 비밀번호와 키가 있으므로 소유자만 읽을 수 있어야 합니다.',
      certain: '디렉터리 권한이 그룹이나 다른 사용자에게 열려 있습니다.',
      causes: ['umask가 느슨한 상태에서 직접 만들었습니다.'],
      remedy: ['근거에 나온 경로의 권한을 닫으십시오: `chmod 700 FILE`.'],
    },
  },
  'host/data-other-owner': {
    ...data,
    en: {
      title: 'the data directory belongs to another user',
      meaning: 'Feedgate does not use a data directory of somebody else, who could read its secrets or swap its files.',
      certain: 'The owner of the directory is not the user of this process.',
      causes: ['The command runs as root or as yourself instead of as the service.'],
      remedy: [
        'Run it as the user of the service: `sudo -u feedgate feedgate status`.',
        'Or choose a directory of your own with `--data`.',
      ],
    },
    ko: {
      title: '데이터 디렉터리의 소유자가 다른 사용자입니다',
      meaning: '다른 사용자의 데이터 디렉터리는 비밀값을 읽히거나 파일이 바뀔 수 있어 사용하지 않습니다.',
      certain: '디렉터리의 소유자와 이 프로세스의 사용자가 다릅니다.',
      causes: ['서비스 사용자가 아니라 root나 본인 계정으로 실행했습니다.'],
      remedy: [
        '서비스 사용자로 실행하십시오: `sudo -u feedgate feedgate status`.',
        '또는 `--data`로 본인 소유의 디렉터리를 지정하십시오.',
      ],
    },
  },
  'host/path-too-long': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the path of the data directory is too long for a socket',
      meaning:
        'The daemon listens on a socket file in the data directory, and systems limit such paths to about 100 characters.',
      certain: 'The length is checked before the daemon starts.',
      causes: ['The data directory lies deep in a tree of folders.'],
      remedy: ['Choose a shorter path: `feedgate start --data /var/lib/feedgate`.'],
    },
    ko: {
      title: '데이터 디렉터리의 경로가 소켓에 쓰기에는 너무 깁니다',
      meaning: '데몬은 데이터 디렉터리의 소켓 파일에서 수신 대기하며, 시스템은 그 경로를 약 100자로 제한합니다.',
      certain: '데몬을 시작하기 전에 길이를 검사합니다.',
      causes: ['데이터 디렉터리가 깊은 폴더에 있습니다.'],
      remedy: ['더 짧은 경로를 쓰십시오: `feedgate start --data /var/lib/feedgate`.'],
    },
  },
  'host/log-unwritable': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'the log cannot be written',
      meaning:
        'Lines of the log are being lost. Polling and matching go on; the number of lost lines is logged when writing works again.',
      certain: 'The system refused to write the log file; the evidence names it with the error.',
      causes: ['The disk is full.', 'The folder of the log is gone or belongs to another user.'],
      remedy: ['Check the space: `df -h`.', 'Look at the folder that the evidence names: `ls -l FILE`.'],
    },
    ko: {
      title: '로그를 쓸 수 없습니다',
      meaning: '로그가 유실되고 있습니다. 폴링과 매칭은 계속되며, 다시 쓸 수 있게 되면 유실된 줄 수를 기록합니다.',
      certain: '시스템이 로그 파일 쓰기를 거부했습니다. 파일과 오류를 근거에 표시합니다.',
      causes: ['디스크가 가득 찼습니다.', '로그 폴더가 없거나 다른 사용자의 것입니다.'],
      remedy: ['공간을 확인하십시오: `df -h`.', '근거에 나온 폴더를 확인하십시오: `ls -l FILE`.'],
    },
  },
  'host/output-unwritable': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'the output could not be written',
      meaning: 'The command did its work but what it prints could not be written.',
      certain: 'Writing to standard output failed.',
      causes: ['The disk that the output goes to is full.', 'The file may not be written.'],
      remedy: ['Check the space: `df -h`.', 'Write to another place and run the command again.'],
    },
    ko: {
      title: '출력을 쓸 수 없습니다',
      meaning: '명령은 실행되었으나 결과를 출력하지 못했습니다.',
      certain: '표준 출력에 쓰지 못했습니다.',
      causes: ['출력을 저장하는 디스크가 가득 찼습니다.', '파일에 쓰기 권한이 없습니다.'],
      remedy: ['공간을 확인하십시오: `df -h`.', '다른 위치로 출력하여 다시 실행하십시오.'],
    },
  },
  'host/lab-network': {
    ...row('config', 'host', 'after-change'),
    en: {
      title: 'this machine cannot have a practice network',
      meaning: 'Some practice faults need network namespaces of their own, which could not be made here.',
      certain: 'A step of setting it up failed; the evidence holds what the program said.',
      causes: [
        'The machine is not Linux, or Feedgate does not run as root.',
        'A program is missing: `ip`, `nft`, `unshare` or `nsenter`.',
        'A container that may not make networks.',
      ],
      remedy: [
        'See which faults can run here, and why others cannot: `feedgate lab list`.',
        'Install what is missing: `apt-get install iproute2 nftables`.',
      ],
    },
    ko: {
      title: '이 시스템에서는 연습용 네트워크를 만들 수 없습니다',
      meaning: '일부 연습 장애에는 전용 네트워크 네임스페이스가 필요하지만 여기서는 만들지 못했습니다.',
      certain: '준비 단계가 실패했습니다. 프로그램이 출력한 내용을 근거에 표시합니다.',
      causes: [
        'Linux가 아니거나 Feedgate를 root로 실행하지 않았습니다.',
        '`ip`, `nft`, `unshare`, `nsenter` 중 없는 프로그램이 있습니다.',
        '네트워크를 만들 수 없는 컨테이너입니다.',
      ],
      remedy: [
        '여기서 실행할 수 있는 장애와 그렇지 않은 이유를 확인하십시오: `feedgate lab list`.',
        '없는 프로그램을 설치하십시오: `apt-get install iproute2 nftables`.',
      ],
    },
  },
};
