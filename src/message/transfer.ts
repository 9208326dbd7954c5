/** The content of a part without its transfer encoding (RFC 2045 §6). Damage costs what is damaged, never the rest. */
export function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    default:
      return bytes;
  }
}

const equals = 61;

function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== equals) {
      out[length] = byte;
      length += 1;
      continue;
    }
    const soft = softBreak(bytes, at + 1);
    if (soft > 0) {
      at += soft;
      continue;
    }
    const high = hexDigit(bytes[at + 1]);
    const low = hexDigit(bytes[at + 2]);
    const isHex = high >= 0 && low >= 0;
    out[length] = isHex ? high * 16 + low : byte;
    length += 1;
    if (isHex) at += 2;
  }
  return out.subarray(0, length);
}

/** Bytes of a line break after `=`, with blanks that were added on the way; 0 where there is none. */
function softBreak(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9) at += 1;
  if (bytes[at] === 13 && bytes[at + 1] === 10) return at + 2 - from;
  return bytes[at] === 10 ? at + 1 - from : 0;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
