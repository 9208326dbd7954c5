import { unpack } from './inflate.ts';
import type { Member } from './member.ts';

/** Whether bytes begin as gzip does (RFC 1952 §2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** The file that was packed, unpacked to at most `most` bytes; called by the name that it tells, if it tells one. */
export async function readGzip(bytes: Buffer, most: number): Promise<Member> {
  const name = nameOf(bytes);
  const content = await unpack(bytes, 'gzip', most);
  return typeof content === 'string' ? { kind: content, name } : { kind: 'file', name, content };
}

const hasExtra = 4;
const hasName = 8;

function nameOf(bytes: Buffer): string {
  const flags = bytes[3] ?? 0;
  if ((flags & hasName) === 0) return '';
  const start = 10 + ((flags & hasExtra) === 0 || bytes.length < 12 ? 0 : 2 + bytes.readUInt16LE(10));
  const end = bytes.indexOf(0, start);
  return end < 0 || end - start > 255 ? '' : bytes.toString('latin1', start, end);
}
