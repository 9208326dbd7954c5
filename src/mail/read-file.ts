import { decodeText } from './charset.ts';
import { fileKind, type FileKind } from './file-kind.ts';
import { readCompound } from './read-compound.ts';
import { readGzipFacts, readTarFacts, readZipFacts } from './read-archive.ts';
import { readMarkupFacts } from './read-markup.ts';
import { readPdf } from './read-pdf.ts';
import { readRtf } from './read-rtf.ts';
import { readStrings } from './read-strings.ts';
import type { MailFile, Reading } from './reading.ts';

type Reader = (reading: Reading, file: MailFile) => void | Promise<void>;

const readers: Readonly<Record<FileKind, Reader>> = {
  html: (reading, { content, charset, name, where, depth, base }) =>
    readMarkupFacts(reading, decodeText(content, charset), { where, note: name, depth }, base),
  text: ({ collector }, { content, charset, name, where }) => collector.text(decodeText(content, charset), where, name),
  calendar: ({ collector }, { content, charset, name, where }) =>
    collector.text(calendarText(decodeText(content, charset)), where, name),
  link: ({ collector }, { content, charset, name, where }) => collector.code(decodeText(content, charset), where, name),
  message: ({ spending, message }, { content, depth }) =>
    spending.mayNest(depth + 1) ? message(content, depth + 1) : undefined,
  zip: readZipFacts,
  gzip: readGzipFacts,
  tar: readTarFacts,
  unread: ({ spending }) => spending.reserve('mail/archive-unread'),
  pdf: readPdf,
  rtf: readRtf,
  compound: readCompound,
  binary: readStrings,
  other: () => undefined,
};

/** Facts of what a file holds, and of the files in it. */
export async function readFile(reading: Reading, file: MailFile): Promise<void> {
  await reading.spending.rest();
  if (reading.spending.hasTime()) await readers[fileKind(file.content, file)](reading, file);
}

/** Lines of a calendar are folded like headers (RFC 5545 §3.1), and escape what separates values. */
function calendarText(text: string): string {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .replaceAll(/\\([,;\\nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
}
