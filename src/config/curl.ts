/** What of a `curl` command line concerns the server asked. Secrets stand in it in clear. */
export interface CurlLine {
  readonly url: string | null;
  readonly user: string | null;
  /** `Name: value`, as given. */
  readonly headers: readonly string[];
  readonly proxy: string | null;
  readonly proxyUser: string | null;
  /** Names of files on the machine where the line was written. */
  readonly certificate: string | null;
  readonly key: string | null;
  readonly ca: string | null;
  /** `-k`: certificates were not to be verified. */
  readonly insecure: boolean;
}

/** The settings of a curl line that matter here, by option. */
const meanings: Readonly<Record<string, keyof CurlLine>> = {
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
  '--cacert': 'ca',
  '-k': 'insecure',
  '--insecure': 'insecure',
};

/** Options with a value that is passed over; all others that are not named above stand alone. */
const skipped = new Set(
  (
    '-A -b -c -C -d -D -e -F -K -m -o -P -Q -r -t -T -w -X -y -Y -z --user-agent --cookie --cookie-jar --data --data-raw ' +
    '--data-binary --data-ascii --data-urlencode --json --form --request --output --max-time --connect-timeout --retry ' +
    '--retry-delay --retry-max-time --referer --capath --cert-type --key-type --pass --ciphers --resolve --interface ' +
    '--limit-rate --max-redirs --write-out --dump-header --config --range --tls-max --noproxy --dns-servers --trace'
  ).split(' '),
);

/** Reads a `curl …` command as a shell would split it; `undefined` when the text is none. At most 64 kB are read. */
export function parseCurl(text: string): CurlLine | undefined {
  const [command, ...words] = shellWords(text.slice(0, 65_536));
  if (command !== 'curl' && command !== 'curl.exe') return undefined;
  const found = valuesOf(words);
  const first = (name: keyof CurlLine): string | null => found.get(name)?.[0] ?? null;
  return {
    url: first('url'),
    user: first('user'),
    headers: found.get('headers') ?? [],
    proxy: first('proxy'),
    proxyUser: first('proxyUser'),
    certificate: first('certificate'),
    key: first('key'),
    ca: first('ca'),
    insecure: found.has('insecure'),
  };
}

function valuesOf(words: readonly string[]): Map<keyof CurlLine, string[]> {
  const found = new Map<keyof CurlLine, string[]>();
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
  return skipped.has(option) || (meanings[option] ?? 'insecure') !== 'insecure';
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
