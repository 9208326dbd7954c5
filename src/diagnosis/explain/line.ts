/** The longest line that is looked at, in characters; what exceeds it is cut. */
export const longestLine = 16_384;

/** A line taken apart by its outer form. */
export type Piece =
  /** A message of the log. `time` is local time without a zone as the log has it, or `null` where there is none. */
  | { readonly kind: 'message'; readonly time: string | null; readonly text: string }
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'blank' }
  /** A prompt with or without a command: nothing of the log. */
  | { readonly kind: 'prompt' }
  /** Neither: the rest of a message that was broken, or damage. */
  | { readonly kind: 'bare'; readonly text: string };

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: `, the weekday being optional and not looked at. */
const head =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3})?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,3}(\d{1,2}) {1,3}(\d{2}:\d{2}:\d{2}) {1,3}(\d{4}) {1,3}(?:Debug|Info|Warning|Critical|Trace) ?: {0,3}(?:THREAT_?FEEDS ?: {0,3})?/gi;

/** `16:15:26 Info: `: what a daemon in a terminal shows. */
const shortHead = /^\d{2}:\d{2}:\d{2} (?:Debug|Info|Warning|Critical): /;

/** `(Machine esa03.example.net) (SERVICE)> ` and `esa03.example.net> `. */
const prompt =
  /^ {0,8}(?:\((?:Machine|Cluster|Group)[^()]{0,120}\) {0,3}(?:\([^()]{0,60}\) {0,3})?|[\w.-]{1,120})> {0,3}/;

/** What the appliance's own `tail` and `grep` say around the log. */
const chatter =
  /^(?:Press Ctrl-C|\^C|Currently configured logs|Enter the number of the log|No results|-Press Any Key)/i;

/**
 * Takes a line apart: usually one piece; several where lines were glued together. Escape sequences of terminals and
 * other control characters are dropped.
 */
export function readLine(raw: string): readonly Piece[] {
  const line = printable(raw.slice(0, longestLine));
  if (line.trim() === '') return [{ kind: 'blank' }];
  if (line.startsWith('{')) {
    const value = parseObject(line);
    if (value !== undefined) return [{ kind: 'json', value }];
  }
  const text = line.replace(prompt, '');
  const pieces = messagesIn(text);
  if (pieces.length > 0) return pieces;
  if (text !== line || chatter.test(text)) return [{ kind: 'prompt' }];
  return [{ kind: 'bare', text: line.trim() }];
}

function messagesIn(line: string): Piece[] {
  const short = shortHead.exec(line);
  if (short !== null) return [{ kind: 'message', time: null, text: line.slice(short[0].length).trim() }];
  const heads = [...line.matchAll(head)];
  const [firstHead] = heads;
  if (firstHead === undefined) return [];
  const before = line.slice(0, firstHead.index).trim();
  const pieces: Piece[] = before === '' ? [] : [{ kind: 'bare', text: before }];
  for (const [i, match] of heads.entries()) {
    const [whole, month = '', day = '', clock = '', year = ''] = match;
    const begin = match.index + whole.length;
    const time = instantOf(year, month, day, clock);
    pieces.push({ kind: 'message', time, text: line.slice(begin, heads[i + 1]?.index ?? line.length).trim() });
  }
  return pieces;
}

/** `2021-09-08T16:15:26`; `null` for a date that does not exist. */
function instantOf(year: string, month: string, day: string, clock: string): string | null {
  const name = month.charAt(0).toUpperCase() + month.slice(1).toLowerCase();
  const number = String(months.indexOf(name) / 3 + 1).padStart(2, '0');
  const text = `${year}-${number}-${day.padStart(2, '0')}T${clock}`;
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(day) ? null : text;
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const control = /\u001b\[[0-9;?]{0,20}[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;

function printable(text: string): string {
  return text.replaceAll(control, '').replaceAll('\t', ' ');
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
