import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeEntry, type JournalEntry } from '../../src/journal/entry.ts';
import { ManualClock } from './manual-clock.ts';
import { tempDirectory } from './temp-directory.ts';

/** The time of these tests. */
export const clock = new ManualClock();

/** A mail of an hour ago that showed a listed name and got a header; `more` changes it. */
export function entry(reference: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const assertion = { source: 'urlhaus', indicator: 'i', tags: ['phish'], confidence: 80, mode: 'enforce' } as const;
  const match = { kind: 'domain', value: 'bad.example', shown: 'www.bad.example', where: 'html' } as const;
  return {
    reference,
    time: clock.now() - 3_600_000,
    front: 'milter',
    client: null,
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'monitor',
    action: 'header',
    wanted: 'quarantine',
    rule: 'default',
    notes: [],
    matches: [{ ...match, sources: ['urlhaus'], assertions: [assertion], exemption: null, done: 'header' }],
    facts: [],
    ...more,
  };
}

/** A data directory with these files, whose gateway has written these verdicts that nobody has taken yet. */
export function dataDirectory(
  files: Readonly<Record<string, string>> = {},
  entries: readonly JournalEntry[] = [],
): string {
  const root = tempDirectory();
  mkdirSync(join(root, 'spool'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  if (entries.length > 0) writeFileSync(join(root, 'spool', 'open.jsonl'), entries.map(encodeEntry).join(''));
  return root;
}
