import { row, type Entries } from '../entry.ts';

/** The shared PostgreSQL of a cluster. */
export const hostPostgresTexts: Entries = {
  'host/pg-down': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'PostgreSQL is down or starting',
      meaning: 'The shared database at {host} does not take connections. Mail is matched from memory; polls wait.',
      certain:
        'The connection is refused or ended, or PostgreSQL says that it is starting or shutting down (57P01, 57P03).',
      causes: ['PostgreSQL was stopped, restarted or failed over.', 'A firewall closes its port.'],
      remedy: ['Ask it: `pg_isready -h {host} -p {port}`.', 'Look at its log: `journalctl -u postgresql -n 50`.'],
    },
    ko: {
      title: 'PostgreSQL이 중지되었거나 시작하는 중입니다',
      meaning: '공유 데이터베이스 {host}{이/가} 연결을 받지 않습니다. 메일은 메모리에서 매칭하고 폴링은 기다립니다.',
      certain: '연결이 거부되거나 끊겼고, 또는 PostgreSQL이 시작 중이거나 종료 중이라고 응답합니다(57P01, 57P03).',
      causes: ['PostgreSQL이 중지, 재시작 또는 장애 조치되었습니다.', '방화벽이 포트를 막고 있습니다.'],
      remedy: ['확인하십시오: `pg_isready -h {host} -p {port}`.', '로그를 보십시오: `journalctl -u postgresql -n 50`.'],
    },
  },
  'host/pg-frozen': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'PostgreSQL accepts but does not answer',
      meaning: 'The database takes the connection and then says nothing within the limit.',
      certain: 'A query ran into its time limit on an open connection.',
      causes: ['A long lock in the database.', 'Its disk or host hangs.'],
      remedy: [
        'Look for locks: `psql -h {host} -c "select pid, state, wait_event, query from pg_stat_activity"`.',
        'Check its host for disk trouble.',
      ],
    },
    ko: {
      title: 'PostgreSQL이 연결은 받지만 응답하지 않습니다',
      meaning: '데이터베이스가 연결을 받은 뒤 제한 시간 안에 응답하지 않습니다.',
      certain: '열린 연결에서 쿼리가 시간을 초과했습니다.',
      causes: ['데이터베이스에 오래된 잠금이 있습니다.', '디스크나 호스트가 멈췄습니다.'],
      remedy: [
        '잠금을 확인하십시오: `psql -h {host} -c "select pid, state, wait_event, query from pg_stat_activity"`.',
        '데이터베이스 호스트의 디스크를 점검하십시오.',
      ],
    },
  },
  'host/pg-read-only': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'connected to a standby of PostgreSQL',
      meaning: 'The database that answered is a read-only copy.',
      certain: 'Writing is answered by 25006; pg_is_in_recovery() is true.',
      causes: [
        'After a failover the name still leads to the old server.',
        'The address of the cluster lists the standby first.',
      ],
      remedy: [
        'Ask for the writable server: add `target_session_attrs=read-write` to the database address.',
        'Or name the primary.',
      ],
    },
    ko: {
      title: 'PostgreSQL의 대기 서버에 연결되었습니다',
      meaning: '응답한 데이터베이스는 읽기 전용 복제본입니다.',
      certain: '쓰기가 25006으로 거부되고 pg_is_in_recovery()가 참입니다.',
      causes: ['장애 조치 후에도 이름이 예전 서버를 가리킵니다.', '클러스터 주소에서 대기 서버가 먼저 나옵니다.'],
      remedy: [
        '데이터베이스 주소에 `target_session_attrs=read-write`를 추가하여 쓰기 가능한 서버에 연결하십시오.',
        '또는 주 서버를 지정하십시오.',
      ],
    },
  },
  'host/pg-full': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'PostgreSQL has no connection left',
      meaning: 'The database has reached its max_connections.',
      certain: 'Connecting is answered by 53300.',
      causes: ['Other programs hold many connections.', 'More nodes joined than planned.'],
      remedy: [
        'Count them: `psql -h {host} -c "select usename, count(*) from pg_stat_activity group by 1"`.',
        'Raise max_connections, or put a pooler in front.',
      ],
    },
    ko: {
      title: 'PostgreSQL에 남은 연결이 없습니다',
      meaning: '데이터베이스의 max_connections에 도달했습니다.',
      certain: '연결이 53300으로 거부됩니다.',
      causes: ['다른 프로그램이 연결을 많이 사용합니다.', '노드가 계획보다 늘었습니다.'],
      remedy: [
        '연결 수를 보십시오: `psql -h {host} -c "select usename, count(*) from pg_stat_activity group by 1"`.',
        'max_connections를 올리거나 연결 풀러를 두십시오.',
      ],
    },
  },
  'host/pg-conflict': {
    ...row('store', 'host', 'soon'),
    en: {
      title: 'PostgreSQL gave up a transaction in favour of another',
      meaning:
        'Two writers met, or a lock lasted too long. Feedgate repeats the transaction by itself; this is shown only when repeating did not help.',
      certain: 'One of 40001, 40P01, 55P03, 57014, 25P03.',
      causes: ['Maintenance or a long report holds locks.'],
      remedy: [
        'See who holds locks: `psql -h {host} -c "select pid, query from pg_stat_activity where wait_event_type = \'Lock\'"`.',
        'Wait; the poll is tried again.',
      ],
    },
    ko: {
      title: 'PostgreSQL이 다른 트랜잭션 때문에 트랜잭션을 포기했습니다',
      meaning:
        '두 쓰기가 충돌했거나 잠금이 너무 오래 걸렸습니다. Feedgate가 스스로 다시 시도하며, 그래도 안 될 때만 표시합니다.',
      certain: '40001, 40P01, 55P03, 57014, 25P03 중 하나입니다.',
      causes: ['유지보수나 긴 보고서 작업이 잠금을 가지고 있습니다.'],
      remedy: [
        '잠금을 확인하십시오: `psql -h {host} -c "select pid, query from pg_stat_activity where wait_event_type = \'Lock\'"`.',
        '기다리십시오. 폴링은 다시 시도됩니다.',
      ],
    },
  },
  'host/pg-auth': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'PostgreSQL refuses the role, the database or the kind of connection',
      meaning: 'The database runs but does not let Feedgate in with the present settings.',
      certain: 'One of 28000, 28P01, 3D000, or an answer that TLS is not supported.',
      causes: [
        'The password was changed.',
        'The database was not created.',
        'The file pg_hba.conf does not allow this host, or demands TLS.',
      ],
      remedy: [
        'Try the same by hand: `psql -h {host} -p {port} -U feedgate -d feedgate -c "select 1"`.',
        'Correct the database address in the settings of the daemon.',
      ],
    },
    ko: {
      title: 'PostgreSQL이 역할, 데이터베이스 또는 연결 방식을 거부합니다',
      meaning: '데이터베이스는 실행 중이지만 현재 설정으로는 접속을 허용하지 않습니다.',
      certain: '28000, 28P01, 3D000 중 하나이거나 TLS를 지원하지 않는다는 응답입니다.',
      causes: [
        '비밀번호가 바뀌었습니다.',
        '데이터베이스를 만들지 않았습니다.',
        'pg_hba.conf가 이 호스트를 허용하지 않거나 TLS를 요구합니다.',
      ],
      remedy: [
        '직접 접속해 보십시오: `psql -h {host} -p {port} -U feedgate -d feedgate -c "select 1"`.',
        '데몬 설정의 데이터베이스 주소를 고치십시오.',
      ],
    },
  },
};
