import { row, type Entries } from '../entry.ts';

const here = row('mail', 'host', 'soon');
const load = {
  en: 'Look at the load: `uptime`, and whether another program takes the processor or the disk.',
  ko: '부하를 확인하십시오: `uptime`, 그리고 다른 프로그램이 CPU나 디스크를 쓰고 있는지 보십시오.',
};
const often = {
  en: 'See how often it happened: `feedgate log grep {code}`.',
  ko: '얼마나 자주 일어났는지 보십시오: `feedgate log grep {code}`.',
};
const seen = (code: string) => ({ en: often.en.replace('{code}', code), ko: often.ko.replace('{code}', code) });

/** The gateway itself: mail goes on by the fail mode in each of these cases. */
export const gatewayTexts: Entries = {
  'gateway/deadline': {
    ...here,
    en: {
      title: 'a mail was not decided in time',
      meaning: 'A mail was not decided within its time. It went on by the fail mode of its front.',
      certain: 'The time is measured from the end of the message; the evidence has its size.',
      causes: ['This host is overloaded.', 'A very large or deeply nested message.'],
      remedy: [seen('gateway/deadline').en, load.en],
    },
    ko: {
      title: '메일을 제시간에 판정하지 못했습니다',
      meaning: '메일을 정해진 시간 안에 판정하지 못했습니다. 프런트의 장애 시 동작 설정에 따라 처리했습니다.',
      certain: '메시지가 끝난 때부터 잰 시간이며, 근거에 크기가 있습니다.',
      causes: ['이 호스트의 부하가 높습니다.', '매우 크거나 깊이 중첩된 메시지입니다.'],
      remedy: [seen('gateway/deadline').ko, load.ko],
    },
  },
  'gateway/overloaded': {
    ...here,
    en: {
      title: 'more mails are under way than are taken at once',
      meaning: 'So many mails were being inspected that a further one was not begun. It went on by the fail mode.',
      certain: 'The limit of mails under way was reached.',
      causes: ['A flood of mail.', 'This host is too slow for its mail.'],
      remedy: [
        seen('gateway/overloaded').en,
        load.en,
        'Limit what the MTA takes at once: `default_process_limit` in Postfix.',
      ],
    },
    ko: {
      title: '동시에 처리하는 메일이 한도를 넘었습니다',
      meaning:
        '검사 중인 메일이 너무 많아 새 메일의 검사를 시작하지 않았습니다. 장애 시 동작 설정에 따라 처리했습니다.',
      certain: '동시에 검사하는 메일 수의 한도에 이르렀습니다.',
      causes: ['메일이 폭주하고 있습니다.', '메일 양에 비해 호스트가 느립니다.'],
      remedy: [
        seen('gateway/overloaded').ko,
        load.ko,
        'MTA가 동시에 받는 수를 제한하십시오: Postfix의 `default_process_limit`.',
      ],
    },
  },
  'gateway/listen': {
    ...row('mail', 'operator', 'after-change'),
    en: {
      title: 'a front cannot listen where it should',
      meaning: 'The address of a front could not be listened on. The mail server cannot reach this front.',
      certain: 'The operating system refused the address; the evidence has the address and its word for it.',
      causes: [
        'Another program listens there (EADDRINUSE).',
        'A port below 1024 without the right to it, or a directory that cannot be written (EACCES).',
        'The address is not one of this host (EADDRNOTAVAIL).',
      ],
      remedy: ['See who listens: `ss -ltnp` or `ss -lxp`.', 'Choose another address in the settings of the front.'],
    },
    ko: {
      title: '프런트가 지정된 주소에서 수신할 수 없습니다',
      meaning: '프런트의 주소에서 수신하지 못했습니다. 메일 서버가 이 프런트에 연결할 수 없습니다.',
      certain: '운영 체제가 주소를 거부했으며, 근거에 그 이유가 있습니다.',
      causes: [
        '다른 프로그램이 이미 수신하고 있습니다(EADDRINUSE).',
        '권한 없이 1024 미만의 포트를 쓰거나, 디렉터리에 쓸 수 없습니다(EACCES).',
        '이 호스트의 주소가 아닙니다(EADDRNOTAVAIL).',
      ],
      remedy: ['누가 수신하는지 보십시오: `ss -ltnp` 또는 `ss -lxp`.', '프런트 설정에서 다른 주소를 고르십시오.'],
    },
  },
};
