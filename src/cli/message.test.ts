import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { encodeEntry, type JournalEntry } from '../journal/entry.ts';

const clock = new ManualClock();

const stopped: JournalEntry = {
  reference: '01STOPPED',
  time: clock.now() - 3_600_000,
  front: 'milter',
  client: '192.0.2.1',
  sender: 'a@example.net',
  recipients: ['b@example.org', 'c@example.org'],
  queueId: '4Abc',
  direction: 'inbound',
  mode: 'monitor',
  action: 'header',
  wanted: 'reject',
  rule: 'block',
  notes: ['mail/too-deep'],
  matches: [
    {
      kind: 'domain',
      value: 'bad.example',
      shown: 'www.bad.example',
      where: 'html',
      sources: ['urlhaus'],
      assertions: [{ source: 'urlhaus', indicator: 'i', tags: [], confidence: 80, mode: 'enforce' }],
      exemption: null,
      done: 'header',
    },
  ],
  facts: Array.from({ length: 30 }, (_, i) => ({ kind: 'domain', value: `n${i}.example`, where: 'text' })),
};

const clean: JournalEntry = {
  ...stopped,
  reference: '01CLEAN',
  time: clock.now() - 90_000_000,
  action: 'none',
  wanted: 'none',
  rule: null,
  notes: [],
  matches: [],
  facts: [],
};

/** A data directory whose gateway has written verdicts that nobody has taken yet. */
function dataDirectory(settings = ''): string {
  const directory = tempDirectory();
  mkdirSync(join(directory, 'spool'));
  writeFileSync(join(directory, 'spool', 'open.jsonl'), [stopped, clean].map(encodeEntry).join(''));
  if (settings !== '') writeFileSync(join(directory, 'feedgate.yaml'), settings);
  return directory;
}

const run = (data: string, ...argv: readonly string[]) => feedgate([...argv, '--data', data], { clock });

describe('message list', () => {
  it('lists what the gateway has written, the newest first', async () => {
    const { code, out } = await run(dataDirectory(), 'message', 'list');
    expect(code).toBe(0);
    expect(out.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/01STOPPED +a@example.net +b@example.org \+1 +header +reject +bad.example +urlhaus/),
      expect.stringContaining('01CLEAN'),
    ]);
  });

  it.each([
    [['--matched'], ['01STOPPED']],
    [['--since', '1d'], ['01STOPPED']],
    [['--until', '1d'], ['01CLEAN']],
    [['--observable', 'www[.]bad[.]example'], ['01STOPPED']],
    [['--observable', 'n3.example'], ['01STOPPED']],
    [['--source', 'urlhaus'], ['01STOPPED']],
    [['--action', 'none'], ['01CLEAN']],
    [['--address', 'C@example.org', '-n', '1'], ['01STOPPED']],
    [['--late'], []],
  ])('finds by %j', async (options, references) => {
    const { out } = await run(dataDirectory(), 'message', 'list', ...options, '--json');
    expect(JSON.parse(out).map(({ reference }: JournalEntry) => reference)).toEqual(references);
  });

  it('finds addresses that are written as hashes', async () => {
    const data = dataDirectory('journal:\n  privacy: hashed\n');
    const { out } = await run(data, 'message', 'list', '--address', 'b@example.org', '--matched', '--json');
    expect(out).toContain('01STOPPED');
    expect(out).not.toContain('b@example.org');
  });

  it('refuses what is no time', async () => {
    const { code, talk } = await run(dataDirectory(), 'message', 'list', '--since', 'yesterday');
    expect([code, talk]).toEqual([2, expect.stringContaining('[usage/bad-value]')]);
  });
});

describe('message show', () => {
  it('says what was listed by whom, where it was seen, and what the rules wanted', async () => {
    const { code, out } = await run(dataDirectory(), 'message', 'show', '01STOPPED');
    expect(code).toBe(0);
    expect(out).toContain('header (monitor; the rules wanted reject)');
    expect(out).toContain('bad.example by urlhaus, seen in the HTML as www.bad.example: header');
    expect(out).toContain('and 10 more (--all)');
    const all = await run(dataDirectory(), 'message', 'show', '01STOPPED', '--all');
    expect(all.out).toContain('n29.example');
  });

  it('says in Korean what it says in English', async () => {
    const { out } = await run(dataDirectory(), 'message', 'show', '01STOPPED', '--lang', 'ko');
    expect(out).toMatch(/bad.example \(소스: urlhaus, 위치: HTML, 메일의 값:\s+www.bad.example\): header/);
  });

  it('says that it knows no such mail', async () => {
    const { code, talk } = await run(dataDirectory(), 'message', 'show', '01ELSE');
    expect([code, talk]).toEqual([1, expect.stringContaining('[mail/unknown-reference]')]);
  });
});

describe('message report-fp', () => {
  it('marks a mail, and says what keeps it from happening again', async () => {
    const data = dataDirectory();
    const { code, talk } = await run(data, 'message', 'report-fp', '01STOPPED', '--reason', 'our newsletter');
    expect(code).toBe(0);
    expect(talk).toContain('feedgate exemption add bad.example');
    expect((await run(data, 'message', 'show', '01STOPPED')).out).toContain('our newsletter');
  });

  it('asks for a reason', async () => {
    const { code, talk } = await run(dataDirectory(), 'message', 'report-fp', '01STOPPED');
    expect([code, talk]).toEqual([2, expect.stringContaining('--reason')]);
  });
});
