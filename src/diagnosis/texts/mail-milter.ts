import { row, type Entries } from '../entry.ts';

const peer = row('mail', 'network', 'soon');
const setting = row('mail', 'operator', 'after-change');
const whoConnects = {
  en: 'See who connects: `ss -tnp` or `ss -xp`, and the time in `feedgate log grep milter/`.',
  ko: '누가 연결하는지 `ss -tnp` 또는 `ss -xp`로 확인하십시오. 시각을 보십시오: `feedgate log grep milter/`.',
};
const limitListener = {
  en: 'Let only the MTA reach the listener: a unix socket, or a loopback address.',
  ko: 'MTA만 리스너에 접근하게 하십시오: 유닉스 소켓이나 루프백 주소를 쓰십시오.',
};

/** The dialogue between an MTA and the milter. */
export const milterTexts: Entries = {
  'milter/frame-too-large': {
    ...peer,
    en: {
      title: 'a milter frame is larger than the protocol allows',
      meaning: 'A length was announced that no MTA sends. The connection was closed; mail follows the fail mode.',
      certain: 'The length field says more than 1 MiB; nothing of that size was waited for.',
      causes: ['Something other than an MTA connects to the milter port: a scanner, a health check, a browser.'],
      remedy: [whoConnects.en, limitListener.en],
    },
    ko: {
      title: 'milter 프레임이 프로토콜의 한도보다 큽니다',
      meaning: '어떤 MTA도 보내지 않는 길이가 왔습니다. 연결을 닫았으며, 메일은 장애 시 동작 설정을 따릅니다.',
      certain: '길이 필드가 1 MiB를 넘습니다. 그만큼의 데이터를 기다리지 않았습니다.',
      causes: ['스캐너, 상태 점검, 브라우저처럼 MTA가 아닌 것이 milter 포트에 연결합니다.'],
      remedy: [whoConnects.ko, limitListener.ko],
    },
  },
  'milter/bad-frame': {
    ...peer,
    en: {
      title: 'what came is no milter frame',
      meaning:
        'The bytes that came do not follow the milter protocol. The connection was closed; mail follows the fail mode.',
      certain: 'The command is unknown, or its data end before they should.',
      causes: [
        'Something other than an MTA connects to the milter port.',
        'The MTA was pointed at this port for another protocol, such as a policy service.',
      ],
      remedy: [whoConnects.en, 'Compare the MTA: `postconf smtpd_milters non_smtpd_milters`.', limitListener.en],
    },
    ko: {
      title: 'milter 프레임이 아닌 데이터가 왔습니다',
      meaning: '받은 데이터가 milter 프로토콜을 따르지 않습니다. 연결을 닫았으며, 메일은 장애 시 동작 설정을 따릅니다.',
      certain: '알 수 없는 명령이거나, 데이터가 끝나야 할 곳보다 먼저 끝납니다.',
      causes: [
        'MTA가 아닌 것이 milter 포트에 연결합니다.',
        'MTA에 정책 서비스 등 다른 프로토콜로 이 포트가 설정되어 있습니다.',
      ],
      remedy: [
        whoConnects.ko,
        'MTA 설정을 비교하십시오: `postconf smtpd_milters non_smtpd_milters`.',
        limitListener.ko,
      ],
    },
  },
  'milter/out-of-order': {
    ...peer,
    en: {
      title: 'a milter command came where it may not',
      meaning:
        'The command that the evidence names does not follow from what came before it. The connection was closed.',
      certain: 'Every frame was well formed; their order was not that of the protocol.',
      causes: ['A test tool that skips steps.', 'A fault in the MTA or in a filter between it and us.'],
      remedy: [whoConnects.en, 'If it is an MTA, report its name and version with the log lines around the event.'],
    },
    ko: {
      title: 'milter 명령의 순서가 잘못되었습니다',
      meaning: '근거에 나온 명령은 앞선 명령 다음에 올 수 없습니다. 연결을 닫았습니다.',
      certain: '프레임은 모두 올바르지만 순서가 프로토콜과 다릅니다.',
      causes: ['단계를 건너뛰는 시험 도구입니다.', 'MTA나 중간 필터의 결함입니다.'],
      remedy: [whoConnects.ko, 'MTA라면 이름과 버전을 전후의 로그와 함께 알려 주십시오.'],
    },
  },
  'milter/version': {
    ...setting,
    en: {
      title: 'the MTA speaks a milter protocol that is too old',
      meaning: 'The MTA offered protocol 1 of milter; 2 is the least that can do what is needed.',
      certain: 'The offer names its version.',
      causes: ['`milter_protocol` is set to 1 in Postfix.', 'A very old Sendmail.'],
      remedy: ['Set `milter_protocol = 6` in `main.cf` and `postfix reload`.', 'Check: `postconf milter_protocol`.'],
    },
    ko: {
      title: 'MTA의 milter 프로토콜이 너무 오래되었습니다',
      meaning: 'MTA가 milter 프로토콜 1을 제시했습니다. 최소 2가 필요합니다.',
      certain: '제안에 버전이 들어 있습니다.',
      causes: ['Postfix의 `milter_protocol`이 1로 설정되어 있습니다.', '매우 오래된 Sendmail입니다.'],
      remedy: [
        '`main.cf`에 `milter_protocol = 6`을 설정하고 `postfix reload`를 실행하십시오.',
        '확인: `postconf milter_protocol`.',
      ],
    },
  },
  'milter/action-not-offered': {
    ...setting,
    en: {
      title: 'the MTA does not let a milter do what the policy asks for',
      meaning:
        'The policy asks for something that the MTA did not offer; the evidence names it. The mail follows the fail mode.',
      certain: 'The offer of the MTA lists what a milter may do; this is not in it.',
      causes: ['An MTA that supports no quarantine or no change of bodies.', 'An old milter protocol is set.'],
      remedy: ['Check: `postconf milter_protocol` should say 6.', 'Or choose another action in the policy.'],
    },
    ko: {
      title: 'MTA가 정책이 요구하는 동작을 허용하지 않습니다',
      meaning:
        '정책이 MTA가 제시하지 않은 동작을 요구합니다. 근거에 그 동작이 있습니다. 메일은 장애 시 동작 설정을 따릅니다.',
      certain: 'MTA의 제안에 milter가 할 수 있는 일이 나열되어 있으며, 이 동작은 없습니다.',
      causes: ['격리나 본문 변경을 지원하지 않는 MTA입니다.', '오래된 milter 프로토콜이 설정되어 있습니다.'],
      remedy: ['확인: `postconf milter_protocol`이 6이어야 합니다.', '또는 정책에서 다른 동작을 선택하십시오.'],
    },
  },
};
