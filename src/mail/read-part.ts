import type { Place } from '../policy/fact.ts';
import { hashFile } from './hash-file.ts';
import { field, isMessage, type Part } from './parts.ts';
import type { Reading } from './reading.ts';
import { decodeTransfer } from './transfer.ts';

/** Facts of one part; an attached message that lies open is read through its own parts. */
export async function readPart(reading: Reading, message: Buffer, part: Part): Promise<void> {
  const { type, charset, fileName: name, depth } = part;
  const isOpenMessage = isMessage(type) && part.encoding === 'identity';
  if (isOpenMessage && name === null && !part.isAttachment) return;
  const content = contentOf(message, part);
  if (content.length === 0) return;
  const where = placeOf(part);
  // What was cut has another hash than what was sent.
  const isNew = where !== 'attachment' || part.cut || hashFile(reading, content, where, name);
  if (!isOpenMessage && isNew) await reading.file({ content, type, charset, name, where, depth, base: baseOf(part) });
}

/** What a part holds, without its transfer encoding. */
export function contentOf(message: Buffer, { bodyStart, end, encoding }: Part): Buffer {
  return decodeTransfer(message.subarray(bodyStart, end), encoding);
}

/** Where the facts of a part stand. */
export function placeOf({ type, isAttachment, fileName }: Part): Place {
  if (isAttachment || fileName !== null || !/^(?:text|multipart)\//.test(type)) return 'attachment';
  // A multipart without parts is read as text, whatever it is.
  return type === 'text/html' ? 'html' : type === 'text/calendar' ? 'calendar' : 'text';
}

/** RFC 2557 §4: where the page of a part says that it is. */
export function baseOf({ head }: Part): string | null {
  const base = field(head, 'content-base') || field(head, 'content-location');
  return /^https?:\/\//i.test(base) ? base : null;
}
