/** What is longer cannot become an observable (2,048 characters) and is left alone. */
const maximumLength = 8192;

/** Signs that a text may be defanged; what shows none is left alone. */
const signs = /[[({\\]|hxx|h\*\*p|htxp|fxp|meow:|\s/i;

const dot = /\s*[[({<]\s*(?:\.|dot|punkt)\s*[\])}>]\s*|\s+dot\s+|\[\.|\.\]|\\\.|\s+\.\s*|\s*\.\s+/gi;
const at = /\s*[[({<]\s*(?:@|at)\s*[\])}>]\s*|\s+at\s+/gi;
const colon = /\s*[[({]\s*:\s*[\])}]\s*/g;
const slashes = /\s*[[({]\s*:?\/\/\s*[\])}]\s*/g;
const scheme = /^\s*[[({]?\s*(?:h(?:xx|\*\*|tx|xt|tt)p|meow)(s?)\s*[\])}]?(?=\s*(?:[[({]\s*)?:)/i;
const ftpScheme = /^\s*[[({]?\s*(?:fxp|ftx)\s*[\])}]?(?=\s*(?:[[({]\s*)?:)/i;

/**
 * Undoes what analysts do to keep a value from being clicked: `hxxp`, `[.]`, `(dot)`, `{.}`, `[at]`, `[:]`, `[://]`,
 * with or without spaces around. Call it only where the text may be defanged; what shows no such sign comes back as
 * it is, and refanging twice changes nothing more. After the host, only bracketed dots and colons are undone, and
 * only where scheme or host show that the text was defanged, since `(.)` may stand in a path for itself.
 */
export function refang(text: string): string {
  if (text.length > maximumLength || !signs.test(text)) return text;
  // Runs of spaces would make every `\s*` below try each of them.
  let current = text.trim().replace(/\s{2,}/g, ' ');
  for (let round = 0; round < 32; round += 1) {
    const next = once(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function once(text: string): string {
  const head = text
    .replace(scheme, (_, s: string) => `http${s.toLowerCase()}`)
    .replace(ftpScheme, 'ftp')
    .replace(/^([a-z]+)\s*[[({]\s*:\s*\/\/\s*[\])}]\s*/i, '$1://')
    .replace(/^([a-z]+)\s*[[({]\s*:\s*[\])}]\s*(?:\/\/|\\\\)/i, '$1://')
    .replace(/^([a-z]+:)\s*[[({]\s*\/\/\s*[\])}]\s*/i, '$1//');
  const start = /^[a-z]+:\/\//i.exec(head)?.[0].length ?? 0;
  const slash = start === 0 ? -1 : head.slice(start).search(/(?<![[({]\s*)[/?#]/);
  const end = slash < 0 ? head.length : start + slash;
  const host = plainHost(head.slice(start, end));
  const defanged = head !== text || host !== head.slice(start, end);
  const rest = head.slice(end);
  return head.slice(0, start) + host + (defanged ? rest.replace(/\[\s*(?:\.|dot)\s*\]|\(dot\)/gi, '.') : rest);
}

function plainHost(text: string): string {
  return text.replace(slashes, '://').replace(dot, '.').replace(at, '@').replace(colon, ':').trim();
}
