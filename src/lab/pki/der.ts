/** DER (X.690 §8, §10): as much of it as certificates and revocation lists take. */

type Bytes = Uint8Array;

/** One element: its tag byte, the length of what is in it, and that. */
export function element(tag: number, ...content: readonly Bytes[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

/** Short form below 128, else the number of length bytes and these. */
function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes);
  const digits = Buffer.from(evenHex(bytes.toString(16)), 'hex');
  return Buffer.concat([Buffer.of(0x80 | digits.length), digits]);
}

function evenHex(hex: string): string {
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

export const sequence = (...content: readonly Bytes[]): Buffer => element(0x30, ...content);
export const set = (...content: readonly Bytes[]): Buffer => element(0x31, ...content);
export const nothing = element(0x05);
export const yes = element(0x01, Buffer.of(0xff));
export const octets = (content: Bytes): Buffer => element(0x04, content);
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text));

/** A bit string of whole bytes, or with so many of the last byte's bits unused. */
export const bits = (content: Bytes, unused = 0): Buffer => element(0x03, Buffer.of(unused), content);

/** A tag of the context with other elements in it. */
export const explicit = (tag: number, ...content: readonly Bytes[]): Buffer => element(0xa0 | tag, ...content);

/** A tag of the context in place of a primitive type's own. */
export const implicit = (tag: number, content: Bytes): Buffer => element(0x80 | tag, content);

/** Two's complement in as few bytes as it takes (§8.3). */
export function integer(value: bigint): Buffer {
  let size = 1n;
  while (value < -(1n << (8n * size - 1n)) || value >= 1n << (8n * size - 1n)) size += 1n;
  const hex = BigInt.asUintN(Number(8n * size), value).toString(16);
  return element(0x02, Buffer.from(hex.padStart(Number(2n * size), '0'), 'hex'));
}

/** An object identifier from its dotted form (§8.19). */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** Milliseconds since 1970 as certificates write it: UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/\.\d+|[-:T]/g, '');
  const short = text < '2050' && text >= '1950';
  return element(short ? 0x17 : 0x18, Buffer.from(short ? text.slice(2) : text));
}
