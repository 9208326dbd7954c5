import { row, type Entries } from '../entry.ts';

const operator = row('mail', 'operator', 'after-change');
const en = {
  status: 'See what is on and what was asked: `feedgate gateway status`.',
  prove: 'Ask every front about a test value that no feed lists: `feedgate integrate check`.',
};
const ko = {
  status: '무엇이 켜져 있고 어떤 요청을 받았는지 보십시오: `feedgate gateway status`.',
  prove: '피드에 없는 시험 값을 모든 프런트에 물어보십시오: `feedgate integrate check`.',
};

/** Running the gateway, and bringing mail servers to ask it. */
export const gatewayOperationTexts: Entries = {
  'gateway/unreachable': {
    ...row('mail', 'host', 'soon'),
    en: {
      title: 'the gateway does not answer',
      meaning: 'A gateway seems to run, but it gave no answer at {address}. Mail may go by the fail mode.',
      certain: 'Its socket is there and somebody listens; no answer came within three seconds.',
      causes: ['The gateway is stopped (SIGSTOP) or starved of the processor.', 'The socket is of another user.'],
      remedy: [
        'Look at the process: `ps -o pid,stat,time,cmd -C node`; a `T` stands for stopped.',
        'If it hangs, end it: the daemon starts another within a second; then see it answer: `feedgate gateway status`.',
      ],
    },
    ko: {
      title: '게이트웨이가 응답하지 않습니다',
      meaning:
        '게이트웨이가 실행 중인 것으로 보이지만 {address}에서 응답이 없습니다. 메일이 장애 시 동작 설정에 따라 처리될 수 있습니다.',
      certain: '소켓이 있고 수신하고 있지만 3초 안에 응답이 오지 않았습니다.',
      causes: ['게이트웨이가 정지(SIGSTOP)되었거나 CPU를 얻지 못합니다.', '다른 사용자의 소켓입니다.'],
      remedy: [
        '프로세스를 보십시오: `ps -o pid,stat,time,cmd -C node`. `T`는 정지 상태입니다.',
        '멈춰 있으면 종료하십시오. 데몬이 1초 안에 다시 시작합니다. 응답하는지 보십시오: `feedgate gateway status`.',
      ],
    },
  },
  'gateway/already-running': {
    ...operator,
    en: {
      title: 'a gateway runs on this data directory already',
      meaning: 'A gateway runs on {path}; a second one would take its sockets away.',
      certain: 'The kernel holds the lock of the gateway for another process.',
      causes: ['The daemon has started one.', 'One was started by hand or by a unit of its own.'],
      remedy: [en.status, 'Stop that one first, or use another data directory.'],
    },
    ko: {
      title: '이 데이터 디렉터리에서 게이트웨이가 이미 실행 중입니다',
      meaning: '{path}에서 게이트웨이가 실행 중입니다. 두 번째는 소켓을 빼앗게 됩니다.',
      certain: '커널이 게이트웨이 잠금을 다른 프로세스에 주었습니다.',
      causes: ['데몬이 시작했습니다.', '직접 또는 별도 유닛으로 시작했습니다.'],
      remedy: [ko.status, '먼저 그것을 멈추거나 다른 데이터 디렉터리를 쓰십시오.'],
    },
  },
  'gateway/down': {
    ...operator,
    en: {
      title: 'no gateway runs, though fronts are on',
      meaning: 'The settings open fronts, but no gateway runs: mail goes by the fail mode of the mail server.',
      certain: 'Nobody holds the lock of the gateway.',
      causes: [
        'The daemon does not run, which starts the gateway.',
        'The gateway has just ended and is being started.',
      ],
      remedy: [
        'Start the daemon: `feedgate start`.',
        'Or the fronts alone: `feedgate gateway`.',
        'If it ends again and again, see why: `feedgate log tail -n 50`.',
      ],
    },
    ko: {
      title: '프런트가 켜져 있지만 게이트웨이가 실행 중이 아닙니다',
      meaning:
        '설정에서 프런트를 열지만 게이트웨이가 실행 중이 아닙니다. 메일은 메일 서버의 장애 시 동작에 따라 처리됩니다.',
      certain: '게이트웨이 잠금을 가진 프로세스가 없습니다.',
      causes: ['게이트웨이를 시작하는 데몬이 실행 중이 아닙니다.', '방금 끝나 다시 시작하는 중입니다.'],
      remedy: [
        '데몬을 시작하십시오: `feedgate start`.',
        '또는 프런트만 실행하십시오: `feedgate gateway`.',
        '계속 끝나면 이유를 보십시오: `feedgate log tail -n 50`.',
      ],
    },
  },
  'gateway/died': {
    ...row('mail', 'bug', 'soon'),
    en: {
      title: 'the gateway process ended and was started again',
      meaning:
        'The process of the mail fronts ended by itself. Mail went by the fail mode of the mail server meanwhile.',
      certain: 'The daemon saw the process end; the log has how.',
      causes: ['A mistake in the settings, which the line before names.', 'The kernel ended it for want of memory.'],
      remedy: [
        'See what it said last: `feedgate log tail -n 50`.',
        'Check the settings: `feedgate config check`.',
        'If nothing explains it, report it with the log: it is a bug.',
      ],
    },
    ko: {
      title: '게이트웨이 프로세스가 끝나 다시 시작했습니다',
      meaning:
        '메일 프런트 프로세스가 저절로 끝났습니다. 그동안 메일은 메일 서버의 장애 시 동작에 따라 처리되었습니다.',
      certain: '데몬이 프로세스가 끝난 것을 보았으며, 로그에 경위가 있습니다.',
      causes: ['설정에 잘못이 있습니다. 앞줄에 내용이 있습니다.', '메모리가 부족해 커널이 종료했습니다.'],
      remedy: [
        '마지막 로그를 보십시오: `feedgate log tail -n 50`.',
        '설정을 점검하십시오: `feedgate config check`.',
        '원인이 없으면 버그이므로 로그와 함께 알려 주십시오.',
      ],
    },
  },
  'gateway/hung': {
    ...row('mail', 'bug', 'soon'),
    en: {
      title: 'the gateway process answered no more and was started again',
      meaning:
        'The process of the mail fronts was there and answered nothing for half a minute. The daemon ended it and started another one. Mail went by the fail mode of the mail server meanwhile.',
      certain: 'The daemon asked it every ten seconds, and it answered before.',
      causes: [
        'The machine stood still, for want of memory or of a disk that answers.',
        'A mail that takes too long: a bug.',
      ],
      remedy: [
        'See what it said last: `feedgate log tail -n 50`.',
        'Look at the machine: `feedgate doctor`.',
        'If nothing explains it, report it with the log: it is a bug.',
      ],
    },
    ko: {
      title: '게이트웨이 프로세스가 응답하지 않아 다시 시작했습니다',
      meaning:
        '메일 프런트 프로세스가 있으나 30초 동안 아무 응답이 없었습니다. 데몬이 끝내고 새로 시작했습니다. 그동안 메일은 메일 서버의 장애 시 동작에 따라 처리되었습니다.',
      certain: '데몬이 10초마다 물었고, 그 전에는 응답했습니다.',
      causes: [
        '메모리가 모자라거나 디스크가 응답하지 않아 장비가 멈추었습니다.',
        '처리에 너무 오래 걸리는 메일이 있습니다. 이는 버그입니다.',
      ],
      remedy: [
        '마지막 로그를 보십시오: `feedgate log tail -n 50`.',
        '장비를 점검하십시오: `feedgate doctor`.',
        '원인이 없으면 버그이므로 로그와 함께 알려 주십시오.',
      ],
    },
  },
  'gateway/bad-request': {
    ...operator,
    en: {
      title: 'a request to the HTTP front cannot be read',
      meaning: 'A client asked the HTTP front for something that it does not serve, or in a form that it cannot read.',
      certain: 'The answer has a status from 400 to 499 and says what is wrong.',
      causes: ['Another path or method.', 'A body that is too long, or no JSON.', 'A missing or wrong token (401).'],
      remedy: ['Compare with an address that works, as it is printed by `feedgate integrate rspamd`.', en.prove],
    },
    ko: {
      title: 'HTTP 프런트에 온 요청을 읽을 수 없습니다',
      meaning: '클라이언트가 HTTP 프런트에 제공하지 않는 것을 요청했거나 읽을 수 없는 형식으로 요청했습니다.',
      certain: '응답의 상태가 400~499이며 무엇이 잘못되었는지 들어 있습니다.',
      causes: ['경로나 메서드가 다릅니다.', '본문이 너무 길거나 JSON이 아닙니다.', '토큰이 없거나 틀립니다(401).'],
      remedy: ['올바른 주소를 출력하여 비교하십시오: `feedgate integrate rspamd`.', ko.prove],
    },
  },
  'gateway/map-unfetched': {
    ...operator,
    en: {
      title: 'a map that was fetched is fetched no more',
      meaning:
        'Somebody fetched a map from the front at {address}, and has not done so for more than a day. What was listed since is not known there.',
      certain: 'The gateway notes when each map was fetched last; Rspamd asks every few minutes.',
      causes: [
        'Rspamd was stopped, or its configuration no longer names the map.',
        'It fetches the map from another gateway.',
        'It was fetched by hand, once.',
      ],
      remedy: [
        en.status,
        'Look for the map in the log of Rspamd: `grep map /var/log/rspamd/rspamd.log`.',
        'See what to write into its configuration: `feedgate integrate rspamd`.',
      ],
    },
    ko: {
      title: '받아 가던 맵을 더는 받아 가지 않습니다',
      meaning:
        '{address} 프런트에서 맵을 받아 간 적이 있지만 하루 넘게 받아 가지 않았습니다. 그 뒤에 등재된 값은 그쪽에서 알지 못합니다.',
      certain: '게이트웨이가 맵마다 마지막으로 받아 간 때를 기록합니다. Rspamd는 몇 분마다 묻습니다.',
      causes: [
        'Rspamd가 중지되었거나 설정에서 맵이 빠졌습니다.',
        '다른 게이트웨이에서 맵을 받아 갑니다.',
        '사람이 한 번 직접 받아 갔습니다.',
      ],
      remedy: [
        ko.status,
        'Rspamd 로그에서 맵을 찾아보십시오: `grep map /var/log/rspamd/rspamd.log`.',
        '설정에 쓸 내용을 보십시오: `feedgate integrate rspamd`.',
      ],
    },
  },
  'gateway/front-unused': {
    ...operator,
    en: {
      title: 'a front is open, but nobody asks it',
      meaning: 'The front listens on {address}, but no request has come for more than a day: mail passes it by.',
      certain: 'The gateway counts the requests of each front.',
      causes: ['The mail server was never told to ask.', 'It asks another address.', 'There was no mail at all.'],
      remedy: [
        en.status,
        'See what to write into the mail server: `feedgate integrate postfix`.',
        'A front that is not needed is closed in feedgate.yaml: `off`.',
      ],
    },
    ko: {
      title: '프런트가 열려 있지만 아무도 묻지 않습니다',
      meaning: '프런트가 {address}에서 수신하지만 하루 넘게 요청이 없었습니다. 메일이 이곳을 지나지 않습니다.',
      certain: '게이트웨이가 프런트마다 요청을 셉니다.',
      causes: [
        '메일 서버에 묻도록 설정하지 않았습니다.',
        '메일 서버가 다른 주소에 묻습니다.',
        '메일이 전혀 없었습니다.',
      ],
      remedy: [
        ko.status,
        '메일 서버에 설정할 내용을 보십시오: `feedgate integrate postfix`.',
        '필요 없는 프런트는 feedgate.yaml에서 `off`로 닫으십시오.',
      ],
    },
  },
  'gateway/canary-missed': {
    ...operator,
    en: {
      title: 'a front answers, but does not match the test value',
      meaning: 'The front at {address} was asked about a value that is always listed, and did not say so.',
      certain: 'The test value is built in: no feed, rule or exemption can take it away.',
      causes: ['Something else listens on that address.', 'There is no match index yet, so nothing can be decided.'],
      remedy: [en.status, 'If there is no index yet, poll a source: `feedgate poll {source}`.', en.prove],
    },
    ko: {
      title: '프런트가 응답하지만 시험 값과 일치하지 않습니다',
      meaning: '항상 등재된 값을 {address}의 프런트에 물었지만 등재되었다고 하지 않았습니다.',
      certain: '시험 값은 내장되어 있어 피드, 규칙, 예외로 없앨 수 없습니다.',
      causes: ['그 주소에서 다른 프로그램이 수신합니다.', '아직 일치 색인이 없어 판정할 수 없습니다.'],
      remedy: [ko.status, '색인이 없으면 소스를 폴링하십시오: `feedgate poll {source}`.', ko.prove],
    },
  },
  'match/stale': {
    ...row('mail', 'source', 'next-poll'),
    en: {
      title: 'the match index is old',
      meaning: 'No new match index has been made for more than seven days. What is new in the feeds is not matched.',
      certain: 'The index bears the time at which it was made.',
      causes: ['Polls have failed for days.', 'The daemon does not run, or its poller cannot write the index.'],
      remedy: ['See which sources fail: `feedgate source list`.', 'Look at everything: `feedgate doctor`.'],
    },
    ko: {
      title: '일치 색인이 오래되었습니다',
      meaning: '7일 넘게 새 일치 색인이 만들어지지 않았습니다. 피드의 새 내용과 비교하지 못하고 있습니다.',
      certain: '색인에 만든 시각이 있습니다.',
      causes: ['며칠 동안 폴링이 실패했습니다.', '데몬이 실행 중이 아니거나 폴러가 색인을 쓰지 못합니다.'],
      remedy: ['어떤 소스가 실패하는지 보십시오: `feedgate source list`.', '전체를 점검하십시오: `feedgate doctor`.'],
    },
  },
  'postfix/unreachable': {
    ...operator,
    en: {
      title: 'the Postfix of this host cannot be asked or changed',
      meaning: 'A program of Postfix failed; the line above says which, and what it said. Nothing more was changed.',
      certain: 'The program ended with an error, or is not there; the evidence has its words.',
      causes: [
        'Postfix is not installed on this host.',
        'This needs the rights of root.',
        'Its configuration has a mistake.',
      ],
      remedy: [
        'Try it by hand: `postconf -h queue_directory` and `postfix check`.',
        'Print what to write instead: `feedgate integrate postfix`.',
      ],
    },
    ko: {
      title: '이 호스트의 Postfix에 묻거나 설정을 바꿀 수 없습니다',
      meaning:
        'Postfix 프로그램 실행이 실패했습니다. 위 줄에 어느 프로그램이 무엇을 말했는지 나와 있습니다. 더 바꾼 것은 없습니다.',
      certain: '프로그램이 오류로 끝났거나 없으며, 근거에 그 출력이 있습니다.',
      causes: ['이 호스트에 Postfix가 없습니다.', 'root 권한이 필요합니다.', 'Postfix 설정에 잘못이 있습니다.'],
      remedy: [
        '직접 실행해 보십시오: `postconf -h queue_directory`, `postfix check`.',
        '설정할 내용을 출력하십시오: `feedgate integrate postfix`.',
      ],
    },
  },
};
