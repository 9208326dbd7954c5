import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { Observable } from '../observable/observable.ts';
import type { StoredListing } from '../store/store.ts';
import type { JournalEntry } from './entry.ts';
import { huntNew } from './hunt.ts';
import { Journal } from './journal.ts';
import { lateNotes } from './late-note.ts';

const now = 100_000;

function mail(reference: string, shown: Observable, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    reference,
    time: now - 1000,
    front: 'milter',
    client: null,
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'enforce',
    action: 'none',
    wanted: 'none',
    rule: null,
    notes: [],
    matches: [],
    facts: [{ ...shown, where: 'text' }],
    ...more,
  };
}

function listing(id: number, observable: Observable, source = 1): StoredListing {
  return {
    ...observable,
    id,
    source,
    indicator: `i${id}`,
    firstSeen: now,
    lastSeen: now,
    validFrom: null,
    validUntil: null,
    expiresAt: now + 1000,
    confidence: null,
    tlp: null,
    withdrawnAt: null,
  };
}

const domain = (value: string): Observable => ({ kind: 'domain', value });

/** A journal that has been looked through up to the first listing, and the listings of a store. */
function scene(...mails: readonly JournalEntry[]) {
  const journal = new Journal(join(tempDirectory(), 'journal.db'), { kind: 'clear' });
  onTestFinished(() => journal.close());
  journal.add(mails);
  const listings: StoredListing[] = [listing(1, domain('known.example'))];
  const asked: number[] = [];
  const hunt = async (store = 7) =>
    huntNew({
      journal,
      listings: {
        mark: async () => ({ store, commit: 1, nextListing: listings.length + 1 }),
        asserted: async function* pages(_at, from = 0) {
          asked.push(from);
          yield listings.filter(({ id }) => id >= from);
        },
      },
      sources: async () =>
        new Map([
          [1, { name: 'urlhaus', subdomains: 'all' as const }],
          [2, { name: 'strict', subdomains: 'exact' as const }],
        ]),
      now,
      since: 0,
    });
  const add = (observable: Observable, source?: number) =>
    listings.push(listing(listings.length + 1, observable, source));
  return { journal, hunt, add, asked };
}

describe('retro-hunt', () => {
  it('tells of mails that showed what is listed since, once', async () => {
    const { journal, hunt, add, asked } = scene(mail('a', domain('later.example')), mail('b', domain('fine.example')));
    expect([await hunt(), asked], 'the first time there is nothing to compare with').toEqual([[], []]);
    add(domain('later.example'));
    const found = await hunt();
    expect(found.map(({ entry, listed, source }) => [entry.reference, listed.value, source])).toEqual([
      ['a', 'later.example', 'urlhaus'],
    ]);
    expect(asked, 'only what is new is read').toEqual([2]);
    expect(await hunt()).toEqual([]);
    expect(journal.late.of('a')).toEqual([{ kind: 'domain', value: 'later.example', source: 'urlhaus', time: now }]);
    const counted = { source: 'urlhaus', mails: 1, since: now, reference: 'a', kind: 'domain', value: 'later.example' };
    expect([journal.late.since(now), journal.late.since(now + 1)]).toEqual([[counted], []]);
    expect(journal.search({ late: true, limit: 9 }).map(({ reference }) => reference)).toEqual(['a']);
  });

  it('looks below a domain where its source covers what is below', async () => {
    const { hunt, add } = scene(mail('a', domain('www.later.example')));
    await hunt();
    add(domain('later.example'), 2);
    expect(await hunt()).toEqual([]);
    add(domain('later.example'), 1);
    expect(await hunt()).toHaveLength(1);
  });

  it.each([
    ['192.0.2.77', '192.0.2.64/26', '192.0.2.128/26'],
    ['192.0.2.77', '192.0.0.0/14', '193.0.0.0/8'],
    ['2001:db8:1::7', '2001:db8::/33', '2001:db9::/32'],
  ])('finds a mail that came from %s when %s is listed, and not when %s is', async (address, listed, other) => {
    const { hunt, add } = scene(mail('a', { kind: 'ip', value: address }));
    await hunt();
    add({ kind: 'network', value: other });
    expect(await hunt()).toEqual([]);
    add({ kind: 'network', value: listed });
    expect((await hunt()).map(({ listed: { value } }) => value)).toEqual([listed]);
  });

  it('finds mails whose addresses are hidden by the networks that they are written down under', () => {
    const journal = new Journal(join(tempDirectory(), 'journal.db'), { kind: 'hashed', key: 'k' });
    onTestFinished(() => journal.close());
    journal.add([mail('a', { kind: 'ip', value: '192.0.2.77' })]);
    const from = (value: string) =>
      journal.mailsThatShowed({ kind: 'network', value }, { since: 0, below: false }).length;
    expect(['192.0.2.0/24', '192.0.0.0/16', '192.0.3.0/24', '192.0.2.64/26'].map(from)).toEqual([1, 1, 0, 0]);
  });

  it('leaves alone what was matched when it came, and what another store lists', async () => {
    const match = {
      ...domain('later.example'),
      shown: 'later.example',
      where: 'text',
      sources: ['x'],
      assertions: [],
      exemption: null,
    } as const;
    const { hunt, add } = scene(mail('a', domain('later.example'), { matches: [{ ...match, done: 'header' }] }));
    await hunt();
    add(domain('later.example'));
    expect(await hunt(8), 'another store').toEqual([]);
    add(domain('later.example'));
    expect(await hunt(8)).toEqual([]);
  });
});

describe('the note of a hunt', () => {
  it('names the source, the values defanged, and the command that shows the mails', () => {
    const late = ['a', 'b'].map((reference) => ({
      entry: mail(reference, domain('later.example')),
      listed: domain('later.example'),
      source: 'urlhaus',
    }));
    expect(lateNotes(late)).toEqual([
      {
        code: 'mail/listed-late',
        source: 'urlhaus',
        text: '2 mails that had come show what the source urlhaus lists now: later[.]example; see: feedgate message list --late',
        references: ['a', 'b'],
      },
    ]);
  });
});
