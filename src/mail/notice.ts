import { createHash } from 'node:crypto';
import { safeText } from '../base/text.ts';

/** What was taken out of a mail. */
export interface TakenOut {
  /** Hostile text. */
  readonly fileName: string | null;
  readonly content: Buffer;
  /** Names the mail in the journal. */
  readonly reference: string;
}

/** What stands instead of a file that was taken out: whoever reads it knows what it was, and whom to ask with what. */
export function noticeOf({ fileName, content, reference }: TakenOut): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return [
    'An attachment of this mail was taken out by threat feed policy.',
    '위협 피드 정책에 따라 이 메일의 첨부 파일 하나를 제거했습니다.',
    '',
    `File (파일): ${safeText(fileName ?? '-')}`,
    `SHA-256: ${sha256}`,
    `Reference (참조 번호): ${reference}`,
    '',
  ].join('\r\n');
}

/** The headers of a part that holds a notice. */
export const noticeHeaders = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Transfer-Encoding': 'base64',
  'Content-Disposition': 'inline',
} as const;

/** The notice as the body of such a part. */
export function encodedNotice(taken: TakenOut): Buffer {
  const lines =
    Buffer.from(noticeOf(taken))
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}
