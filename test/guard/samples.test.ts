import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleCollections } from '../../src/lab/samples.ts';
import { networksAround } from '../../src/observable/ip.ts';
import type { Observable } from '../../src/observable/observable.ts';
import { factsOfMessage } from '../../src/mail/facts.ts';

const clock = { monotonic: () => 0 };

/** What the practice source asserts, whatever day it is. */
const listed = new Set(
  sampleCollections(Date.parse('2026-11-23T10:00:00Z'))
    .filter(({ name }) => name === 'practice.all')
    .flatMap((sample) => Array.from({ length: sample.blocks.length }, (_, i) => sample.asserts(i)).flat()),
);

function around({ kind, value }: Observable): readonly Observable[] {
  return kind === 'ip' ? networksAround(value) : [];
}

async function matched(file: string): Promise<string[]> {
  const { facts, reservations } = await factsOfMessage(readFileSync(file), {
    truncated: false,
    clock,
    isOwn: () => true,
  });
  expect(reservations).toEqual([]);
  return facts
    .filter(({ observable }) =>
      [observable, ...around(observable)].some(({ kind, value }) => listed.has(`${kind} ${value}`)),
    )
    .map(({ observable, where }) => `${where} ${observable.kind}`);
}

describe('the sample mails', () => {
  it('hold what the practice source lists, everywhere that is looked at', async () => {
    expect(await matched('samples/phish.eml')).toEqual([
      'received ip',
      'from email',
      'from domain',
      'text url',
      'html url',
      'attachment sha256',
      'attachment sha1',
      'attachment md5',
    ]);
  });
  it('hold nothing of it in the clean one', async () => {
    expect(await matched('samples/clean.eml')).toEqual([]);
  });
  it('come with the package', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain('samples');
  });
});
