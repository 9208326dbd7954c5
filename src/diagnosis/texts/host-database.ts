import { row, type Entries } from '../entry.ts';

/** The embedded database and its disk, and the parser children. */
export const hostDatabaseTexts: Entries = {
  'host/disk-full': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'no space left on the disk',
      meaning:
        'The listings of this poll could not be stored; nothing of the segment was applied. Matching goes on from memory.',
      certain: 'The database or the system reports a full disk.',
      causes: ['Logs, mail queues or backups fill the same disk.', 'A quota is reached.'],
      remedy: [
        'See what is full: `df -h` and `df -i`.',
        'Find what takes the space: `du -xh --max-depth=2 /var | sort -h | tail`.',
        'Poll again: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '디스크에 남은 공간이 없습니다',
      meaning:
        '이번 폴링의 등재를 저장하지 못했으며, 해당 구간은 전혀 반영되지 않았습니다. 매칭은 메모리에서 계속됩니다.',
      certain: '데이터베이스나 시스템이 디스크 부족을 보고합니다.',
      causes: ['로그, 메일 큐, 백업이 같은 디스크를 채웠습니다.', '할당량에 도달했습니다.'],
      remedy: [
        '무엇이 가득 찼는지 보십시오: `df -h`, `df -i`.',
        '공간을 차지하는 것을 찾으십시오: `du -xh --max-depth=2 /var | sort -h | tail`.',
        '다시 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'host/disk-io': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'the disk failed to read or write',
      meaning: 'The operating system reported an error of the disk under the database.',
      certain: 'The database reports an input/output error that is not a full disk.',
      causes: ['A failing disk or controller.', 'A network disk that went away.'],
      remedy: [
        'See what the kernel says: `journalctl -k -n 50`.',
        'Check the disk: `smartctl -H /dev/sda`.',
        'Back up the data directory before anything else.',
      ],
    },
    ko: {
      title: '디스크 읽기 또는 쓰기에 실패했습니다',
      meaning: '운영 체제가 데이터베이스가 있는 디스크의 오류를 보고했습니다.',
      certain: '데이터베이스가 공간 부족이 아닌 입출력 오류를 보고합니다.',
      causes: ['디스크나 컨트롤러의 고장입니다.', '네트워크 디스크의 연결이 끊겼습니다.'],
      remedy: [
        '커널 메시지를 보십시오: `journalctl -k -n 50`.',
        '디스크를 점검하십시오: `smartctl -H /dev/sda`.',
        '먼저 데이터 디렉터리를 백업하십시오.',
      ],
    },
  },
  'host/db-busy': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'another process keeps the database locked',
      meaning: 'The database could not be written for longer than Feedgate waits.',
      certain: 'The database answers that it is locked.',
      causes: ['A backup or a database tool holds it open for writing.', 'A second daemon, or a very slow disk.'],
      remedy: ['See who holds it: `fuser -v {file}`.', 'End that program or wait; the poll is tried again by itself.'],
    },
    ko: {
      title: '다른 프로세스가 데이터베이스를 잠그고 있습니다',
      meaning: 'Feedgate가 기다리는 시간 안에 데이터베이스에 쓰지 못했습니다.',
      certain: '데이터베이스가 잠겨 있다고 응답합니다.',
      causes: [
        '백업이나 데이터베이스 도구가 쓰기 상태로 열고 있습니다.',
        '두 번째 데몬이 있거나 디스크가 매우 느립니다.',
      ],
      remedy: [
        '사용 중인 프로세스를 보십시오: `fuser -v {file}`.',
        '그 프로그램을 끝내거나 기다리십시오. 폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'host/db-corrupt': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'the database is damaged',
      meaning:
        'The database file is not consistent any more. Matching goes on with what is in memory; polls cannot store.',
      certain: 'The database itself reports damage.',
      causes: [
        'A failing disk.',
        'The file was copied or edited while in use.',
        'The host lost power on a disk that does not keep its promises.',
      ],
      remedy: [
        'Put back the last good backup; what was there is kept under another name, and a daemon that found the damage at its start goes on by itself then: `feedgate store restore`.',
        'Where that says that the directory is in use, the damage came while the daemon ran: `systemctl stop feedgate`, restore, `systemctl start feedgate`.',
        'Without a backup, stop, move the file away, start, and give the sources anew; where there is an export: `feedgate config apply FILE`.',
      ],
    },
    ko: {
      title: '데이터베이스가 손상되었습니다',
      meaning:
        '데이터베이스 파일의 일관성이 깨졌습니다. 매칭은 메모리에 있는 내용으로 계속되지만 폴링 결과를 저장할 수 없습니다.',
      certain: '데이터베이스가 스스로 손상을 보고합니다.',
      causes: [
        '디스크 고장입니다.',
        '사용 중인 파일을 복사하거나 수정했습니다.',
        '쓰기를 보장하지 않는 디스크에서 정전이 있었습니다.',
      ],
      remedy: [
        '최근의 온전한 백업을 복원하십시오. 있던 것은 다른 이름으로 보관되고, 시작할 때 손상을 발견한 데몬은 그 뒤 저절로 계속합니다: `feedgate store restore`.',
        '디렉터리가 사용 중이라고 하면 데몬이 도는 동안 손상된 것입니다: `systemctl stop feedgate`, 복원, `systemctl start feedgate` 순으로 하십시오.',
        '백업이 없으면 멈추고 파일을 옮긴 뒤 시작하여 소스를 다시 등록하십시오. 내보낸 파일이 있으면 적용하십시오: `feedgate config apply FILE`.',
      ],
    },
  },
  'host/db-foreign': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'the database belongs to another program',
      meaning: 'The file at the place of the database was not made by Feedgate. It was not touched.',
      certain: 'The application mark in the file is another one.',
      causes: ['The data directory is that of another program.'],
      remedy: ['Choose a directory of its own: `feedgate start --data /var/lib/feedgate`.'],
    },
    ko: {
      title: '다른 프로그램의 데이터베이스입니다',
      meaning: '데이터베이스 위치의 파일은 Feedgate가 만든 것이 아닙니다. 파일을 건드리지 않았습니다.',
      certain: '파일의 응용 프로그램 표시가 다릅니다.',
      causes: ['다른 프로그램의 데이터 디렉터리입니다.'],
      remedy: ['전용 디렉터리를 지정하십시오: `feedgate start --data /var/lib/feedgate`.'],
    },
  },
  'host/db-readonly': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'the database cannot be opened for writing',
      meaning: 'The file may be read but not written, so polls cannot store anything.',
      certain: 'The database or the system refuses to write the file.',
      causes: [
        'The file belongs to root after a command was run as root.',
        'The file system is mounted read-only after an error.',
      ],
      remedy: [
        'Look at the owner: `ls -l {file}`.',
        'Give it to the user of the service: `chown feedgate: {file}`.',
        'See whether the disk is read-only: `findmnt -T {file}`.',
      ],
    },
    ko: {
      title: '데이터베이스를 쓰기용으로 열 수 없습니다',
      meaning: '파일을 읽을 수는 있으나 쓸 수 없어 폴링 결과를 저장하지 못합니다.',
      certain: '데이터베이스나 시스템이 파일 쓰기를 거부합니다.',
      causes: [
        'root로 명령을 실행하여 파일의 소유자가 root가 되었습니다.',
        '오류가 발생하여 파일 시스템이 읽기 전용으로 마운트되었습니다.',
      ],
      remedy: [
        '소유자를 확인하십시오: `ls -l {file}`.',
        '서비스 사용자로 바꾸십시오: `chown feedgate: {file}`.',
        '디스크가 읽기 전용인지 보십시오: `findmnt -T {file}`.',
      ],
    },
  },
  'host/schema-skew': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'the database is of a newer version of Feedgate',
      meaning:
        'A newer Feedgate has used this data directory. This older one does not touch it, so as not to damage it.',
      certain: 'The version in the database is higher than this program knows.',
      causes: ['The program was downgraded, or one node was not upgraded.'],
      remedy: ['See the version: `feedgate version`.', 'Install the newer version again on this node.'],
    },
    ko: {
      title: '더 새로운 버전의 Feedgate가 쓰던 데이터베이스입니다',
      meaning: '더 새로운 Feedgate가 이 데이터 디렉터리를 사용했습니다. 손상을 막기 위해 이 버전은 건드리지 않습니다.',
      certain: '데이터베이스의 버전이 이 프로그램이 아는 버전보다 높습니다.',
      causes: ['이전 버전으로 되돌렸거나, 한 노드를 업그레이드하지 않았습니다.'],
      remedy: ['버전을 보십시오: `feedgate version`.', '이 노드에 새 버전을 다시 설치하십시오.'],
    },
  },
  'host/parser-crashed': {
    ...row('content', 'bug', 'next-poll'),
    en: {
      title: 'the parser broke down over the document',
      meaning:
        'Documents are read in a process of their own, and that process ended in an unexpected way. Nothing of the document was applied.',
      certain: 'The process ended by itself without an answer.',
      causes: ['A defect in Feedgate that this document shows.'],
      remedy: [
        'See the report of the poll with the place in the document: `feedgate polls {source}`.',
        'Narrow the segment so that one document is lost at most: `feedgate source edit {source} --segment 6h`.',
        'Report it as a defect with the report of the poll.',
      ],
    },
    ko: {
      title: '문서를 읽던 파서가 비정상 종료했습니다',
      meaning:
        '문서는 별도의 프로세스에서 읽는데, 그 프로세스가 예기치 않게 종료되었습니다. 이 문서의 내용은 전혀 반영되지 않았습니다.',
      certain: '프로세스가 응답 없이 스스로 종료되었습니다.',
      causes: ['이 문서에서 드러난 Feedgate의 결함입니다.'],
      remedy: [
        '문서의 위치가 담긴 폴링 보고서를 보십시오: `feedgate polls {source}`.',
        '잃는 범위를 줄이도록 구간을 좁히십시오: `feedgate source edit {source} --segment 6h`.',
        '폴링 보고서와 함께 결함으로 신고하십시오.',
      ],
    },
  },
  'host/parser-out-of-memory': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'the document needs more memory than a parser is given',
      meaning: 'The document was refused to protect this host. Nothing of it was applied; other sources go on.',
      certain: 'The parser process ended at its memory limit.',
      causes: ['One answer covers too long a time.', 'A single value in the document is enormous.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 6h`.',
        'Poll again: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '문서를 읽는 데 파서의 한도보다 많은 메모리가 필요합니다',
      meaning: '이 호스트를 보호하기 위해 문서를 거부했습니다. 내용은 전혀 반영되지 않았고 다른 소스는 계속됩니다.',
      certain: '파서 프로세스가 메모리 한도에서 종료되었습니다.',
      causes: ['응답 하나가 너무 긴 기간을 담고 있습니다.', '문서에 매우 큰 값이 있습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.',
        '다시 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'host/parser-stalled': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'the parser did not come to an end with the document',
      meaning: 'Reading the document took longer than allowed and was stopped. Nothing of it was applied.',
      certain: 'The parser process was ended by its deadline.',
      causes: ['The document is built to be slow to read.', 'This host is overloaded.'],
      remedy: ['See the load: `uptime`.', 'Ask for less at a time: `feedgate source edit {source} --segment 6h`.'],
    },
    ko: {
      title: '파서가 문서를 제시간에 다 읽지 못했습니다',
      meaning: '문서를 읽는 데 허용된 시간을 넘겨 중단했습니다. 내용은 전혀 반영되지 않았습니다.',
      certain: '파서 프로세스를 기한에 종료했습니다.',
      causes: ['읽는 데 오래 걸리도록 만들어진 문서입니다.', '이 호스트가 과부하입니다.'],
      remedy: [
        '부하를 보십시오: `uptime`.',
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.',
      ],
    },
  },
};
