import type { MailFile, Reading } from './reading.ts';

/** URLs that stand in a file of a format that is not taken apart, in characters of one byte or of two. */
export function readStrings(reading: Reading, { content, name }: MailFile): void {
  findInBytes(reading, content, name);
}

/** The same for bytes. */
export function findInBytes({ collector }: Reading, bytes: Buffer, name: string | null): void {
  if (bytes.includes('://')) collector.code(bytes.toString('latin1'), 'document', name);
  if (!bytes.includes(wide)) return;
  // Whether they begin at an even or at an odd byte, nobody knows.
  for (const from of [0, 1]) collector.code(bytes.subarray(from).toString('utf16le'), 'document', name);
}

const wide = Buffer.from('://', 'utf16le');
