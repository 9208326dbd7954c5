/** A stream of a PDF with its dictionary as text (ISO 32000-1 §7.3.8). */
export interface PdfStream {
  readonly dictionary: string;
  readonly content: Buffer;
}

/** A PDF as it lies there: what stands in streams, and what stands between them (as Latin-1). */
export interface PdfPieces {
  readonly streams: readonly PdfStream[];
  readonly between: string;
}

/** Dictionaries of streams are short; what stands further away belongs to something else. */
const longestDictionary = 4096;
const mostStreams = 20_000;
const word = Buffer.from('stream');
const endWord = Buffer.from('endstream');

/**
 * Takes a PDF apart by its words alone: the table of objects at its end may be wrong or missing, and what shows PDFs
 * then looks for them in the same way.
 */
export function piecesOfPdf(bytes: Buffer): PdfPieces {
  const streams: PdfStream[] = [];
  const between: string[] = [];
  let after = 0;
  for (let at = bytes.indexOf(word); at >= 0 && streams.length < mostStreams;) {
    const start = contentStart(bytes, at + word.length);
    if (start < 0) {
      at = bytes.indexOf(word, at + word.length);
      continue;
    }
    const dictionary = dictionaryBefore(bytes, after, at);
    const end = streamEnd(bytes, start, dictionary);
    between.push(bytes.toString('latin1', after, at));
    streams.push({ dictionary, content: bytes.subarray(start, end) });
    after = end;
    at = bytes.indexOf(word, end + endWord.length);
  }
  between.push(bytes.toString('latin1', after));
  return { streams, between: between.join('\n') };
}

/** Behind the line break that has to follow the word; -1 where none does. */
function contentStart(bytes: Buffer, at: number): number {
  if (bytes[at] === 10) return at + 1;
  return bytes[at] === 13 ? at + (bytes[at + 1] === 10 ? 2 : 1) : -1;
}

function dictionaryBefore(bytes: Buffer, after: number, at: number): string {
  const text = bytes.toString('latin1', Math.max(after, at - longestDictionary), at);
  const begin = text.lastIndexOf(' obj');
  return begin < 0 ? text : text.slice(begin);
}

/** By its length where that leads to the closing word, else at the next one. */
function streamEnd(bytes: Buffer, start: number, dictionary: string): number {
  const length = Number(/\/Length\s+(\d{1,10})(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? -1);
  const told = start + length;
  if (
    length >= 0 &&
    bytes
      .toString('latin1', told, told + 12)
      .trimStart()
      .startsWith('endstream')
  )
    return told;
  const found = bytes.indexOf(endWord, start);
  return found < 0 ? bytes.length : found;
}
