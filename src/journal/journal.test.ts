import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { decodeEntry, encodeEntry, type JournalEntry } from './entry.ts';
import type { HuntOptions } from './hunt.ts';
import { importSpooled, keepJournal } from './importer.ts';
import { Journal } from './journal.ts';
import type { Privacy } from './privacy.ts';
import { SpoolWriter } from './spool.ts';

const clear: Privacy = { kind: 'clear' };
const hour = 3_600_000;

function entry(reference: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    reference,
    time: 10 * hour,
    front: 'milter',
    client: '192.0.2.1',
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: '4Abc',
    direction: 'inbound',
    mode: 'monitor',
    action: 'header',
    wanted: 'quarantine',
    rule: 'default',
    notes: [],
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
    facts: [{ kind: 'url', value: 'https://www.bad.example/', where: 'html' }],
    ...more,
  };
}

const plain = (reference: string, more: Partial<JournalEntry> = {}) =>
  entry(reference, { action: 'none', wanted: 'none', rule: null, matches: [], facts: [], ...more });

function opened(privacy = clear, directory = tempDirectory()) {
  const journal = new Journal(join(directory, 'journal.db'), privacy);
  onTestFinished(() => journal.close());
  return { journal, directory };
}

const noListings: HuntOptions['listings'] = {
  mark: async () => ({ store: 1, commit: 0, nextListing: 1 }),
  asserted: async function* nothing() {
    yield [];
  },
};

const references = (entries: readonly JournalEntry[]) => entries.map(({ reference }) => reference);

describe('an entry', () => {
  it('is read as it was written', () => {
    expect(decodeEntry(encodeEntry(entry('r')))).toEqual(entry('r'));
  });
  it.each([
    '',
    '{',
    'null',
    '{"reference":"r"}',
    JSON.stringify({ ...entry('r'), wanted: 'explode' }),
    JSON.stringify({ ...entry('r'), facts: [1] }),
  ])('that is %s is none', (line) => {
    expect(decodeEntry(line)).toBeNull();
  });
});

describe('the journal', () => {
  it('finds mails by time, address, value, source and action, the newest first', () => {
    const { journal } = opened();
    journal.add([
      entry('old', { time: hour }),
      entry('new'),
      plain('clean', { time: 11 * hour, recipients: ['c@example.org'] }),
    ]);
    const found = (filter: object) => references(journal.search({ limit: 10, ...filter }));
    expect(found({})).toEqual(['clean', 'new', 'old']);
    expect(found({ since: 2 * hour, until: 11 * hour })).toEqual(['new']);
    expect(found({ address: 'C@example.org' })).toEqual(['clean']);
    expect(found({ address: 'a@example.net', limit: 1 })).toEqual(['clean']);
    expect(found({ observable: 'bad.example' })).toEqual(['new', 'old']);
    expect(found({ observable: 'www.bad.example' })).toEqual(['new', 'old']);
    expect(found({ observable: 'https://www.bad.example/', source: 'urlhaus', action: 'header' })).toEqual([
      'new',
      'old',
    ]);
    expect(found({ source: 'otx' })).toEqual([]);
  });

  it('holds a mail once, however often it is added', () => {
    const { journal } = opened();
    journal.add([entry('r'), entry('r')]);
    journal.add([entry('r', { action: 'reject' })]);
    expect(journal.search({ limit: 10 })).toEqual([entry('r')]);
    expect([journal.get('r'), journal.get('none')]).toEqual([entry('r'), undefined]);
  });

  it('sums up what was done and what enforcing would have done', () => {
    const { journal } = opened();
    journal.add([entry('a'), entry('b'), plain('c'), entry('old', { time: 0 })]);
    expect(journal.summary(hour)).toEqual({
      mails: 3,
      matched: 2,
      done: { header: 2, none: 1 },
      wanted: { quarantine: 2, none: 1 },
    });
  });

  it('marks a verdict as wrong', () => {
    const { journal } = opened();
    journal.add([entry('r')]);
    expect([journal.markFalsePositive('r', 'newsletter', 0), journal.markFalsePositive('none', 'x', 0)]).toEqual([
      true,
      false,
    ]);
    expect([journal.falsePositive('r'), journal.falsePositive('none')]).toEqual(['newsletter', null]);
  });

  it('forgets what is too old, with all that it could be found by', () => {
    const { journal } = opened();
    journal.add([entry('old', { time: hour }), entry('new')]);
    expect(journal.forgetBefore(2 * hour)).toBe(1);
    expect(references(journal.search({ observable: 'bad.example', limit: 10 }))).toEqual(['new']);
  });

  it('tells which mails showed a value that is listed only now', () => {
    const { journal } = opened();
    journal.add([
      plain('seen', { facts: [{ kind: 'domain', value: 'later.example', where: 'text' }] }),
      plain('other'),
    ]);
    const hunted = (kind: 'domain' | 'url', since = 0, below = false, value = 'later.example') =>
      references(journal.mailsThatShowed({ kind, value }, { since, below }));
    expect([hunted('domain'), hunted('url'), hunted('domain', 11 * hour)]).toEqual([['seen'], [], []]);
    journal.add([plain('below', { facts: [{ kind: 'domain', value: 'a.b.later.example', where: 'text' }] })]);
    expect(hunted('domain', 0, true).sort()).toEqual(['below', 'seen']);
    expect([hunted('domain', 0, true, 'b.later.example'), hunted('domain', 0, true, 'example')]).toEqual([
      ['below'],
      [],
    ]);
  });
});

describe('a private journal', () => {
  const hashed: Privacy = { kind: 'hashed', key: 'k' };
  it('has no address and no unlisted value in its file, and still finds them', async () => {
    const { journal, directory } = opened(hashed);
    const spool = join(directory, 'spool');
    const writer = new SpoolWriter({ directory: spool, clock: new ManualClock(), lost: () => undefined });
    writer.append(entry('r'));
    await writer.flush();
    await importSpooled(journal, spool, 1);
    const text = JSON.stringify(journal.search({ limit: 10 }));
    for (const secret of ['a@example.net', 'b@example.org', '192.0.2.1', 'www.bad.example'])
      expect(text).not.toContain(secret);
    for (const filter of [
      { address: 'b@example.org' },
      { observable: 'https://www.bad.example/' },
      { observable: 'bad.example' },
    ])
      expect(references(journal.search({ ...filter, limit: 10 })), JSON.stringify(filter)).toEqual(['r']);
    expect(
      references(
        journal.mailsThatShowed({ kind: 'url', value: 'https://www.bad.example/' }, { since: 0, below: false }),
      ),
    ).toEqual(['r']);
  });
});

describe('the spool', () => {
  function spooling(mostWaiting?: number) {
    const directory = join(tempDirectory(), 'spool');
    const lost: number[] = [];
    const clock = new ManualClock();
    const limit = mostWaiting === undefined ? {} : { mostWaiting };
    return {
      directory,
      lost,
      clock,
      writer: new SpoolWriter({ directory, clock, lost: (count) => lost.push(count), ...limit }),
    };
  }

  it('brings every entry into the journal, and leaves nothing behind', async () => {
    const { directory, writer, clock } = spooling();
    const { journal } = opened();
    const stop = new AbortController();
    const running = writer.run(stop.signal);
    writer.append(entry('a'));
    await clock.advance(500);
    writer.append(entry('b'));
    stop.abort();
    await running;
    expect(await importSpooled(journal, directory, 5)).toEqual({ entries: 2, unread: 0 });
    expect(references(journal.search({ limit: 10 })).sort()).toEqual(['a', 'b']);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('passes over a line that a crash cut, and says so', async () => {
    const { directory, writer } = spooling();
    const { journal } = opened();
    writer.append(entry('a'));
    await writer.flush();
    appendFileSync(join(directory, 'open.jsonl'), '{"reference":"cu');
    expect(await importSpooled(journal, directory, 5)).toEqual({ entries: 1, unread: 1 });
  });

  it('counts what it cannot take rather than make a mail wait', async () => {
    const { lost, writer, directory } = spooling(2);
    for (const reference of ['a', 'b', 'c']) writer.append(entry(reference));
    expect(lost).toEqual([1]);
    mkdirSync(join(directory, 'open.jsonl'), { recursive: true });
    await writer.flush();
    expect(lost).toEqual([1, 2]);
  });

  it('is kept taken in by whoever keeps the journal, who tells a failure once', async () => {
    const { directory, writer, clock } = spooling();
    const file = join(tempDirectory(), 'journal.db');
    const failures: unknown[] = [];
    writer.append(entry('old', { time: 0 }));
    writer.append(entry('new', { time: clock.now() }));
    await writer.flush();
    writeFileSync(file, 'no database at all, but long enough to be looked at');
    const stop = new AbortController();
    const options = {
      settings: () => ({ place: { file, spool: directory, privacy: clear }, keepMs: hour, huntMs: hour }),
      listings: noListings,
      sources: async () => new Map(),
      late: () => undefined,
      clock,
      failed: (error: unknown) => failures.push(error),
    };
    const running = keepJournal(options, stop.signal);
    await clock.advance(20_000);
    expect(failures).toEqual([expect.objectContaining({ code: 'host/db-corrupt' })]);
    expect(existsSync(join(directory, 'open.jsonl')), 'the spool waits').toBe(true);
    writeFileSync(file, '');
    for (let i = 0; i < 50 && readdirSync(directory).length > 0; i += 1) await clock.advance(5000);
    stop.abort();
    await running;
    const { journal } = { journal: new Journal(file, clear) };
    onTestFinished(() => journal.close());
    expect(references(journal.search({ limit: 10 }))).toEqual(['new']);
  });
});
