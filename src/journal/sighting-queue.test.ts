import { expect, it, onTestFinished } from 'vitest';
import type { JournalEntry, JournalMatch } from './entry.ts';
import { Journal } from './journal.ts';

const day = 86_400_000;

function match(value: string, sources: readonly string[]): JournalMatch {
  const assertions = sources.map((source) => ({
    source,
    indicator: 'i',
    tags: [],
    confidence: 80,
    mode: 'enforce' as const,
  }));
  return { kind: 'domain', value, shown: value, where: 'html', sources, assertions, exemption: null, done: 'header' };
}

function entry(reference: string, time: number, ...matches: JournalMatch[]): JournalEntry {
  return {
    reference,
    time,
    front: 'milter',
    client: '192.0.2.1',
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'monitor',
    action: 'none',
    wanted: 'none',
    rule: null,
    notes: [],
    matches,
    facts: [],
  };
}

function opened(): Journal {
  const journal = new Journal(':memory:', { kind: 'hashed', key: 'k' });
  onTestFinished(() => journal.close());
  return journal;
}

it('a value is told once a source and day, however many mails showed it, and in clear', () => {
  const journal = opened();
  const listed = match('bad.example', ['misp', 'other']);
  journal.add([entry('a', 5, listed), entry('b', 6, listed), entry('a', 7, listed), entry('c', day + 1, listed)]);
  const seen = { type: 'seen', source: 'misp', kind: 'domain', value: 'bad.example' };
  expect(journal.sightings.waiting('misp', ['seen'], 10)).toEqual([
    { ...seen, time: 5 },
    { ...seen, time: day + 1 },
  ]);
  expect(journal.sightings.waiting('misp', ['seen'], 1)).toHaveLength(1);
  expect(journal.sightings.waiting('third', ['seen'], 10)).toEqual([]);
});

it('a wrong verdict waits beside what was seen, and what is settled comes no more, also when it is seen again', () => {
  const journal = opened();
  journal.add([entry('a', 5, match('bad.example', ['misp']))]);
  journal.markFalsePositive('a', 'newsletter', 9);
  const types = ['seen', 'false-positive'] as const;
  const waiting = journal.sightings.waiting('misp', types, 10);
  expect(waiting.map(({ type, time }) => [type, time])).toEqual([
    ['seen', 5],
    ['false-positive', 9],
  ]);
  expect(journal.sightings.waiting('misp', ['false-positive'], 10)).toHaveLength(1);
  for (const each of waiting) journal.sightings.settle(each);
  journal.add([entry('b', 8, match('bad.example', ['misp']))]);
  expect(journal.sightings.waiting('misp', types, 10)).toEqual([]);
});

it('what has waited too long is let go, and what is old is forgotten', () => {
  const journal = opened();
  journal.add([entry('a', 5, match('bad.example', ['misp'])), entry('b', 3 * day, match('bad.example', ['misp']))]);
  journal.sightings.settleBefore(day);
  expect(journal.sightings.waiting('misp', ['seen'], 10).map(({ time }) => time)).toEqual([3 * day]);
  journal.forgetBefore(4 * day);
  expect(journal.sightings.waiting('misp', ['seen'], 10)).toEqual([]);
});
