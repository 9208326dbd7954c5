import { row, type Entries } from '../entry.ts';

/** What the journal of mails tells. */
export const mailJournalTexts = {
  'mail/listed-late': {
    ...row('mail', 'operator', 'after-change'),
    en: {
      title: 'a mail had come before what it shows was listed',
      meaning:
        'A source lists now what mails showed that were let through before: a link, an address or an attachment. They lie in mailboxes.',
      certain: 'The journal holds what each mail showed, and the mail came before the source listed it.',
      causes: [
        'The attack was new when the mail came; feeds learn of most within hours.',
        'The source was added or polled only after the mail had come.',
      ],
      remedy: [
        'See which mails and who got them: `feedgate message list --late`.',
        'Look at one: `feedgate message show REFERENCE`.',
        'Warn those who got them, and take the mails out of their mailboxes.',
      ],
    },
    ko: {
      title: '메일이 도착한 뒤에 그 내용이 등재되었습니다',
      meaning:
        '전에 통과한 메일에 있던 링크, 주소 또는 첨부 파일을 이제 소스가 등재했습니다. 그 메일은 사서함에 있습니다.',
      certain: '저널에 메일마다 무엇이 있었는지 남아 있고, 메일이 도착한 뒤에 소스가 등재했습니다.',
      causes: [
        '메일이 왔을 때는 새로운 공격이었습니다. 피드는 대부분 몇 시간 안에 알게 됩니다.',
        '메일이 온 뒤에야 소스를 추가했거나 폴링했습니다.',
      ],
      remedy: [
        '어떤 메일을 누가 받았는지 보십시오: `feedgate message list --late`.',
        '메일 하나를 보십시오: `feedgate message show REFERENCE`.',
        '받은 사람에게 알리고 사서함에서 메일을 제거하십시오.',
      ],
    },
  },
  'mail/unknown-reference': {
    ...row('mail', 'operator', 'after-change'),
    en: {
      title: 'the journal holds no mail of this reference',
      meaning: 'Nothing is known of a mail with this reference.',
      certain: 'The journal was searched for it.',
      causes: [
        'The reference was not copied whole: it is the 26 characters after `id=` in X-Feedgate-Result.',
        'The mail is older than verdicts are kept (30 days unless set otherwise).',
        'Another node examined the mail.',
        'The verdict is less than a second old: the gateway writes down what it has judged twice a second.',
      ],
      remedy: ['Find it by its sender or recipient: `feedgate message list --address user@example.org`.'],
    },
    ko: {
      title: '저널에 이 참조 번호의 메일이 없습니다',
      meaning: '이 참조 번호의 메일에 대해 알려진 것이 없습니다.',
      certain: '저널에서 찾아보았습니다.',
      causes: [
        '참조 번호를 일부만 복사했습니다. X-Feedgate-Result의 `id=` 뒤 26자입니다.',
        '판정 보관 기간(따로 설정하지 않으면 30일)보다 오래된 메일입니다.',
        '다른 노드가 검사한 메일입니다.',
        '판정한 지 1초가 지나지 않았습니다. 게이트웨이는 판정을 1초에 두 번 기록합니다.',
      ],
      remedy: ['보낸 사람이나 받는 사람으로 찾으십시오: `feedgate message list --address user@example.org`.'],
    },
  },
} as const satisfies Entries;
