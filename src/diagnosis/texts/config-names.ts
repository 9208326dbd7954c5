import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');

/** Names and dates that commands refer to, and the practice server's settings. */
export const configNameTexts: Entries = {
  'config/name-taken': {
    ...atSave,
    en: {
      title: 'a source of this name exists already',
      meaning: 'Names of sources are unique. The existing source was not changed.',
      certain: 'The database holds a source of this name.',
      causes: ['The source was added before.'],
      remedy: [
        'Look at the existing one: `feedgate source show {source}`.',
        'Choose another name, or change the source that is there, with the options added to `feedgate source edit {source}`.',
      ],
    },
    ko: {
      title: '같은 이름의 소스가 이미 있습니다',
      meaning: '소스 이름은 겹칠 수 없습니다. 기존 소스는 바꾸지 않았습니다.',
      certain: '데이터베이스에 같은 이름의 소스가 있습니다.',
      causes: ['이미 추가한 소스입니다.'],
      remedy: [
        '기존 소스를 보십시오: `feedgate source show {source}`.',
        '다른 이름을 쓰거나, 다음 명령에 옵션을 붙여 기존 소스를 바꾸십시오: `feedgate source edit {source}`.',
      ],
    },
  },
  'config/no-such-source': {
    ...atSave,
    en: {
      title: 'no source has this name',
      meaning: 'There is no source of this name on this data directory.',
      certain: 'The database holds no such name.',
      causes: ['A typing error.', 'The command looks at another data directory.'],
      remedy: ['List the names: `feedgate source list`.', 'Check which data directory is used: `feedgate status`.'],
    },
    ko: {
      title: '이 이름의 소스가 없습니다',
      meaning: '이 데이터 디렉터리에는 해당 이름의 소스가 없습니다.',
      certain: '데이터베이스에 없는 이름입니다.',
      causes: ['오타입니다.', '다른 데이터 디렉터리를 보고 있습니다.'],
      remedy: [
        '이름을 확인하십시오: `feedgate source list`.',
        '사용 중인 데이터 디렉터리를 확인하십시오: `feedgate status`.',
      ],
    },
  },
  'config/no-such-poll': {
    ...atSave,
    en: {
      title: 'there is no such poll',
      meaning: 'No report of a poll has this id. Reports are kept for 90 days.',
      certain: 'The database holds no such report.',
      causes: ['A part of the id was not copied.', 'The report is older than 90 days.'],
      remedy: ['List the polls with their ids: `feedgate polls {source}`.'],
    },
    ko: {
      title: '그런 폴링은 없습니다',
      meaning: '이 ID의 폴링 보고서가 없습니다. 보고서는 90일 동안 보관합니다.',
      certain: '데이터베이스에 없는 보고서입니다.',
      causes: ['ID의 일부만 복사했습니다.', '90일이 지난 보고서입니다.'],
      remedy: ['폴링과 ID를 보십시오: `feedgate polls {source}`.'],
    },
  },
  'config/bad-instant': {
    ...atSave,
    en: {
      title: 'not a date or time',
      meaning: 'A date was expected and could not be read.',
      certain: 'The text is neither a date, an RFC 3339 time nor a duration.',
      causes: ['Another order of day and month.', 'A day that does not exist.'],
      remedy: ['Write a date, a time or a span such as 2026-11-01 or 7d: `feedgate source reset {source} --from 7d`.'],
    },
    ko: {
      title: '날짜나 시각이 아닙니다',
      meaning: '날짜가 필요한 자리의 값을 읽을 수 없습니다.',
      certain: '날짜, RFC 3339 시각, 기간 중 어느 것도 아닙니다.',
      causes: ['연, 월, 일의 순서가 다릅니다.', '없는 날짜입니다.'],
      remedy: ['2026-11-01이나 7d처럼 날짜, 시각, 기간으로 쓰십시오: `feedgate source reset {source} --from 7d`.'],
    },
  },
  'config/cursor-reset-needed': {
    ...atSave,
    en: {
      title: 'this change asks for a decision on the cursor',
      meaning:
        'The cursor tells how far a source has been read. After a change of server, collection or age it may no longer fit. Nothing was changed.',
      certain: 'The change touches what the cursor belongs to, and neither option was given.',
      causes: ['The collection, the host, the path or the age was changed.'],
      remedy: [
        'Another collection or server: read everything again with `--reset-cursor`.',
        'The same data at a new address: go on from where it was with `--keep-cursor`.',
      ],
    },
    ko: {
      title: '이 변경에는 커서를 어떻게 할지 정해야 합니다',
      meaning:
        '커서는 소스를 어디까지 읽었는지 나타냅니다. 서버, 컬렉션, 보존 기간이 바뀌면 맞지 않을 수 있습니다. 아직 아무것도 바꾸지 않았습니다.',
      certain: '커서와 관련된 설정을 바꾸면서 두 옵션을 모두 지정하지 않았습니다.',
      causes: ['컬렉션, 호스트, 경로, 보존 기간 중 하나를 바꿨습니다.'],
      remedy: [
        '다른 컬렉션이나 서버이면 `--reset-cursor`로 처음부터 다시 읽으십시오.',
        '같은 데이터의 주소만 바뀌었으면 `--keep-cursor`로 이어서 읽으십시오.',
      ],
    },
  },
  'config/dns-servers-bad': {
    ...atSave,
    en: {
      title: 'FEEDGATE_DNS names no DNS server',
      meaning:
        'The variable FEEDGATE_DNS says which DNS servers to ask in place of those of this host, and cannot be read.',
      certain: 'One of its parts is not an address, or an address with a port.',
      causes: ['A name was given instead of an address.', 'A typing error.'],
      remedy: [
        'Give addresses, with commas between: `FEEDGATE_DNS=192.0.2.53,192.0.2.54:5353`.',
        'Take the variable away to ask the servers of this host: `unset FEEDGATE_DNS`.',
      ],
    },
    ko: {
      title: 'FEEDGATE_DNS에 DNS 서버가 없습니다',
      meaning: 'FEEDGATE_DNS 변수는 이 호스트의 DNS 서버 대신 사용할 서버를 정하지만, 값을 읽을 수 없습니다.',
      certain: '값의 일부가 주소나 포트가 붙은 주소가 아닙니다.',
      causes: ['주소 대신 이름을 지정했습니다.', '오타입니다.'],
      remedy: [
        '쉼표로 구분하여 주소를 지정하십시오: `FEEDGATE_DNS=192.0.2.53,192.0.2.54:5353`.',
        '이 호스트의 DNS 서버를 쓰려면 변수를 지우십시오: `unset FEEDGATE_DNS`.',
      ],
    },
  },
  'config/lab-address': {
    ...atSave,
    en: {
      title: 'the practice server listens on loopback only',
      meaning: 'The practice server misbehaves on purpose and is not for other hosts to reach.',
      certain: 'The given address is not a loopback address.',
      causes: ['An address of the network was given.'],
      remedy: ['Use 127.0.0.1 or ::1.'],
    },
    ko: {
      title: '연습 서버는 루프백에서만 동작합니다',
      meaning: '연습 서버는 일부러 오동작하므로 다른 호스트에 열지 않습니다.',
      certain: '지정한 주소가 루프백 주소가 아닙니다.',
      causes: ['네트워크 주소를 지정했습니다.'],
      remedy: ['127.0.0.1이나 ::1을 쓰십시오.'],
    },
  },
  'config/lab-port': {
    ...atSave,
    en: {
      title: 'the practice server cannot listen on this port',
      meaning: 'The port {port} could not be opened.',
      certain: 'The operating system refused the port.',
      causes: ['Another program uses the port.', 'Ports below 1024 need privileges.'],
      remedy: ['See who uses it: `ss -ltnp`.', 'Choose another port, above 1024.'],
    },
    ko: {
      title: '연습 서버가 이 포트를 열 수 없습니다',
      meaning: '{port} 포트를 열지 못했습니다.',
      certain: '운영 체제가 포트 사용을 거부했습니다.',
      causes: ['다른 프로그램이 사용 중입니다.', '1024 미만의 포트에는 권한이 필요합니다.'],
      remedy: ['사용 중인 프로그램을 확인하십시오: `ss -ltnp`.', '1024보다 큰 다른 포트를 쓰십시오.'],
    },
  },
  'config/lab-fault': {
    ...atSave,
    en: {
      title: 'the practice server knows no such fault',
      meaning: 'The practice server cannot play a fault of this name.',
      certain: 'The name is not in its list of faults.',
      causes: ['A typing error.'],
      remedy: ['Take a name from the list: `feedgate lab list`.'],
    },
    ko: {
      title: '연습 서버에 그런 장애는 없습니다',
      meaning: '이 이름의 장애는 재현할 수 없습니다.',
      certain: '장애 목록에 없는 이름입니다.',
      causes: ['오타입니다.'],
      remedy: ['목록에 있는 이름을 쓰십시오: `feedgate lab list`.'],
    },
  },
};
