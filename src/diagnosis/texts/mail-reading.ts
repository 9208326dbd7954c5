import type { Code } from '../../base/failure.ts';
import { row, type Entries, type Entry } from '../entry.ts';

interface Sentences {
  readonly title: string;
  readonly meaning: string;
  readonly cause: string;
}

const see = {
  en: 'See which mails it was: the header X-Feedgate-Result of the mail names it with its reference.',
  ko: '어떤 메일인지 확인하십시오. 메일의 X-Feedgate-Result 헤더에 참조 번호와 함께 있습니다.',
};
const decide = {
  en: 'If such mails are to be held, let the filter that judges attachments and sizes do it.',
  ko: '이런 메일을 보류하려면 첨부와 크기를 판정하는 필터에서 설정하십시오.',
};

/** Some of a mail was not looked at; each says by which limit. */
function left(en: Sentences, ko: Sentences): Entry {
  return {
    ...row('mail', 'source', 'after-change'),
    en: {
      title: en.title,
      meaning: en.meaning,
      certain: 'The limit was reached while the mail was read; what was found until then was matched.',
      causes: [en.cause],
      remedy: [see.en, decide.en],
    },
    ko: {
      title: ko.title,
      meaning: ko.meaning,
      certain: '메일을 읽는 중에 한도에 이르렀습니다. 그때까지 찾은 것은 대조했습니다.',
      causes: [ko.cause],
      remedy: [see.ko, decide.ko],
    },
  };
}

const trick = {
  en: 'A message made to hide something, or by a broken program.',
  ko: '무언가를 숨기려고 만들었거나 잘못된 프로그램이 만든 메시지입니다.',
};

const entries = {
  'mail/too-many-parts': left(
    {
      title: 'a mail has more parts than are looked at',
      meaning: 'Only the first 1,000 parts of the mail were looked at.',
      cause: trick.en,
    },
    {
      title: '메일의 파트가 너무 많습니다',
      meaning: '메일의 파트 가운데 처음 1,000개만 보았습니다.',
      cause: trick.ko,
    },
  ),
  'mail/too-deep': left(
    {
      title: 'parts of a mail lie deeper than is looked',
      meaning: 'Parts that lie more than 30 levels deep were not looked at.',
      cause: trick.en,
    },
    {
      title: '메일의 파트가 너무 깊이 중첩되어 있습니다',
      meaning: '30단계보다 깊은 파트는 보지 않았습니다.',
      cause: trick.ko,
    },
  ),
  'mail/header-too-long': left(
    {
      title: 'the headers of a mail are longer than is read',
      meaning: 'Only the first MiB of the headers was read as headers.',
      cause: trick.en,
    },
    {
      title: '메일의 헤더가 너무 깁니다',
      meaning: '헤더는 처음 1 MiB까지만 읽었습니다.',
      cause: trick.ko,
    },
  ),
  'mail/too-many-urls': left(
    {
      title: 'a mail has more links than are looked up',
      meaning: 'Only the first 2,000 links of the mail were looked up.',
      cause: 'A newsletter of unusual size, or a message made to hide one link among many.',
    },
    {
      title: '메일에 링크가 너무 많습니다',
      meaning: '메일의 링크 가운데 처음 2,000개만 조회했습니다.',
      cause: '유난히 큰 소식지이거나, 많은 링크 사이에 하나를 숨기려는 메시지입니다.',
    },
  ),
  'mail/archive-too-large': left(
    {
      title: 'an attached archive unpacks to more than is looked at',
      meaning: 'Files of the archive past 64 MiB unpacked were not looked at. The archive itself was matched.',
      cause: 'A large archive, or one made to exhaust whoever unpacks it.',
    },
    {
      title: '첨부된 압축 파일을 풀면 너무 큽니다',
      meaning: '풀었을 때 64 MiB를 넘는 파일은 보지 않았습니다. 압축 파일 자체는 대조했습니다.',
      cause: '큰 압축 파일이거나, 푸는 쪽의 자원을 고갈시키려고 만든 것입니다.',
    },
  ),
  'mail/archive-encrypted': left(
    {
      title: 'an attached archive is encrypted',
      meaning: 'The files in the archive could not be looked at. The archive itself was matched.',
      cause: 'The sender protected the archive with a password, which malware does as well.',
    },
    {
      title: '첨부된 압축 파일이 암호화되어 있습니다',
      meaning: '압축 파일 속의 파일을 볼 수 없었습니다. 압축 파일 자체는 대조했습니다.',
      cause: '보낸 사람이 암호를 걸었습니다. 악성 코드도 이렇게 합니다.',
    },
  ),
  'mail/archive-damaged': left(
    {
      title: 'an attached archive cannot be unpacked',
      meaning: 'Some or all files in the archive could not be looked at. The archive itself was matched.',
      cause: 'The archive was damaged on its way, or says something else of itself than it is.',
    },
    {
      title: '첨부된 압축 파일을 풀 수 없습니다',
      meaning: '압축 파일 속의 파일 일부나 전부를 볼 수 없었습니다. 압축 파일 자체는 대조했습니다.',
      cause: '전송 중에 손상되었거나, 내용과 다른 정보를 담은 압축 파일입니다.',
    },
  ),
  'mail/archive-unread': left(
    {
      title: 'an attached archive is of a kind that is not unpacked',
      meaning: 'Only zip, gzip and tar are unpacked. The archive itself was matched.',
      cause: 'An archive such as RAR, 7-Zip, ALZ or a disk image, which malware likes as well.',
    },
    {
      title: '첨부된 압축 파일이 풀지 않는 형식입니다',
      meaning: 'zip, gzip, tar만 풉니다. 압축 파일 자체는 대조했습니다.',
      cause: 'RAR, 7-Zip, ALZ, 디스크 이미지와 같은 형식입니다. 악성 코드도 즐겨 씁니다.',
    },
  ),
  'mail/truncated': left(
    {
      title: 'a mail is larger than is looked at',
      meaning: 'Only the beginning of the mail was looked at. What lies across the end of it was not hashed.',
      cause: 'A large attachment.',
    },
    {
      title: '메일이 검사 한도보다 큽니다',
      meaning: '메일의 앞부분만 보았습니다. 한도에 걸친 첨부의 해시는 계산하지 않았습니다.',
      cause: '첨부 파일이 큽니다.',
    },
  ),
} as const satisfies Record<Code, Entry>;

/** Why some of a mail was not looked at. */
export const mailReadingTexts: Entries = entries;
