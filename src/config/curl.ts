/** What of a `curl` command line concerns the server asked. Secrets stand in it in clear. */
export interface CurlLine {
  readonly url: string | null;
  readonly user: string | null;
  /** `Name: value`, as given. */
  readonly headers: readonly string[];
  /** What `-G` and `--url-query` add to the query of the address, percent-encoded. */
  readonly query: readonly string[];
  readonly proxy: string | null;
  readonly proxyUser: string | null;
  /** Names of files on the machine where the line was written. */
  readonly certificate: string | null;
  /** Of the key, where the line holds it. */
  readonly passphrase: string | null;
  readonly key: string | null;
  readonly ca: string | null;
  /** `-k`: certificates were not to be verified. */
  readonly insecure: boolean;
}

/** The settings of a curl line that matter here, by option. */
const meanings: Readonly<Record<string, Meaning>> = {
  '--url': 'url',
  '-u': 'user',
  '--user': 'user',
  '-H': 'headers',
  '--header': 'headers',
  '-x': 'proxy',
  '--proxy': 'proxy',
  '-U': 'proxyUser',
  '--proxy-user': 'proxyUser',
  '-E': 'certificate',
  '--cert': 'certificate',
  '--key': 'key',
  '--pass': 'passphrase',
  '--cacert': 'ca',
  '-G': 'get',
  '--get': 'get',
  '-d': 'data',
  '--data': 'data',
  '--data-ascii': 'data',
  '--data-binary': 'data',
  '--data-raw': 'data',
  '--data-urlencode': 'encoded',
  '--url-query': 'urlQuery',
  '-k': 'insecure',
  '--insecure': 'insecure',
};

type Meaning = Exclude<keyof CurlLine, 'query'> | 'get' | 'data' | 'encoded' | 'urlQuery';

/** Options that stand alone. */
const switches: ReadonlySet<Meaning> = new Set(['insecure', 'get']);

/** Options with a value that is passed over; all others that are not named above stand alone. */
const skipped = new Set(
  (
    '-A -b -c -C -D -e -F -K -m -o -P -Q -r -t -T -w -X -y -Y -z --user-agent --cookie --cookie-jar ' +
    '--json --form --request --output --max-time --connect-timeout --retry ' +
    '--retry-delay --retry-max-time --referer --capath --cert-type --key-type --ciphers --resolve --interface ' +
    '--limit-rate --max-redirs --write-out --dump-header --config --range --tls-max --noproxy --dns-servers --trace'
  ).split(' '),
);

/** Reads a `curl …` command as a shell would split it; `undefined` when the text is none. At most 64 kB are read. */
export function parseCurl(text: string): CurlLine | undefined {
  const [command, ...words] = shellWords(text.slice(0, 65_536));
  if (command !== 'curl' && command !== 'curl.exe') return undefined;
  const found = valuesOf(words);
  const first = (name: Meaning): string | null => found.get(name)?.[0] ?? null;
  const certificate = certificateOf(first('certificate'));
  return {
    url: first('url'),
    user: first('user'),
    headers: found.get('headers') ?? [],
    query: queryOf(found),
    proxy: first('proxy'),
    proxyUser: first('proxyUser'),
    certificate: certificate.file,
    passphrase: first('passphrase') ?? certificate.passphrase,
    key: first('key'),
    ca: first('ca'),
    insecure: found.has('insecure'),
  };
}

/** `FILE:PASSPHRASE`, where `\\:` is a colon of the file's name. */
function certificateOf(text: string | null): { readonly file: string | null; readonly passphrase: string | null } {
  const [, file = text ?? '', passphrase = null] = /^((?:[^:\\]|\\.)*)(?::(.*))?$/s.exec(text ?? '') ?? [];
  return { file: text === null ? null : file.replaceAll('\\:', ':'), passphrase };
}

/** Data of files (`@file`) is not at hand, and left out. */
function queryOf(found: ReadonlyMap<Meaning, readonly string[]>): string[] {
  const data = found.has('get') ? [...(found.get('data') ?? []), ...(found.get('encoded') ?? []).map(encodedPair)] : [];
  const query = (found.get('urlQuery') ?? []).map((pair) => (pair.startsWith('+') ? pair.slice(1) : encodedPair(pair)));
  return [...data, ...query].filter((pair) => pair !== '' && !pair.startsWith('@'));
}

/** `name=content`, of which the content is encoded; `=content` and `content` have no name. */
function encodedPair(text: string): string {
  const [, name, content = text] = /^([^=@]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined && text.includes('@')) return '';
  return name === undefined || name === '' ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`;
}

function valuesOf(words: readonly string[]): Map<Meaning, string[]> {
  const found = new Map<Meaning, string[]>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const options: [string, string | null][] = word.startsWith('-') ? optionsOf(word) : [['--url', word]];
    for (const [option, attached] of options) {
      const value = takesValue(option) ? (attached ?? rest.shift() ?? '') : '';
      const meaning = meanings[option];
      if (meaning === undefined) continue;
      const values = found.get(meaning) ?? [];
      values.push(value);
      found.set(meaning, values);
    }
  }
  return found;
}

function takesValue(option: string): boolean {
  return skipped.has(option) || !switches.has(meanings[option] ?? 'insecure');
}

/** The options of one word with the values attached to them: `--user=a`, `-ua`, `-sSk`, `-sua`. */
function optionsOf(word: string): [string, string | null][] {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return [equals < 0 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)]];
  }
  const options: [string, string | null][] = [];
  for (let i = 1; i < word.length; i += 1) {
    const option = `-${word.charAt(i)}`;
    if (takesValue(option)) return [...options, [option, i + 1 < word.length ? word.slice(i + 1) : null]];
    options.push([option, null]);
  }
  return options;
}

/** One quoted or unquoted piece of a word; `\` or `^` before a line end continues the line (POSIX shells, cmd.exe). */
const piece =
  /(?<gap>(?:\s|[\\^]\r?\n)+)|'(?<literal>[^']*)'|\$'(?<ansi>(?:[^'\\]|\\.)*)'|"(?<quoted>(?:[^"\\]|\\[^])*)"|\\(?<escaped>[^])|(?<plain>[^\s'"\\$^]+|[^])/gy;

/** Splits a command line into words, with the quotes of POSIX shells and the `$'…'` of browsers' "copy as cURL". */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const { groups = {} } of text.matchAll(piece)) {
    if (groups['gap'] === undefined) word = (word ?? '') + unquoted(groups);
    else if (word !== undefined) words.push(word);
    if (groups['gap'] !== undefined) word = undefined;
  }
  return word === undefined ? words : [...words, word];
}

function unquoted({ literal, ansi, quoted, escaped, plain }: Readonly<Record<string, string | undefined>>): string {
  if (ansi !== undefined) return ansiText(ansi);
  if (quoted !== undefined) return quotedText(quoted);
  return literal ?? escaped ?? plain ?? '';
}

function quotedText(text: string): string {
  return text.replace(/\\(\r?\n|["\\$`])/g, (_, char: string) => (char.endsWith('\n') ? '' : char));
}

const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function ansiText(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, escape: string) =>
    escape.length > 1 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : (ansiEscapes[escape] ?? escape),
  );
}
