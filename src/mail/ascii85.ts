const none = -1;
const values = Int8Array.from({ length: 256 }, (_, code) => (code >= 0x21 && code <= 0x75 ? code - 0x21 : none));
const zero = 0x7a;
const tilde = 0x7e;

/** ASCII base 85 as PDF has it (ISO 32000-1 §7.4.3): `z` is four zeros, `~` ends it, blanks are passed over. */
export function decodeAscii85(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length * 4);
  let length = 0;
  let number = 0;
  let count = 0;
  for (const byte of bytes) {
    if (byte === tilde) break;
    if (byte === zero && count === 0) {
      length += 4;
      continue;
    }
    const value = values[byte] ?? none;
    if (value === none) continue;
    number = number * 85 + value;
    count += 1;
    if (count < 5) continue;
    length = out.writeUInt32BE(number >>> 0, length);
    number = 0;
    count = 0;
  }
  if (count < 2) return out.subarray(0, length);
  // A group that is not full is filled up with the highest digit, and gives a byte less than it has digits.
  for (let i = count; i < 5; i += 1) number = number * 85 + 84;
  out.writeUInt32BE(number >>> 0, length);
  return out.subarray(0, length + count - 1);
}
