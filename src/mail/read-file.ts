import { createHash } from 'node:crypto';
import { readZip } from '../archive/zip.ts';
import type { Place } from '../policy/fact.ts';
import { decodeText } from './charset.ts';
import { fileKind, type FileLabel } from './file-kind.ts';
import type { Reading } from './reading.ts';
import { readMarkupFacts } from './read-markup.ts';

/** A file: a part of a message, or one that was packed in another. */
export interface MailFile extends FileLabel {
  readonly content: Buffer;
  readonly charset: string;
  readonly where: Place;
  /** Of messages, archives and pages around it. */
  readonly depth: number;
  /** What relative links of a page are relative to, as its part tells. */
  readonly base: string | null;
}

/** Reads a message that lies in a file. */
export type ReadMessage = (reading: Reading, bytes: Buffer, depth: number) => Promise<void>;

/** Facts of what a file holds, and of the files in it. */
export async function readFile(reading: Reading, file: MailFile, readMessage: ReadMessage): Promise<void> {
  const { collector, spending } = reading;
  const { content, charset, name: note, where, depth, base } = file;
  await spending.rest();
  if (!spending.hasTime()) return;
  switch (fileKind(content, file)) {
    case 'html':
      return readMarkupFacts(reading, decodeText(content, charset), { where, note, depth }, base);
    case 'text':
      return collector.text(decodeText(content, charset), where, note);
    case 'calendar':
      return collector.text(calendarText(decodeText(content, charset)), where, note);
    case 'link':
      return collector.code(decodeText(content, charset), where, note);
    case 'message':
      return spending.mayNest(depth + 1) ? readMessage(reading, content, depth + 1) : undefined;
    case 'zip':
      return readArchive(reading, file, readMessage);
    case 'other':
  }
}

/** The three hashes of a file that sources list. */
export function hashFile({ collector }: Reading, content: Buffer, where: Place, note: string | null): void {
  for (const kind of ['sha256', 'sha1', 'md5'] as const) {
    collector.add({ kind, value: createHash(kind).update(content).digest('hex') }, where, note);
  }
}

async function readArchive(reading: Reading, file: MailFile, readMessage: ReadMessage): Promise<void> {
  const { spending } = reading;
  const depth = file.depth + 1;
  if (!spending.mayNest(depth)) return;
  const bytes = spending.unpackable(file.content.length);
  for (const member of await readZip(file.content, { members: spending.budget.members, bytes })) {
    if (!spending.takeMember()) return;
    if (member.kind !== 'file') {
      spending.reserve(`mail/archive-${member.kind}`);
      continue;
    }
    const { name } = member;
    const content = Buffer.from(member.content.buffer, member.content.byteOffset, member.content.length);
    spending.takeUnpacked(content.length);
    hashFile(reading, content, 'archive', name);
    const inside: MailFile = { content, name, type: '', charset: '', where: 'archive', depth, base: null };
    await readFile(reading, inside, readMessage);
  }
}

/** Lines of a calendar are folded like headers (RFC 5545 §3.1), and escape what separates values. */
function calendarText(text: string): string {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .replaceAll(/\\([,;\\nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
}
