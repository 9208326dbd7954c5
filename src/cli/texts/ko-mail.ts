import type { enMessage, enMessageHelp, enMessageOptions } from './en-mail.ts';

/** 메일 저널의 문장. */
export const koMessage: typeof enMessage = {
  titles: {
    time: '시각',
    reference: '참조 번호',
    from: '보낸 주소',
    to: '받는 주소',
    action: '처리',
    wanted: '규칙',
    match: '등재된 값',
    source: '소스',
  },
  labels: {
    time: '시각',
    front: '프런트',
    client: '접속 주소',
    from: '보낸 주소',
    to: '받는 주소',
    queue: '큐 ID',
    direction: '방향',
    verdict: '판정',
    rule: '규칙',
    notes: '참고',
    matches: '등재된 값',
    late: '나중에 등재',
    facts: '메일 내용',
    falsePositive: '오탐 표시',
  },
  none: '저널에 그런 메일이 없습니다',
  notATime: (option, text) => `${option}: ${text}은(는) 날짜(2026-11-22)도 기간(2d)도 아닙니다`,
  done: (action, wanted, mode) =>
    action === wanted ? `${action} (${mode})` : `${action} (${mode}, 규칙의 처리는 ${wanted})`,
  undecided: (action, code) => `판정하지 못해 장애 시 동작에 따라 ${action} 처리했습니다 [${code}]`,
  clean: '등재된 값이 없습니다',
  match: ({ value, shown, where, sources }) =>
    `${value} (소스: ${sources}, 위치: ${where}${shown === value ? '' : `, 메일의 값: ${shown}`})`,
  exempt: (id) => `예외 ${id} 때문에 통과`,
  late: (value, source, when) => `${value} (소스: ${source}, ${when}에 확인)`,
  more: (count) => `외 ${count}개 (--all)`,
  marked: (reference) => `✔ ${reference} 메일을 오탐으로 표시했습니다`,
  nextExempt: (value) => `앞으로 통과시키려면: feedgate exemption add ${value} --reason … --owner …`,
  nextSource: (source) => `소스를 확인하거나 조정하려면: feedgate source show ${source}`,
  places: {
    client: '접속 주소',
    received: 'Received 헤더',
    helo: 'HELO',
    'envelope-from': '봉투 발신자',
    from: 'From',
    sender: 'Sender',
    'reply-to': 'Reply-To',
    subject: '제목',
    text: '본문',
    html: 'HTML',
    calendar: '일정 초대',
    attachment: '첨부 파일',
    document: '문서',
    archive: '압축 파일',
  },
};

export const koMessageHelp: typeof enMessageHelp = {
  'message list': {
    summary: '검사한 메일을 최신 순으로 보여 줍니다',
    examples: [
      ['feedgate message list --matched --since 1d', '최근 하루 동안 등재된 값이 있던 메일'],
      ['feedgate message list --address user@example.org', '보낸 사람이나 받는 사람으로'],
      ['feedgate message list --observable phish[.]example[.]net', '등재 여부와 관계없이 그 값이 있던 메일'],
      ['feedgate message list --late', '도착한 뒤에 등재된 값이 있던 메일'],
    ],
  },
  'message show': {
    summary: '메일 하나의 내용, 등재된 값과 소스, 처리 결과를 보여 줍니다',
    examples: [['feedgate message show 01JD5V8M3Q4R5S6T7V8W9X0Y1Z', '헤더나 반송 메일에 있는 참조 번호로']],
  },
  'message report-fp': {
    summary: '메일을 오탐으로 표시하고 다시 일어나지 않게 하는 방법을 알려 줍니다',
    examples: [['feedgate message report-fp 01JD5V8M3Q4R5S6T7V8W9X0Y1Z --reason "our own newsletter"', '']],
  },
};

export const koMessageOptions: typeof enMessageOptions = {
  messageSince: '이 날짜부터, 또는 그만큼 전부터(2d)',
  messageUntil: '이 날짜 전까지, 또는 그만큼 전까지',
  messageAddress: '이 주소가 보냈거나 받은 메일',
  messageObservable: '이 값이 있던 메일(무해화 표기 가능)',
  messageAction: '이렇게 처리한 메일: none, header, quarantine, reject …',
  messageMatched: '등재된 값이 있던 메일',
  messageLate: '도착한 뒤에 등재된 값이 있던 메일',
  messageLines: '메일 수(기본 20)',
  messageAll: '메일에 있던 모든 값',
  messageReason: '오탐인 까닭',
};
