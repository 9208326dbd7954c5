// oxlint-disable-next-line no-control-regex -- the escape that begins a colour
const colour = /\u001b\[[0-9;]*m/g;
const plain = /^[\u0020-\u007e]*$/;

/** East Asian Wide and Fullwidth (UAX #11), and what is shown as a picture (UTS #51). */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]+$/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes on a terminal; colours take none, Korean letters two, combining marks none. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text.replace(colour, ''))) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return invisible.test(grapheme) ? 0 : 1;
}

/** The text cut to at most `width` columns, `…` included. Takes no colours. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let left = width - 1;
  let shown = '';
  for (const { segment } of graphemes.segment(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    shown += segment;
  }
  return width < 1 ? '' : `${shown}…`;
}

/** The text filled with spaces to `width` columns. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}

/**
 * The text in lines of at most `width` columns, broken at spaces, and inside a word only where it is longer than a
 * line. Spaces at its beginning stay. A command (words held together by no-break spaces) stays whole, however long: it
 * is there to be copied.
 */
export function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of text
    .slice(indent.length)
    .split(' ')
    .flatMap((word) => pieces(word, width - indent.length))) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = indent + word;
    } else line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width || word.includes('\u00a0')) return [word];
  const result: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && displayWidth(piece + segment) > width) {
      result.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...result, piece];
}
