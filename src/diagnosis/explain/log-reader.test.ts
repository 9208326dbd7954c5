import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../catalogue.ts';
import { languages } from '../entry.ts';
import { mostEpisodes, mostLines, mostUnreadable, type Explanation } from './episode.ts';
import { explainLog, LogReader } from './log-reader.ts';
import { renderEpisodes, tell } from './show.ts';

const vector = (name: string): string[] => readFileSync(`test/vectors/logs/${name}`, 'utf8').split('\n');
const explained = (name: string): Promise<Explanation> => explainLog(vector(name));
const line = (text: string, clock = '16:15:26'): string => `Wed Sep  8 ${clock} 2021 Info: THREAT_FEEDS: ${text}`;
const failed = (source: string, reason: string): string =>
  line(`Failed to fetch observables from the source: ${source}. Reason for failure: ${reason}`);

describe("the excerpts of the vendor's article", () => {
  it.each([
    [
      'article-01',
      'gate/disabled',
      'one-of',
      ['gate/disabled', 'gate/key-missing', 'gate/key-expired', 'gate/terms-not-accepted'],
    ],
    [
      'article-02',
      'tcp/timeout',
      'one-of',
      ['tcp/port-filtered', 'tcp/egress-blocked', 'tcp/proxy-required', 'tcp/path-silent'],
    ],
    ['article-03', 'http/400', 'one-of', ['taxii/wrong-service', 'http/port-is-tls']],
    ['article-04', 'http/401', 'likely', ['http/401-no-credentials']],
    ['article-05', 'http/404', 'likely', ['taxii/collection-not-found']],
    ['article-06', 'http/405', 'likely', ['taxii/wrong-service']],
    ['article-07', 'http/503', 'certain', []],
    ['article-08', 'taxii/collection-not-found', 'certain', []],
    [
      'article-09',
      'tls/verify-failed',
      'one-of',
      [
        'tls/unknown-root',
        'tls/missing-intermediate',
        'tls/inspection',
        'tls/self-signed',
        'tls/expired-leaf',
        'tls/not-yet-valid',
      ],
    ],
    ['article-10', 'body/empty', 'certain', []],
    ['article-11', 'tcp/refused', 'likely', ['tcp/rejected-by-firewall']],
  ] as const)('%s: one episode of %s', async (name, code, certainty, alternatives) => {
    const { episodes, unreadable, sources } = await explained(`${name}.log`);
    expect(unreadable.count).toBe(0);
    expect(sources).toBe(1);
    expect(episodes).toHaveLength(1);
    expect(episodes[0]).toMatchObject({
      source: 'TAXII_Feed',
      host: 'taxii.example.net',
      product: 'cisco-esa',
      code,
      certainty,
      alternatives,
      attempts: 3,
      polls: 1,
      firstAt: '2021-09-08T16:15:28',
      lastAt: '2021-09-08T16:19:32',
      recovered: false,
      lines: [4, 5, 6, 7, 8],
      lineCount: 5,
    });
  });
  it('article-12: a poll that was asked for while one runs', async () => {
    const { episodes } = await explained('article-12.log');
    expect(episodes).toHaveLength(1);
    expect(episodes[0]).toMatchObject({ code: 'gate/poll-running', lines: [2, 3], polls: 0, source: 'TAXII_Feed' });
  });
});

describe('damaged lines', () => {
  it('are cut apart, joined, and read without their quotes, weekdays and heads', async () => {
    const { episodes, unreadable } = await explained('damaged.log');
    expect(episodes.map(({ source, host, code, lines }) => [source, host, code, lines])).toEqual([
      ['OTX', 'otx.alienvault.com', 'tcp/timeout', [6, 8, 9, 10]],
      ['Slash', null, 'http/405', [11]],
      ['Bare', null, 'http/400', [12]],
      ['Glued', null, 'http/401', [12]],
      ['Quoted', null, 'http/404', [13, 14]],
      [null, 'taxii.example.net', 'taxii/collection-not-found', [16]],
      [null, null, 'config/url-bad', [17]],
    ]);
    expect(unreadable).toEqual({ count: 1, lines: [15] });
    expect(episodes[0]).toMatchObject({ attempts: 3, polls: 1, evidence: { errno: 110, port: 443 } });
  });
});

describe('a day of ten sources', () => {
  it('is one episode for each failure, whatever comes between its lines', async () => {
    const { episodes, sources, unreadable } = await explained('day.log');
    expect([sources, unreadable.count]).toEqual([10, 0]);
    expect(
      episodes.map(({ source, code, polls, attempts, recovered }) => [source, code, polls, attempts, recovered]),
    ).toEqual([
      ['otx', 'http/401', 24, 72, false],
      ['limo', 'body/empty', 12, 36, true],
      ['misp-corp', 'tls/missing-intermediate', 24, 72, false],
      ['kisa', 'proxy/auth-needed', 24, 72, false],
      ['isac', 'taxii/collection-not-found', 24, 72, false],
      ['hail', 'dns/nxdomain', 24, 72, false],
      ['lab', 'http/503', 24, 72, false],
      ['flap', 'http/503', 1, 3, true],
      ['flap', 'http/503', 1, 3, true],
      ['flap', 'http/503', 1, 3, true],
      ['late', 'http/slow-server', 4, 12, false],
    ]);
    expect(episodes[1]).toMatchObject({ recoveredAt: '2026-11-22T12:00:27', lineCount: 60 });
    expect(episodes[1]?.lines).toHaveLength(mostLines);
  });
  it('counts the attempts that the last line tells of when the others are not logged', async () => {
    const some = vector('day.log').filter((text) => !text.includes(' Debug: '));
    const { episodes } = await explainLog(some);
    expect(episodes[0]).toMatchObject({ source: 'otx', polls: 24, attempts: 72 });
  });
});

describe("Feedgate's own log", () => {
  it('is taken by its codes in the classic lines', async () => {
    const { episodes } = await explained('feedgate-classic.log');
    expect(
      episodes.map(({ source, code, certainty, product, recovered }) => [source, code, certainty, product, recovered]),
    ).toEqual([
      ['phish', 'tls/inspection', 'certain', 'feedgate', true],
      ['phish', 'gate/poll-running', 'certain', 'feedgate', true],
      [null, 'data/poison-block', 'certain', 'feedgate', false],
    ]);
    expect(episodes[0]?.reason).toBe('TLS with "taxii.example.net": unable to get local issuer certificate');
  });
  it('is taken with its evidence in JSON', async () => {
    const { episodes, unreadable } = await explained('feedgate.jsonl');
    expect(
      episodes.map(({ source, host, code, attempts, recoveredAt }) => [source, host, code, attempts, recoveredAt]),
    ).toEqual([
      ['phish', 'taxii.example.net', 'http/503', 2, '2026-11-22T01:00:40.000Z'],
      [null, null, 'host/disk-full', 0, null],
    ]);
    expect(episodes[0]?.evidence).toMatchObject({ status: 503 });
    expect(unreadable).toEqual({ count: 1, lines: [8] });
  });
  it('may name a code of a newer version', async () => {
    const explanation = await explainLog([failed('X', 'something new [tls/decohered]')]);
    expect(explanation.episodes[0]).toMatchObject({ code: 'tls/decohered', product: 'feedgate' });
    for (const language of languages)
      expect(renderEpisodes(explanation, language).join('\n')).toContain('tls/decohered');
  });
  it('is not seen in a reason that ends in brackets', async () => {
    const { episodes } = await explainLog([failed('X', 'Invalid response received [text/html]')]);
    expect(episodes).toMatchObject([{ code: 'body/html-page', product: 'cisco-esa' }]);
  });
  it('keeps a little of huge evidence', async () => {
    const evidence = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`k${i}`, i % 2 === 0 ? 'x'.repeat(100) : { a: [1, 2], b: [] }]),
    );
    const text = {
      level: 'info',
      event: 'poll.attempt-failed',
      code: 'http/503',
      text: '',
      source: 'X',
      fields: { evidence },
    };
    const { episodes } = await explainLog([JSON.stringify(text)]);
    expect(Object.keys(episodes[0]?.evidence ?? {})).toHaveLength(20);
    expect(episodes[0]?.evidence['k1']).toEqual({ a: 1 });
  });
  it('is read from a terminal too', async () => {
    const { episodes } = await explainLog([
      `10:00:01 ${failed('X', 'gone [http/410]').slice(25)}`.replace('THREAT_FEEDS: ', ''),
    ]);
    expect(episodes).toMatchObject([{ source: 'X', code: 'http/410', firstAt: null }]);
  });
});

describe('episodes', () => {
  it('end when the failure becomes another', async () => {
    const { episodes } = await explainLog([failed('X', "'503'"), failed('X', "'401'"), failed('X', "'503'")]);
    expect(episodes.map(({ code, recovered }) => [code, recovered])).toEqual([
      ['http/503', false],
      ['http/401', false],
      ['http/503', false],
    ]);
  });
  it('are of what probes found, where they did', async () => {
    const attempted = failed('X', 'no [http/404]');
    const head = attempted.slice(0, attempted.indexOf('THREAT_FEEDS:'));
    const probed = `${head}THREAT_FEEDS: Cause of the failure of the source: X, after probes (likely) [http/404-path]`;
    const { episodes } = await explainLog([attempted, probed, attempted]);
    expect(episodes).toMatchObject([{ source: 'X', code: 'http/404-path', certainty: 'likely', lineCount: 3 }]);
    const json = { time: '2026-11-22T10:00:00Z', level: 'Info', source: 'X', text: 'x' };
    const told = await explainLog([
      JSON.stringify({ ...json, event: 'poll.attempt-failed', code: 'http/404' }),
      JSON.stringify({ ...json, event: 'poll.probed', code: 'http/404-path', fields: { certainty: 'certain' } }),
    ]);
    expect(told.episodes).toMatchObject([{ source: 'X', code: 'http/404-path', certainty: 'certain' }]);
  });
  it('have a remedy for the product of the log', async () => {
    const cisco = await explainLog([failed('X', "'405'")]);
    const ours = await explainLog([failed('X', 'no [http/405]')]);
    expect(tell(cisco, 'en').episodes[0]?.remedy[0]).toContain('Mail Policies > External Threat Feeds Manager');
    expect(tell(ours, 'en').episodes[0]?.remedy[0]).toContain('feedgate source test X');
    for (const { remedy, meaning } of tell(cisco, 'ko').episodes)
      expect([meaning, ...remedy].join()).not.toContain('Feedgate');
  });
  it('say so when the log does not tell which of several it is', async () => {
    const { episodes } = tell(await explained('article-01.log'), 'en');
    expect(episodes[0]?.title).toBe('one of 4, first of all: the threat feeds service is switched off');
    expect(episodes[0]?.choices.map(({ code }) => code)).toContain('gate/key-expired');
    expect(episodes[0]?.remedy.join()).toContain('Feature Keys');
    const timeout = tell(await explained('article-02.log'), 'en').episodes[0];
    expect(timeout?.title).toBe('no answer to the connection request');
    expect(timeout?.remedy.join()).toContain('`telnet taxii.example.net 443`');
  });
  it.each(languages)('are told in %s with their code, source, counts and lines', async (language) => {
    const out = renderEpisodes(await explained('day.log'), language).join('\n');
    for (const part of ['otx: ', '[http/401]', '72', 'feedgate explain http/401', '2026-11-22 00:00:02', '3, 31, 38'])
      expect(out).toContain(part);
    expect(out).toContain(language === 'ko' ? '폴링 24회 실패, 시도 72회' : '24 failed polls, 72 attempts');
    expect(out).toContain(lookUp('http/401')?.[language].title ?? 'no title');
    expect(out).not.toMatch(/[{}]/);
  });
  it('are none in a log without failure', async () => {
    const explanation = await explainLog(
      vector('day.log').filter((text) => text.includes(': fine') || text.trim() === ''),
    );
    expect(explanation.episodes).toEqual([]);
    expect(renderEpisodes(explanation, 'en')).toEqual([`No failure (lines: ${explanation.lines}).`]);
  });
  it('show what a peer wrote harmlessly', async () => {
    const explanation = await explainLog([failed('X\u202e', "'503' \u001b[31m \u009b31m `rm -rf /`")]);
    const out = languages.flatMap((language) => renderEpisodes(explanation, language)).join('\n');
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('whatever is fed in', () => {
  const words = fc.constantFrom(
    'Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: ',
    'Failed to fetch observables from the source: ',
    'Unable to fetch the observables from the source: X after 3 failed attempts. ',
    'Reason for failure: ',
    'observables were fetched from the source: X',
    '{"event":"poll.fetched","text":"","source":{}}',
    '{"event":"poll.gave-up","code":"a/b","text":"","level":"warning"}',
    '(Machine esa03) (SERVICE)> ',
    "'405’",
    'host=',
    '[http/401]',
    '(',
    '\n',
  );
  const anything = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 12 });

  it('is read to its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 20 }), async (lines) => {
        const explanation = await explainLog(lines.map((parts) => parts.join('')));
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
        for (const language of languages) expect(renderEpisodes(explanation, language).length).toBeGreaterThan(0);
      }),
    );
  });
  it.each([
    'x'.repeat(1_000_000),
    '('.repeat(100_000),
    'Jan 1 '.repeat(20_000),
    'Failed to fetch observables from the source: '.repeat(5000),
    'source '.repeat(20_000),
    `{${'"a":{'.repeat(20_000)}`,
    ' '.repeat(200_000),
    '[a/b] '.repeat(20_000),
  ])('is read in bounded time: %.20s', (text) => {
    const reader = new LogReader();
    const began = performance.now();
    for (let i = 1; i <= 5; i += 1) reader.push(text, i);
    reader.push(line(text), 6);
    reader.end();
    expect(performance.now() - began).toBeLessThan(1500);
  });
  it('is kept within bounds', () => {
    const reader = new LogReader();
    for (let i = 1; i <= 5000; i += 1) reader.push(failed(`s${i}`, `'${400 + (i % 30)}'`), i);
    for (let i = 5001; i <= 6000; i += 1) reader.push('{"no": "log"}', i);
    const { episodes, dropped, unreadable, sources } = reader.end();
    expect([episodes.length, dropped, sources]).toEqual([mostEpisodes, 5000 - mostEpisodes, 5000]);
    expect([unreadable.count, unreadable.lines.length]).toEqual([1000, mostUnreadable]);
  });
});
