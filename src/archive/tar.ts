import type { Member } from './member.ts';

const block = 512;

/** Whether bytes begin with the header of a tar archive: its checksum is right. */
export function isTar(bytes: Buffer): boolean {
  return bytes.length >= block && checksum(bytes, 0) === octal(bytes, 148, 8);
}

/** The files of a tar archive (POSIX ustar, with the long names of GNU and pax), one after the other. Never fails. */
export function* readTar(bytes: Buffer): Generator<Member> {
  let longName: string | null = null;
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0;) {
    const size = sizeOf(bytes, at + 124);
    if (checksum(bytes, at) !== octal(bytes, at + 148, 8) || size < 0) return yield { kind: 'damaged', name: '' };
    const start = at + block;
    const content = bytes.subarray(start, start + size);
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const named = longNameIn(type, content);
    if (named === null && '0\u00007'.includes(type)) {
      const name = longName ?? nameOf(bytes, at);
      yield content.length < size ? { kind: 'damaged', name } : { kind: 'file', name, content };
    }
    longName = named;
    at = start + Math.ceil(size / block) * block;
  }
}

/** The name of the next file, where this is no file but tells it. */
function longNameIn(type: string, content: Buffer): string | null {
  if (type === 'L') return text(content);
  return type === 'x' ? paxPath(content) : null;
}

function checksum(bytes: Buffer, at: number): number {
  let sum = 0;
  for (let i = 0; i < block; i += 1) sum += i >= 148 && i < 156 ? 0x20 : (bytes[at + i] ?? 0);
  return sum;
}

function octal(bytes: Buffer, at: number, length: number): number {
  const digits = /^[\s\0]*([0-7]+)[\s\0]/.exec(`${bytes.toString('latin1', at, at + length)}\0`)?.[1];
  return digits === undefined ? -1 : Number.parseInt(digits, 8);
}

/** Octal digits; or, of large files, a number of its own (GNU). */
function sizeOf(bytes: Buffer, at: number): number {
  return bytes[at] === 0x80 ? bytes.readUIntBE(at + 6, 6) : octal(bytes, at, 12);
}

function nameOf(bytes: Buffer, at: number): string {
  const prefix =
    bytes.toString('latin1', at + 257, at + 262) === 'ustar' ? text(bytes.subarray(at + 345, at + 500)) : '';
  const name = text(bytes.subarray(at, at + 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, Math.min(end < 0 ? bytes.length : end, 4096));
}

/** `LENGTH path=NAME\n` among the records of a pax header. */
function paxPath(bytes: Buffer): string | null {
  return /^\d+ path=(.*)$/m.exec(bytes.toString('utf8', 0, 65_536))?.[1] ?? null;
}
