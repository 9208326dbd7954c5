import { row, type Entries } from '../entry.ts';

/** What keeps an alert from arriving. */
export const alertTexts = {
  'alert/webhook-unreachable': {
    ...row('http', 'network', 'soon'),
    en: {
      title: 'a webhook cannot be reached',
      meaning: 'No answer came from the address to which a channel posts its alerts. They wait and are sent later.',
      certain: 'The code in the message says what failed on the way: look-up, connection, proxy or TLS.',
      causes: [
        'A firewall here lets nothing out to {host}, or a proxy is needed.',
        'The address is private and the channel does not allow that (`dns/private-blocked`).',
        'The receiver is down, or its certificate is not trusted here.',
      ],
      remedy: [
        'See what the way there is like: `feedgate net check {host} {port}`.',
        'Read what the code of the message means: `feedgate explain CODE`.',
        'Set `proxy`, `caFile` or `allowPrivate` of the channel in feedgate.yaml, and try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '웹훅에 연결할 수 없습니다',
      meaning: '채널이 알림을 보내는 주소에서 응답이 없었습니다. 알림은 기다렸다가 나중에 보냅니다.',
      certain: '메시지의 코드가 조회, 연결, 프록시, TLS 중 어디에서 실패했는지 알려 줍니다.',
      causes: [
        '이곳의 방화벽이 {host}{으로/로} 나가는 연결을 막거나, 프록시가 필요합니다.',
        '사설 주소인데 채널이 허용하지 않습니다(`dns/private-blocked`).',
        '수신 서버가 멈췄거나 그 인증서를 이곳에서 신뢰하지 않습니다.',
      ],
      remedy: [
        '가는 길을 확인하십시오: `feedgate net check {host} {port}`.',
        '메시지에 있는 코드의 뜻을 보십시오: `feedgate explain CODE`.',
        'feedgate.yaml에서 채널의 `proxy`, `caFile`, `allowPrivate`를 설정하고 시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/webhook-status': {
    ...row('http', 'operator', 'soon'),
    en: {
      title: 'a webhook does not take an alert',
      meaning:
        'The receiver of a channel answered with a status that is no success. The alert waits and is sent later.',
      certain: 'The status and the beginning of the answer are in the message.',
      causes: [
        'The signature does not fit, because both sides have another secret (401 or 403).',
        'The webhook was removed, or its address was copied wrongly (404 or 410).',
        'The receiver expects another form of JSON, as chat services do (400).',
        'It has moved, and redirects are not followed (3xx).',
        'The receiver is overloaded or broken (429 or 5xx).',
      ],
      remedy: [
        'Compare `url` and `secretFile` of the channel with those of the receiver.',
        'Where a chat service expects a form of its own, put a relay in between, or send mail.',
        'Try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '웹훅이 알림을 받지 않습니다',
      meaning: '채널의 수신 서버가 성공이 아닌 상태로 응답했습니다. 알림은 기다렸다가 나중에 보냅니다.',
      certain: '상태와 응답의 첫 부분이 메시지에 있습니다.',
      causes: [
        '양쪽의 비밀 키가 달라 서명이 맞지 않습니다(401 또는 403).',
        '웹훅이 삭제되었거나 주소를 잘못 복사했습니다(404 또는 410).',
        '채팅 서비스처럼 수신 서버가 다른 형식의 JSON을 기대합니다(400).',
        '주소가 바뀌었고, 리디렉션은 따라가지 않습니다(3xx).',
        '수신 서버에 과부하나 장애가 있습니다(429 또는 5xx).',
      ],
      remedy: [
        '채널의 `url`과 `secretFile`을 수신 서버의 것과 비교하십시오.',
        '채팅 서비스가 고유한 형식을 기대하면 중계 서버를 두거나 메일로 보내십시오.',
        '시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/mail-unreachable': {
    ...row('mail', 'network', 'soon'),
    en: {
      title: 'the mail server for alerts cannot be reached',
      meaning: 'A channel hands its alerts to a mail server, and no conversation with it came about or it broke off.',
      certain: 'The message says what failed on the way: look-up, connection or TLS, or at which step it broke off.',
      causes: [
        'The host or the port is wrong: 587 with STARTTLS, 465 with TLS from the start, 25 between servers.',
        'A firewall here lets no mail out.',
        'The certificate of the server is of an authority of your own, which is not trusted here.',
      ],
      remedy: [
        'See what the port is like: `feedgate net check {host} {port}`.',
        'Set `host`, `port`, `tls` or `caFile` of the channel in feedgate.yaml, and try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '알림용 메일 서버에 연결할 수 없습니다',
      meaning: '채널이 알림을 맡기는 메일 서버와 통신하지 못했거나 도중에 끊겼습니다.',
      certain: '메시지에 조회, 연결, TLS 중 어디에서 실패했는지, 또는 어느 단계에서 끊겼는지 나와 있습니다.',
      causes: [
        '호스트나 포트가 틀렸습니다. STARTTLS는 587, 처음부터 TLS는 465, 서버 사이는 25입니다.',
        '이곳의 방화벽이 나가는 메일을 막습니다.',
        '서버의 인증서를 자체 인증 기관이 발급했고 이곳에서 신뢰하지 않습니다.',
      ],
      remedy: [
        '포트를 확인하십시오: `feedgate net check {host} {port}`.',
        'feedgate.yaml에서 채널의 `host`, `port`, `tls`, `caFile`을 설정하고 시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/mail-refused': {
    ...row('mail', 'operator', 'soon'),
    en: {
      title: 'the mail server does not take an alert',
      meaning: 'The mail server answered a step of the conversation with something else than success.',
      certain: 'The message names the step and what the server said.',
      causes: [
        'The user or the password is wrong (AUTH, 535).',
        'The server does not send mail for strangers, and no login is set (RCPT, 554 or 550).',
        'The sender or a recipient does not exist there.',
        'It offers no STARTTLS on this port.',
        'It is busy or delays strangers (4xx): it is tried again.',
      ],
      remedy: [
        'Set `user`, `passwordFile`, `from`, `to` or `tls` of the channel in feedgate.yaml.',
        'Look into the log of the mail server, and let it relay for this host.',
        'Try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '메일 서버가 알림을 받지 않습니다',
      meaning: '메일 서버가 통신의 한 단계에서 성공이 아닌 응답을 했습니다.',
      certain: '메시지에 그 단계와 서버의 응답이 나와 있습니다.',
      causes: [
        '사용자나 비밀번호가 틀렸습니다(AUTH, 535).',
        '서버가 모르는 호스트의 메일을 중계하지 않는데 로그인을 설정하지 않았습니다(RCPT, 554 또는 550).',
        '보내는 주소나 받는 주소가 그곳에 없습니다.',
        '이 포트에서 STARTTLS를 제공하지 않습니다.',
        '서버가 바쁘거나 모르는 호스트를 늦춥니다(4xx). 다시 시도합니다.',
      ],
      remedy: [
        'feedgate.yaml에서 채널의 `user`, `passwordFile`, `from`, `to`, `tls`를 설정하십시오.',
        '메일 서버의 로그를 확인하고 이 호스트의 중계를 허용하십시오.',
        '시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/syslog-unreachable': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'the syslog server for alerts cannot be reached',
      meaning: 'A channel writes its alerts to a syslog server, and that one could not be reached or broke off.',
      certain: 'The code in the message says why. Over UDP only a refusal is noticed, never a loss.',
      causes: [
        'Nothing listens at the port, or it listens by another transport.',
        'A firewall lies in between.',
        'A unix socket that takes datagrams, as /dev/log mostly does (EPROTOTYPE): only stream sockets can be written to.',
        'Its certificate is of an authority of your own, which is not trusted here.',
      ],
      remedy: [
        'See whether it listens: `ss -lnup`, `ss -lntp`, on the machine of the server.',
        'In place of /dev/log have the local syslog listen on UDP at 127.0.0.1, and set `transport: udp`.',
        'Set the channel in feedgate.yaml, and try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '알림용 syslog 서버에 연결할 수 없습니다',
      meaning: '채널이 알림을 기록하는 syslog 서버에 연결할 수 없거나 도중에 끊겼습니다.',
      certain: '메시지의 코드가 이유를 알려 줍니다. UDP에서는 거부만 알 수 있고 유실은 알 수 없습니다.',
      causes: [
        '그 포트에서 수신하는 것이 없거나 다른 전송 방식으로 수신합니다.',
        '사이에 방화벽이 있습니다.',
        '/dev/log처럼 데이터그램을 받는 unix 소켓입니다(EPROTOTYPE). 스트림 소켓에만 쓸 수 있습니다.',
        '서버의 인증서를 자체 인증 기관이 발급했고 이곳에서 신뢰하지 않습니다.',
      ],
      remedy: [
        '서버 기기에서 수신 여부를 확인하십시오: `ss -lnup`, `ss -lntp`.',
        '/dev/log 대신 로컬 syslog가 127.0.0.1의 UDP에서 수신하게 하고 `transport: udp`로 설정하십시오.',
        'feedgate.yaml에서 채널을 설정하고 시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/channel-unusable': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a file that a channel of alerts needs cannot be used',
      meaning: 'A secret, an address or certificates of a channel stand in a file, and that file is missing or wrong.',
      certain: 'The message names the file and what is wrong with it.',
      causes: [
        'The file was not made, or lies elsewhere: paths without a directory are in the data directory.',
        'The user of the service may not read it.',
        'It holds something else: a `urlFile` one address, a `caFile` certificates in PEM.',
      ],
      remedy: [
        'Look at it as the user of the service: `sudo -u feedgate cat {file}`.',
        'Write it anew, mode 0600, and try it: `feedgate alert test`.',
      ],
    },
    ko: {
      title: '알림 채널에 필요한 파일을 쓸 수 없습니다',
      meaning: '채널의 비밀 값, 주소 또는 인증서를 담은 파일이 없거나 잘못되었습니다.',
      certain: '메시지에 파일과 문제가 나와 있습니다.',
      causes: [
        '파일을 만들지 않았거나 다른 곳에 있습니다. 디렉터리가 없는 경로는 데이터 디렉터리를 기준으로 합니다.',
        '서비스 사용자가 읽을 수 없습니다.',
        '내용이 다릅니다. `urlFile`에는 주소 하나, `caFile`에는 PEM 인증서가 있어야 합니다.',
      ],
      remedy: [
        '서비스 사용자로 확인하십시오: `sudo -u feedgate cat {file}`.',
        '권한 0600으로 다시 작성하고 시험하십시오: `feedgate alert test`.',
      ],
    },
  },
  'alert/no-such-channel': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'there is no such channel of alerts',
      meaning: 'The settings name no channel of alerts that is called so.',
      certain: 'The message lists the channels that there are.',
      causes: ['The name is misspelt.', 'The channel stands in another file of settings.'],
      remedy: [
        'See the channels: `feedgate alert list`.',
        'Name the file of settings with `--config FILE` where it is not the one of the data directory.',
      ],
    },
    ko: {
      title: '그런 알림 채널이 없습니다',
      meaning: '설정에 그 이름의 알림 채널이 없습니다.',
      certain: '메시지에 있는 채널이 나와 있습니다.',
      causes: ['이름의 철자가 틀렸습니다.', '채널이 다른 설정 파일에 있습니다.'],
      remedy: [
        '채널을 확인하십시오: `feedgate alert list`.',
        '데이터 디렉터리의 파일이 아니면 `--config FILE`로 설정 파일을 지정하십시오.',
      ],
    },
  },
  'alert/dropped': {
    ...row('store', 'operator', 'after-change'),
    en: {
      title: 'an alert was given up before it arrived',
      meaning:
        'For one channel 200 notices wait at the most, each for three days. The oldest were given up; the other channels and the log have them.',
      certain: 'The channel has failed for so long that its queue was full, or what waited was old.',
      causes: ['The receiver of the channel is gone, and nobody changed the settings.'],
      remedy: [
        'See why nothing arrives: `feedgate alert list`.',
        'Mend the channel or take it out of feedgate.yaml, and try it: `feedgate alert test`.',
        'Read what was not told: `feedgate log grep alert:`.',
      ],
    },
    ko: {
      title: '알림이 도착하기 전에 포기했습니다',
      meaning:
        '채널 하나에 최대 200건이 각각 사흘까지 기다립니다. 가장 오래된 것을 포기했습니다. 다른 채널과 로그에는 남아 있습니다.',
      certain: '채널의 실패가 길어져 대기열이 가득 찼거나 기다리던 알림이 오래되었습니다.',
      causes: ['채널의 수신 서버가 없어졌는데 설정을 바꾸지 않았습니다.'],
      remedy: [
        '도착하지 않는 이유를 보십시오: `feedgate alert list`.',
        '채널을 고치거나 feedgate.yaml에서 빼고 시험하십시오: `feedgate alert test`.',
        '알리지 못한 내용을 로그에서 보십시오: `feedgate log grep alert:`.',
      ],
    },
  },
  'alert/memory-bad': {
    ...row('store', 'host', 'after-change'),
    en: {
      title: 'what alerts remember cannot be read',
      meaning:
        'The file alerts.json in the data directory says which alerts are open and what waits to be sent. The daemon put it aside as alerts.json.bad and began anew: what is still wrong is told once more.',
      certain: 'The file is there, and is not what Feedgate writes.',
      causes: ['Somebody edited it.', 'A newer Feedgate wrote it.', 'The user of the command may not read it.'],
      remedy: [
        'Run the command as the user of the service: `sudo -u feedgate feedgate alert list`.',
        'Look at the file: `{file}`. Nothing else depends on it; it may be removed while the daemon is stopped.',
      ],
    },
    ko: {
      title: '알림의 기억을 읽을 수 없습니다',
      meaning:
        '데이터 디렉터리의 alerts.json은 열린 알림과 보낼 알림을 담습니다. 데몬은 이 파일을 alerts.json.bad로 옮기고 새로 시작했습니다. 아직 잘못된 것은 한 번 더 알립니다.',
      certain: '파일은 있지만 Feedgate가 쓴 내용이 아닙니다.',
      causes: [
        '누군가 파일을 편집했습니다.',
        '더 새로운 Feedgate가 썼습니다.',
        '명령을 실행한 사용자가 읽을 수 없습니다.',
      ],
      remedy: [
        '서비스 사용자로 실행하십시오: `sudo -u feedgate feedgate alert list`.',
        '파일을 확인하십시오: `{file}`. 다른 것은 이 파일에 의존하지 않으며, 데몬이 멈춘 동안 지워도 됩니다.',
      ],
    },
  },
} as const satisfies Entries;
