import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../test/fakes/seeded-random.ts';
import { languages } from '../entry.ts';
import type { Change, Episode, Explanation } from './episode.ts';
import { LogReader } from './log-reader.ts';
import { renderChange, renderEpisodes, tellChange } from './show.ts';

/** What goes wrong with a source: from which hour of the day until which, and what the log says then. */
interface Trouble {
  readonly from: number;
  readonly until: number;
  readonly code: string;
  readonly reason: string;
}

const pool = (host: string, cause: string): string =>
  `Taxii Error: HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: /taxii/poll/ (Caused by NewConnectionError('<requests.packages.urllib3.connection.VerifiedHTTPSConnection object at 0x810ee8a50>: Failed to establish a new connection: ${cause}',))`;

/** The reasons of the vendor's article, an hour a poll. */
const troubles: Readonly<Record<string, readonly Trouble[]>> = {
  otx: [
    { from: 0, until: 24, code: 'http/401', reason: 'Taxii Error: HTTP Error: status code 401 authentication failure' },
  ],
  limo: [
    { from: 2, until: 12, code: 'body/empty', reason: 'Taxii Error: XML Parising Error: no element found (line 0)' },
  ],
  corp: [
    {
      from: 5,
      until: 24,
      code: 'tls/verify-failed',
      reason: 'Taxii Error: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:590)',
    },
  ],
  kisa: [{ from: 0, until: 9, code: 'tcp/refused', reason: pool('kisa.example', '[Errno 111] Connection refused') }],
  isac: [
    {
      from: 1,
      until: 24,
      code: 'taxii/collection-not-found',
      reason: 'Taxii Error: NOT_FOUND: The requested collection could not be found',
    },
  ],
  hail: [{ from: 3, until: 7, code: 'tcp/timeout', reason: pool('hail.example', '[Errno 110] Connection timed out') }],
  slash: [{ from: 0, until: 24, code: 'http/405', reason: "'405'" }],
  flap: [
    { from: 1, until: 2, code: 'http/503', reason: 'Taxii Error: HTTP Error: status code 503 service unavailable' },
    { from: 8, until: 10, code: 'http/503', reason: 'Taxii Error: HTTP Error: status code 503 service unavailable' },
  ],
  moved: [
    {
      from: 2,
      until: 6,
      code: 'http/404',
      reason: 'Taxii Error: HTTP Error: status code 404 requested resource not available',
    },
    { from: 6, until: 11, code: 'http/400', reason: "'400'" },
  ],
  fine: [],
};
const names = Object.keys(troubles);

interface Line {
  readonly at: number;
  readonly level: string;
  readonly text: string;
}

const start = Date.parse('2021-09-08T00:00:00Z');
const hour = 3_600_000;

/** What the reference product logs of a poll: three attempts two minutes apart, then that it gave up. */
function pollLines(source: string, at: number, trouble: Trouble | undefined): Line[] {
  const line = (after: number, level: string, text: string): Line => ({ at: at + after * 1000, level, text });
  const opening = [
    line(0, 'Info', `A delta poll is scheduled for the source: ${source}`),
    line(1, 'Info', `A delta poll has started for the source: ${source}, domain: ${source}.example, collection: c`),
  ];
  if (trouble === undefined)
    return [...opening, line(5, 'Info', `12 observables were fetched from the source: ${source}`)];
  const { reason } = trouble;
  const failed = `Failed to fetch observables from the source: ${source}. Reason for failure: ${reason}`;
  return [
    ...opening,
    ...[2, 122, 242].map((after) => line(after, 'Debug', failed)),
    line(
      243,
      'Warning',
      `Unable to fetch the observables from the source: ${source} after 3 failed attempts. Reason for failure: ${reason}`,
    ),
    line(244, 'Info', `Job failed with exception : Source: ${source}. Reason for failure: ${reason}`),
    line(
      245,
      'Debug',
      `Updating the timestamp: 2021-09-08 16:31:36.071684 for the last attempted poll for the source: ${source}`,
    ),
  ];
}

function troubleAt(source: string, h: number): Trouble | undefined {
  return troubles[source]?.find(({ from, until }) => h >= from && h < until);
}

/** The day of ten sources in the order of time: their lines lie among each other. */
function day(): readonly Line[] {
  const lines = names.flatMap((source, i) =>
    Array.from({ length: 24 }, (_, h) => pollLines(source, start + h * hour + i * 7000, troubleAt(source, h))),
  );
  return lines.flat().sort((a, b) => a.at - b.at);
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

function head({ at, level }: Line, weekday: string): string {
  const time = new Date(at).toISOString();
  const month = months.slice(Number(time.slice(5, 7)) * 3 - 3, Number(time.slice(5, 7)) * 3);
  return `${weekday} ${month} ${String(Number(time.slice(8, 10))).padStart(2, ' ')} ${time.slice(11, 19)} ${time.slice(0, 4)} ${level}: THREAT_FEEDS: `;
}

/** Ways in which lines are damaged in the article and on terminals, by their place in the list. */
const damages: readonly ((said: string) => string)[] = [
  (said) => said.replaceAll("'", '’'),
  (said) => said.replace("host='", 'host='),
  (said) => said.replace(/ (authentication|service|requested|verify|found) /, '\n$1 '),
  (said) => said.replace('host=', 'host= ').replace("', port", 'port'),
  (said) => said.replaceAll("'", ''),
];

/** The lines as they reach us: where `damaged`, one in four with another weekday, glued, broken or behind a prompt. */
function written(lines: readonly Line[], random: () => number, damaged: boolean): string[] {
  let text = '';
  for (const line of lines) {
    const hurt = damaged && random() < 0.25;
    const way = Math.floor(random() * (damages.length + 4));
    const said = hurt ? (damages[way]?.(line.text) ?? line.text) : line.text;
    const weekday = hurt ? 'Mon' : 'Wed';
    const between = hurt ? (strays[way - damages.length] ?? '\n') : '\n';
    text += `${between}${head(line, weekday)}${said}`;
  }
  return text.replace(/^\n/, '').split('\n');
}

/** What comes between two lines in place of a line break. */
const strays = ['', '\n\n', '\n\u001b[31m#### line noise \n', '\n(Machine esa03.example.net) (SERVICE)> '];

function explained(lines: readonly string[]): {
  readonly explanation: Explanation;
  readonly changes: readonly Change[];
} {
  const changes: Change[] = [];
  const reader = new LogReader((change) => changes.push(change));
  for (const [i, line] of lines.entries()) reader.push(line, i + 1);
  return { explanation: reader.end(), changes };
}

const shape = ({ source, code, polls, attempts, recovered }: Episode) => [source, code, polls, attempts, recovered];
const bySource = (a: readonly unknown[], b: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1);

/** What the day holds: each trouble once, recovered where another poll of the day went well after it. */
const expected = names
  .flatMap((source) =>
    (troubles[source] ?? []).map(({ from, until, code }) => {
      const recovered = until < 24 && troubleAt(source, until) === undefined;
      return [source, code, until - from, (until - from) * 3, recovered];
    }),
  )
  .sort(bySource);

describe('a day of ten sources', () => {
  it('is one episode for each trouble', () => {
    const { explanation } = explained(written(day(), seededRandom(1), false));
    expect(explanation.sources).toBe(10);
    expect(explanation.unreadable.count).toBe(0);
    expect(explanation.episodes.map(shape).sort(bySource)).toEqual(expected);
  });
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is the same with glued, broken and damaged lines (%i)', (seed) => {
    const lines = written(day(), seededRandom(seed), true);
    // The damage is there.
    expect(lines.filter((line) => line.split('THREAT_FEEDS').length > 2).length).toBeGreaterThan(20);
    expect(
      lines.filter((line) => /^(?:authentication|service|requested|verify|found) /.test(line)).length,
    ).toBeGreaterThan(2);
    const { explanation } = explained(lines);
    expect(explanation.sources).toBe(10);
    expect(explanation.unreadable.count).toBe(lines.filter((line) => line.includes('line noise')).length);
    expect(explanation.episodes.map(shape).sort(bySource)).toEqual(expected);
  });
  it.each(languages)('is told in %s, each source with its code', (language) => {
    const { explanation } = explained(written(day(), seededRandom(1), true));
    const out = renderEpisodes(explanation, language).join('\n');
    for (const [source, code] of expected) {
      expect(out).toMatch(new RegExp(`^[✔✖] ${String(source)}: .*\\[${String(code)}\\]$`, 'm'));
    }
    expect(out).toContain(language === 'ko' ? `장애 ${expected.length}건` : `Failures: ${expected.length}`);
    expect(out).not.toMatch(/[{}]/);
  });
});

describe('what becomes of an episode', () => {
  const { explanation, changes } = explained(written(day(), seededRandom(3), true));

  it('is told as it happens, once each', () => {
    const kinds = (source: string) =>
      changes
        .filter(({ episode }) => episode.source === source)
        .map(({ kind, episode, before }) => [kind, episode.code, before]);
    expect(kinds('otx')).toEqual([['began', 'http/401', null]]);
    expect(kinds('limo')).toEqual([
      ['began', 'body/empty', null],
      ['recovered', 'body/empty', null],
    ]);
    expect(kinds('moved')).toEqual([
      ['began', 'http/404', null],
      ['changed', 'http/400', 'http/404'],
      ['recovered', 'http/400', null],
    ]);
    expect(changes.filter(({ kind }) => kind !== 'recovered')).toHaveLength(explanation.episodes.length);
  });
  it('is told at its first failed attempt, and with all of them when it recovers', () => {
    const [began, recovered] = changes.filter(({ episode }) => episode.source === 'limo');
    expect(began?.episode).toMatchObject({ attempts: 1, polls: 1, recovered: false });
    expect(recovered?.episode).toMatchObject({ attempts: 30, polls: 10, recovered: true });
  });
  it('is a change too when probes find the cause', () => {
    const line = (text: string): string => `Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: ${text}`;
    const { changes } = explained([
      line('Failed to fetch observables from the source: X. Reason for failure: no [tls/unknown-root]'),
      line('Cause of the failure of the source: X, after probes (certain) [tls/inspection]'),
    ]);
    expect(changes.map(({ kind, episode, before }) => [kind, episode.code, before])).toEqual([
      ['began', 'tls/unknown-root', null],
      ['changed', 'tls/inspection', 'tls/unknown-root'],
    ]);
  });
  it.each(languages)('is told in %s: all of what began, little of what recovered', (language) => {
    const of = (kind: Change['kind'], source: string): string[] => {
      const change = changes.find(({ kind: each, episode }) => each === kind && episode.source === source);
      return change === undefined ? [] : renderChange(change, language);
    };
    expect(of('began', 'limo').join('\n')).toContain('feedgate explain body/empty');
    expect(of('changed', 'moved')[1]).toMatch(
      language === 'ko' ? /^ {2}이전 .*\[http\/404\]$/ : /^ {2}Before .*\[http\/404\]$/,
    );
    expect(of('recovered', 'limo')).toHaveLength(2);
  });
  it('is plain JSON', () => {
    for (const change of changes) {
      const told = tellChange(change, 'ko');
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
    }
  });
});

describe('a pause', () => {
  it('ends the last message', () => {
    const changes: Change[] = [];
    const reader = new LogReader((change) => changes.push(change));
    reader.push(
      "Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: Failed to fetch observables from the source: X. Reason for failure: '405'",
      1,
    );
    expect(changes).toEqual([]);
    reader.pause();
    reader.pause();
    expect(changes.map(({ episode }) => episode.code)).toEqual(['http/405']);
  });
});
