const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes a text as UTF-8 and answers where it ends; there has to be room for three bytes a character. */
export function writeText(target: Uint8Array, at: number, text: string): number {
  let end = at;
  for (let i = 0; i < text.length; i += 1, end += 1) {
    const char = text.charCodeAt(i);
    if (char > 0x7f) return end + encoder.encodeInto(text.slice(i), target.subarray(end)).written;
    target[end] = char;
  }
  return end;
}

export function readText(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}
