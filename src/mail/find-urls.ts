/** A stretch of text that a mail program makes a link of. */
export interface FoundUrl {
  /** `url`: with a scheme; `bare`: host and path, or `www.`; `host`: a name alone. */
  readonly kind: 'url' | 'bare' | 'host';
  readonly text: string;
  readonly start: number;
}

const scheme = /(?:https?|ftp)$/i;

/** URLs of one text that are told at most, however often it repeats them. */
export const mostFound = 10_000;

/** The URLs in a text, as written, and the names that look like hosts; what a person would stop at ends them. */
export function findUrls(text: string): FoundUrl[] {
  const found = findSchemed(text);
  findBare(text, found);
  return found;
}

/** Only those with a scheme: for code and binary files, where every dot would look like a host. */
export function findSchemed(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  for (let at = text.indexOf('://'); at >= 0 && found.length < mostFound; at = text.indexOf('://', at + 3)) {
    const letters = scheme.exec(text.slice(Math.max(0, at - 5), at))?.[0].length ?? 0;
    if (letters === 0) continue;
    const start = at - letters;
    const end = urlEnd(text, at + 3);
    if (end > at + 3) found.push({ kind: 'url', text: text.slice(start, end), start });
  }
  return found;
}

/** Bits of `classes`. */
const ofHost = 1;
const ofUrl = 2;

const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  const url = code > 0x20 && code < 0x7f && !'"<>`{}|^'.includes(char) ? ofUrl : 0;
  return (/[a-z0-9_-]/i.test(char) ? ofHost : 0) | url;
});

/** Letters of all scripts, roughly; punctuation of none. */
function isForeignLetter(code: number): boolean {
  if (!(code >= 0xc0) || (code >= 0x2000 && code < 0x2c00)) return false;
  return !(code >= 0x3000 && code <= 0x303f) && !(code >= 0xff00 && code <= 0xffef);
}

function isHostChar(code: number): boolean {
  return code < 128 ? ((classes[code] ?? 0) & ofHost) !== 0 : isForeignLetter(code);
}

function isUrlChar(code: number): boolean {
  return code < 128 ? ((classes[code] ?? 0) & ofUrl) !== 0 : isForeignLetter(code);
}

/** No listed URL is longer. */
const longest = 4096;

function urlEnd(text: string, from: number): number {
  const most = Math.min(text.length, from + longest);
  let end = from;
  while (end < most && (isUrlChar(text.charCodeAt(end)) || isWideDot(text, end))) end += 1;
  return trimmedEnd(text, from, end);
}

/** What UTS 46 reads as a dot of a host name: full stops of Chinese and Japanese, and the leader of one dot. */
function isWideDot(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code === 0x3002 || code === 0xff0e || code === 0xff61 || code === 0x2024) && isHostChar(text.charCodeAt(at + 1))
  );
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** Without the punctuation of the sentence around it, and without a bracket that was opened before it. */
function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  // How many more brackets close than open, once counted.
  const over: Record<string, number> = {};
  while (end > from) {
    const last = text.charAt(end - 1);
    const opener = closers[last];
    if (opener === undefined) {
      if (!`.,;:!?'*`.includes(last)) break;
    } else {
      over[last] ??= count(text.slice(from, end), last) - count(text.slice(from, end), opener);
      if (over[last] <= 0) break;
      over[last] -= 1;
    }
    end -= 1;
  }
  return end;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Looks around every dot between two letters that no URL covers yet. */
function findBare(text: string, found: FoundUrl[]): void {
  const schemed = found.length;
  let next = 0;
  let covered = 0;
  for (let dot = text.indexOf('.'); dot >= 0 && found.length < mostFound; dot = text.indexOf('.', dot + 1)) {
    while (next < schemed && (found[next]?.start ?? 0) <= dot) {
      const each = found[next];
      if (each !== undefined) covered = Math.max(covered, each.start + each.text.length);
      next += 1;
    }
    if (dot < covered) {
      dot = covered - 1;
      continue;
    }
    if (!isHostChar(text.charCodeAt(dot + 1)) || !isHostChar(text.charCodeAt(dot - 1))) continue;
    const bare = bareAround(text, dot, covered);
    if (bare.found !== null) found.push(bare.found);
    covered = bare.end;
    dot = Math.max(dot, covered - 1);
  }
}

/** The name around a dot with what follows it, not reaching back past `least`; and where to go on. */
function bareAround(
  text: string,
  dot: number,
  least: number,
): { readonly found: FoundUrl | null; readonly end: number } {
  const start = nameStart(text, dot, least);
  const end = nameEnd(text, start, dot + 1);
  const host = hostOf(text.slice(start, end));
  if (host === null || isWithin(text, start, end)) return { found: null, end };
  const whole = host.length === end - start;
  if (whole && /^(?::\d{1,5})?[/?#]/.test(text.slice(end, end + 8))) {
    const stop = Math.max(end, urlEnd(text, end));
    return { found: { kind: 'bare', text: text.slice(start, stop), start }, end: stop };
  }
  const kind = /^www\d?\./i.test(host) ? 'bare' : 'host';
  const isName = !isNumeric(host) && (kind === 'bare' || !fileEnding.test(host));
  return { found: isName ? { kind, text: host, start } : null, end };
}

function nameStart(text: string, dot: number, least: number): number {
  let start = dot;
  while (start > least && isHostChar(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function nameEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end < text.length && end - start < 300 && isNameChar(text, end)) end += 1;
  return end;
}

/** Either side of the @ of an address, or a piece of a path. */
function isWithin(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  return before === '@' || before === '/' || text.charAt(end) === '@';
}

function isNameChar(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isHostChar(code) || (code === 0x2e && isHostChar(text.charCodeAt(at + 1)));
}

const fileEnding = /\.(?:pdf|docx?|xlsx?|pptx?|hwpx?|txt|png|jpe?g|gif|html?|css|js|php|exe|dll|csv|xml|json)$/i;
const topLabel = /\.(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59}|한국|닷컴|닷넷|삼성|中国|中國|香港|台湾|公司|网络|рф)$/i;
/** A particle or a word that is written at the end of a name without a blank, as in Korean. */
const attached = /[\u00c0-\uffff]+$/;

/** The host name that a word is or begins with; `null` where it is none. */
function hostOf(word: string): string | null {
  if (topLabel.test(word)) return word;
  if (isNumeric(word)) return word;
  const bare = word.replace(attached, '');
  return bare !== word && topLabel.test(bare) ? bare : null;
}

function isNumeric(word: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(word);
}
