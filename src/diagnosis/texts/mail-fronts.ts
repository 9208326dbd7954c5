import { row, type Entries } from '../entry.ts';

const peer = row('mail', 'network', 'soon');
const en = {
  scanner: 'Something else connects to the port: a scanner, a health check, a browser.',
  who: 'See who connects: `ss -tnp` or `ss -xp`, and the time in `feedgate log grep {code}`.',
  limit: 'Let only the mail server reach the listener: a unix socket, or a loopback address.',
};
const ko = {
  scanner: '스캐너, 상태 점검, 브라우저처럼 다른 것이 포트에 연결합니다.',
  who: '누가 연결하는지 `ss -tnp` 또는 `ss -xp`로 확인하십시오. 시각을 보십시오: `feedgate log grep {code}`.',
  limit: '메일 서버만 리스너에 접근하게 하십시오: 유닉스 소켓이나 루프백 주소를 쓰십시오.',
};

/** The dialogues of the other fronts. */
export const frontTexts: Entries = {
  'clamd/bad-command': {
    ...peer,
    en: {
      title: 'what came is no command of the clamd protocol',
      meaning: 'The front that speaks the clamd protocol was sent something else. The connection was closed.',
      certain: 'No command of the protocol is that long.',
      causes: [en.scanner, 'A mail filter is set to speak another protocol on this port.'],
      remedy: [en.who.replace('{code}', 'clamd/'), en.limit],
    },
    ko: {
      title: 'clamd 프로토콜의 명령이 아닙니다',
      meaning: 'clamd 프로토콜을 쓰는 프런트에 다른 데이터가 왔습니다. 연결을 닫았습니다.',
      certain: '프로토콜에는 이렇게 긴 명령이 없습니다.',
      causes: [ko.scanner, '메일 필터가 이 포트에서 다른 프로토콜을 쓰도록 설정되어 있습니다.'],
      remedy: [ko.who.replace('{code}', 'clamd/'), ko.limit],
    },
  },
  'postfix/bad-policy-request': {
    ...peer,
    en: {
      title: 'what came is no Postfix policy request',
      meaning: 'The policy service was sent something else. The connection was closed.',
      certain:
        'A request is lines of name=value with request=smtpd_access_policy; the evidence shows how this one begins.',
      causes: [en.scanner, '`smtpd_milters` of Postfix names this port instead of the one of the milter.'],
      remedy: [
        'Compare: `postconf smtpd_recipient_restrictions smtpd_milters`.',
        en.who.replace('{code}', 'postfix/'),
        en.limit,
      ],
    },
    ko: {
      title: 'Postfix 정책 요청이 아닙니다',
      meaning: '정책 서비스에 다른 데이터가 왔습니다. 연결을 닫았습니다.',
      certain:
        '요청은 request=smtpd_access_policy를 포함한 이름=값 줄입니다. 근거에 받은 데이터의 시작 부분이 있습니다.',
      causes: [ko.scanner, 'Postfix의 `smtpd_milters`가 milter 포트 대신 이 포트를 가리킵니다.'],
      remedy: [
        '비교하십시오: `postconf smtpd_recipient_restrictions smtpd_milters`.',
        ko.who.replace('{code}', 'postfix/'),
        ko.limit,
      ],
    },
  },
  'postfix/bad-socketmap-request': {
    ...peer,
    en: {
      title: 'what came is no socketmap request',
      meaning: 'The socketmap front was sent something else. The connection was closed.',
      certain: 'A request is a netstring of a map and a key; the evidence shows how this one begins.',
      causes: [en.scanner, 'A table of another type, such as tcp:, names this port.'],
      remedy: [
        'Ask by hand: `postmap -q KEY socketmap:inet:127.0.0.1:PORT:MAP`.',
        en.who.replace('{code}', 'postfix/'),
        en.limit,
      ],
    },
    ko: {
      title: 'socketmap 요청이 아닙니다',
      meaning: 'socketmap 프런트에 다른 데이터가 왔습니다. 연결을 닫았습니다.',
      certain: '요청은 맵과 키를 담은 netstring입니다. 근거에 받은 데이터의 시작 부분이 있습니다.',
      causes: [ko.scanner, 'tcp: 등 다른 종류의 테이블이 이 포트를 가리킵니다.'],
      remedy: [
        '직접 물어보십시오: `postmap -q KEY socketmap:inet:127.0.0.1:PORT:MAP`.',
        ko.who.replace('{code}', 'postfix/'),
        ko.limit,
      ],
    },
  },
};
