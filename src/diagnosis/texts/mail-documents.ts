import { row, type Entries } from '../entry.ts';

const left = row('mail', 'source', 'after-change');
const en = {
  certain: 'The limit was reached while the mail was read; what was found until then was matched.',
  see: 'See which mails it was: the header X-Feedgate-Result of the mail names it with its reference.',
  decide: 'If such mails are to be held, let the filter that judges attachments and sizes do it.',
};
const ko = {
  certain: '메일을 읽는 중에 한도에 이르렀습니다. 그때까지 찾은 것은 대조했습니다.',
  see: '어떤 메일인지 확인하십시오. 메일의 X-Feedgate-Result 헤더에 참조 번호와 함께 있습니다.',
  decide: '이런 메일을 보류하려면 첨부와 크기를 판정하는 필터에서 설정하십시오.',
};

/** Why some of a mail was not looked at: time, and documents. */
export const mailDocumentTexts: Entries = {
  'mail/too-slow': {
    ...left,
    en: {
      title: 'reading a mail takes longer than it may',
      meaning: 'After 1.5 seconds the rest of the mail was left unread, so that mail behind it does not wait.',
      certain: 'The clock was looked at between parts, files of archives and streams of documents.',
      causes: ['A message made to cost time.', 'The machine is overloaded, and ordinary mails take that long.'],
      remedy: ['See how long mails take: `feedgate status`.', en.see, en.decide],
    },
    ko: {
      title: '메일을 읽는 데 허용된 시간보다 오래 걸립니다',
      meaning: '뒤에 오는 메일이 기다리지 않도록 1.5초가 지난 뒤 나머지를 읽지 않았습니다.',
      certain: '파트, 압축 파일의 파일, 문서의 스트림 사이마다 시간을 확인했습니다.',
      causes: ['시간을 소모시키려고 만든 메시지입니다.', '시스템에 과부하가 걸려 보통 메일도 그만큼 걸립니다.'],
      remedy: ['메일 처리 시간을 확인하십시오: `feedgate status`.', ko.see, ko.decide],
    },
  },
  'mail/document-encrypted': {
    ...left,
    en: {
      title: 'an attached document is encrypted',
      meaning: 'Links in the document could not be read. The document itself was matched by its hash.',
      certain: 'The document says of itself that its contents are encrypted.',
      causes: ['The sender protected the document with a password, which phishing does as well.'],
      remedy: [en.see, en.decide],
    },
    ko: {
      title: '첨부된 문서가 암호화되어 있습니다',
      meaning: '문서 속의 링크를 읽을 수 없었습니다. 문서 자체는 해시로 대조했습니다.',
      certain: '문서에 내용이 암호화되어 있다는 표시가 있습니다.',
      causes: ['보낸 사람이 문서에 암호를 걸었습니다. 피싱 메일도 이렇게 합니다.'],
      remedy: [ko.see, ko.decide],
    },
  },
  'mail/document-too-large': {
    ...left,
    en: {
      title: 'an attached document unpacks to more than is looked at',
      meaning: 'Streams of the document past the limit were not searched for links. Its hash was matched.',
      certain: en.certain,
      causes: ['A document with very large drawings, or one made to exhaust whoever reads it.'],
      remedy: [en.see, en.decide],
    },
    ko: {
      title: '첨부된 문서를 풀면 너무 큽니다',
      meaning: '한도를 넘는 스트림에서는 링크를 찾지 않았습니다. 문서의 해시는 대조했습니다.',
      certain: ko.certain,
      causes: ['매우 큰 그림이 든 문서이거나, 읽는 쪽의 자원을 고갈시키려고 만든 것입니다.'],
      remedy: [ko.see, ko.decide],
    },
  },
  'mail/rewrite-signed': {
    ...left,
    en: {
      title: 'a signed or encrypted part of a mail is left as it is',
      meaning:
        'The mail was to be rewritten, but what is listed stands in a part whose signature a change would break. The mail was delivered with it, and with our headers.',
      certain: 'The part lies in multipart/signed or multipart/encrypted, or is S/MIME.',
      causes: ['The sender signs mail, or wants it to look so.'],
      remedy: [
        en.see,
        'If such mails are to be stopped, let the rule of the policy quarantine or reject instead of rewriting.',
      ],
    },
    ko: {
      title: '메일의 서명되거나 암호화된 파트는 그대로 둡니다',
      meaning:
        '메일을 고쳐 쓰기로 했으나, 등재된 값이 고치면 서명이 깨지는 파트에 있습니다. 메일은 그 값이 든 채로 헤더만 붙여 배달했습니다.',
      certain: '파트가 multipart/signed나 multipart/encrypted 안에 있거나 S/MIME입니다.',
      causes: ['보낸 사람이 메일에 서명했거나, 그렇게 보이게 꾸몄습니다.'],
      remedy: [ko.see, '이런 메일을 막으려면 정책 규칙에서 고쳐 쓰는 대신 격리하거나 거부하십시오.'],
    },
  },
  'mail/rewrite-partial': {
    ...left,
    en: {
      title: 'not all that is listed could be taken out of a mail',
      meaning:
        'The mail was rewritten and read again, and still shows something that is listed. It was delivered with our headers.',
      certain: 'The value was found in the rewritten mail, or the mail was too large to be rewritten.',
      causes: [
        'It stands in a header, such as From, which is not rewritten.',
        'It stands in a file where links are to be broken, or in text where files are to be taken out.',
        'The mail is larger than is kept of it.',
      ],
      remedy: [
        en.see,
        'If such mails are to be stopped, let the rule of the policy quarantine or reject instead of rewriting.',
      ],
    },
    ko: {
      title: '메일에서 등재된 값을 모두 없애지 못했습니다',
      meaning: '메일을 고쳐 쓰고 다시 읽었으나 등재된 값이 아직 있습니다. 헤더를 붙여 배달했습니다.',
      certain: '고쳐 쓴 메일에서 값을 찾았거나, 메일이 너무 커서 고쳐 쓸 수 없었습니다.',
      causes: [
        'From과 같은 헤더에 있습니다. 헤더는 고쳐 쓰지 않습니다.',
        '링크를 무력화할 때는 파일 속에, 첨부를 제거할 때는 본문에 있습니다.',
        '메일이 보관 한도보다 큽니다.',
      ],
      remedy: [ko.see, '이런 메일을 막으려면 정책 규칙에서 고쳐 쓰는 대신 격리하거나 거부하십시오.'],
    },
  },
};
