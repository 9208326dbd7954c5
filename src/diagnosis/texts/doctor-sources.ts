import { row, type Entries } from '../entry.ts';

/** What a look at the sources and their certificates finds before a poll does. */
export const doctorSourceTexts: Entries = {
  'tls/system-ca-empty': {
    ...row('tls', 'host', 'after-change'),
    en: {
      title: 'the CA store of this system is empty',
      meaning: 'Only the authorities that came with Node are trusted. Servers of a company CA then look untrusted.',
      certain: 'The store was read as the poller reads it.',
      causes: [
        'The package with the certificates is not installed (small containers).',
        'SSL_CERT_FILE or SSL_CERT_DIR leads nowhere.',
      ],
      remedy: [
        'Install it: `apt-get install ca-certificates` or `dnf install ca-certificates`.',
        'Then restart: `systemctl restart feedgate`.',
      ],
    },
    ko: {
      title: '이 시스템의 CA 저장소가 비어 있습니다',
      meaning: 'Node에 포함된 인증 기관만 신뢰합니다. 사내 CA의 서버는 신뢰하지 못합니다.',
      certain: '폴러와 같은 방법으로 저장소를 읽었습니다.',
      causes: [
        '인증서 패키지가 설치되지 않았습니다(작은 컨테이너).',
        'SSL_CERT_FILE이나 SSL_CERT_DIR의 경로가 틀렸습니다.',
      ],
      remedy: [
        '설치하십시오: `apt-get install ca-certificates` 또는 `dnf install ca-certificates`.',
        '다시 시작하십시오: `systemctl restart feedgate`.',
      ],
    },
  },
  'tls/expires-soon': {
    ...row('tls', 'source', 'next-poll'),
    en: {
      title: 'the certificate of a server expires soon',
      meaning: 'The certificate of {host} is valid until {validTo}. From that day on every poll fails.',
      certain: 'The server showed it to a greeting, or to the last poll.',
      causes: ['The provider has not renewed it yet.'],
      remedy: [
        'Ask the provider to renew it.',
        'Where the certificate is pinned, pin the new one then: `feedgate source edit {source} --pin SHA256`.',
      ],
    },
    ko: {
      title: '서버의 인증서가 곧 만료됩니다',
      meaning: '{host}의 인증서는 {validTo}까지 유효합니다. 그 뒤에는 폴링이 모두 실패합니다.',
      certain: '서버가 연결 시험이나 마지막 폴링에서 보여 준 인증서입니다.',
      causes: ['피드 제공자가 아직 갱신하지 않았습니다.'],
      remedy: [
        '피드 제공자에게 갱신을 요청하십시오.',
        '인증서를 고정했다면 갱신된 것으로 바꾸십시오: `feedgate source edit {source} --pin SHA256`.',
      ],
    },
  },
  'config/client-cert-expires': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the client certificate expires soon or has expired',
      meaning:
        'The certificate with which {source} proves who asks is valid until {validTo}. After that the server refuses it.',
      certain: 'The date stands in the certificate of the settings.',
      causes: ['It was issued for a year and nobody was told.'],
      remedy: [
        'Ask the provider, or your own CA, for a new one.',
        'Set it: `feedgate source edit {source} --client-cert FILE --client-key FILE`.',
      ],
    },
    ko: {
      title: '클라이언트 인증서가 곧 만료되거나 이미 만료되었습니다',
      meaning: '{source}의 클라이언트 인증서는 {validTo}까지 유효합니다. 그 뒤에는 서버가 거부합니다.',
      certain: '설정에 있는 인증서의 날짜입니다.',
      causes: ['1년 기한으로 발급되었고 알림이 없었습니다.'],
      remedy: [
        '피드 제공자나 사내 CA에 새 인증서를 요청하십시오.',
        '설정하십시오: `feedgate source edit {source} --client-cert FILE --client-key FILE`.',
      ],
    },
  },
  'config/ca-expires': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a CA of a source expires soon or has expired',
      meaning:
        'A certificate authority that {source} trusts is valid until {validTo}. After that the servers of that CA are no longer trusted.',
      certain: 'The date stands in the certificate of the settings.',
      causes: [
        'The CA was renewed, and the source still has the old one.',
        'The file holds old authorities beside the one in use.',
      ],
      remedy: ['Fetch the present CA from the provider, and set it: `feedgate source edit {source} --ca FILE`.'],
    },
    ko: {
      title: '소스의 CA가 곧 만료되거나 이미 만료되었습니다',
      meaning:
        '{source}{이/가} 신뢰하는 인증 기관은 {validTo}까지 유효합니다. 그 뒤에는 그 CA의 서버를 신뢰하지 않습니다.',
      certain: '설정에 있는 인증서의 날짜입니다.',
      causes: ['CA가 갱신되었으나 소스에는 이전 것이 있습니다.', '파일에 쓰지 않는 오래된 인증 기관이 함께 있습니다.'],
      remedy: ['피드 제공자에게서 현재 CA를 받아 설정하십시오: `feedgate source edit {source} --ca FILE`.'],
    },
  },
  'source/never-polled': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'a source was never polled',
      meaning: '{source} was added some time ago and has not been polled once, so it lists nothing.',
      certain: 'It has no last success and no failure.',
      causes: ['No daemon runs.', 'The poller is busy with other sources, or stuck.'],
      remedy: ['Poll it now: `feedgate poll {source}`.', 'See whether the daemon runs: `feedgate status`.'],
    },
    ko: {
      title: '한 번도 폴링하지 않은 소스입니다',
      meaning: '{source}{은/는} 추가한 뒤 한 번도 폴링하지 않아 등재가 없습니다.',
      certain: '성공한 폴링도 실패한 폴링도 없습니다.',
      causes: ['실행 중인 데몬이 없습니다.', '폴러가 다른 소스로 바쁘거나 멈춰 있습니다.'],
      remedy: ['지금 폴링하십시오: `feedgate poll {source}`.', '데몬이 실행 중인지 보십시오: `feedgate status`.'],
    },
  },
  'source/stale': {
    ...row('gate', 'host', 'after-change'),
    en: {
      title: 'a source has not been polled for long',
      meaning:
        'The last poll of {source} was good, and none has followed for three intervals. Its listings age out one by one.',
      certain: 'The last success lies more than three intervals back, and no poll has failed since.',
      causes: ['No daemon runs.', 'The poller is stuck, or the host was asleep.'],
      remedy: [
        'Start the daemon if it does not run: `systemctl start feedgate`.',
        'Poll it now: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '오랫동안 폴링하지 않은 소스입니다',
      meaning:
        '{source}의 마지막 폴링은 성공했으나 주기의 세 배가 지나도록 다음 폴링이 없습니다. 등재가 하나씩 만료됩니다.',
      certain: '마지막 성공이 주기의 세 배보다 오래되었고, 그 뒤로 실패한 폴링이 없습니다.',
      causes: ['실행 중인 데몬이 없습니다.', '폴러가 멈춰 있거나 호스트가 절전 상태였습니다.'],
      remedy: [
        '데몬이 없으면 시작하십시오: `systemctl start feedgate`.',
        '지금 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'source/empty': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'a source lists nothing',
      meaning: 'Polls of {source} succeed, and nothing of it is in force, so it stops no mail.',
      certain: 'The last poll was good and the source holds no listing.',
      causes: [
        'The collection is empty, or nothing in it is young enough for the age of the source.',
        'The account sees nothing: on some servers one has to subscribe first.',
        'What came is of kinds that are not supported.',
      ],
      remedy: [
        'See what came and what was skipped: `feedgate source test {source}`.',
        'Reach further back: `feedgate source edit {source} --age 365d`.',
      ],
    },
    ko: {
      title: '등재가 없는 소스입니다',
      meaning: '{source}의 폴링은 성공하지만 유효한 등재가 없어 막는 메일도 없습니다.',
      certain: '마지막 폴링이 성공했고 소스에 등재가 없습니다.',
      causes: [
        '컬렉션이 비어 있거나, 보존 기간 안의 데이터가 없습니다.',
        '계정에 보이는 것이 없습니다. 먼저 구독해야 하는 서버가 있습니다.',
        '받은 것이 모두 지원하지 않는 종류입니다.',
      ],
      remedy: [
        '무엇이 왔고 무엇을 건너뛰었는지 보십시오: `feedgate source test {source}`.',
        '더 오래된 데이터까지 읽으십시오: `feedgate source edit {source} --age 365d`.',
      ],
    },
  },
};
