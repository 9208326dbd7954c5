import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { at, layerOf, listing } from '../../test/fakes/match-listings.ts';
import { MatchIndex } from '../match/match-index.ts';
import type { Observable } from '../observable/observable.ts';
import type { Exemption } from '../policy/exemption.ts';
import type { Fact } from '../policy/fact.ts';
import type { Rule } from '../policy/rule.ts';
import type { Mail } from './inspection.ts';
import { IndexInspector, type InspectorParts } from './inspector.ts';

const url = 'https://bad.example.net/a';
const fact = (kind: Observable['kind'], value: string): Fact => ({
  observable: { kind, value },
  where: 'html',
  note: null,
});
const mail: Mail = {
  front: 'milter',
  client: '192.0.2.7',
  helo: null,
  user: null,
  sender: 'a@example.org',
  recipients: ['b@example.org'],
  message: new Uint8Array(3),
  truncated: false,
  queueId: null,
};
const listings = [
  listing(1, 'url', url, { source: 3 }),
  listing(2, 'url', url, { source: 1 }),
  listing(3, 'network', '192.0.2.0/24', { source: 3 }),
  listing(4, 'domain', 'example.com', { source: 2 }),
];

async function inspectorOf(facts: readonly Fact[], rules: readonly Rule[], more: Partial<InspectorParts> = {}) {
  const index = new MatchIndex(await layerOf(listings));
  return new IndexInspector({
    index: () => index,
    rules: () => ({ policy: { mode: 'enforce', rules, subjectTag: '[T] ' }, exemptions: [] }),
    reader: {
      facts: async () => ({ facts, reservations: ['mail/too-deep'] }),
      rewrite: async (_, { matches, how, reference }) => ({
        body: new TextEncoder().encode(`${how} ${matches.length}`),
        headers: [{ name: 'Content-Type', value: reference.slice(0, 1) }],
        reservations: ['mail/rewrite-partial'],
      }),
    },
    direction: () => 'inbound',
    clock: new ManualClock(at),
    random: () => 0,
    ...more,
  });
}

const signal = new AbortController().signal;

describe('an inspection', () => {
  it('follows a fact to all that is listed around it, with everything that asserts it', async () => {
    const facts = [
      fact('url', url),
      fact('ip', '192.0.2.7'),
      fact('domain', 'www.example.com'),
      fact('url', 'https://x.test/'),
    ];
    const { verdict } = await (await inspectorOf(facts, [])).inspect(mail, signal);
    expect(
      verdict.rulings.map(({ match }) => [match.listed.value, match.assertions.map(({ source }) => source)]),
    ).toEqual([
      [url, ['all', 'exact']],
      ['192.0.2.0/24', ['all']],
      ['example.com', ['registrable']],
    ]);
  });

  it('says what was not seen, what was cut, and that its data are old', async () => {
    const inspector = await inspectorOf([], [], { staleMs: -1 });
    const { reservations } = await inspector.inspect({ ...mail, truncated: true }, signal);
    expect(reservations).toEqual(['mail/too-deep', 'mail/truncated', 'match/stale']);
  });

  it('has the body rewritten for the matches that ask for it', async () => {
    const rules: Rule[] = [{ name: 'r', when: { kinds: ['url'] }, do: 'defang-url' }];
    const inspector = await inspectorOf([fact('url', url), fact('ip', '192.0.2.7')], rules);
    const { body, bodyHeaders, reference, reservations } = await inspector.inspect(mail, signal);
    expect(new TextDecoder().decode(body ?? undefined)).toBe('defang-url 1');
    expect(bodyHeaders).toEqual([{ name: 'Content-Type', value: reference.slice(0, 1) }]);
    expect(reservations).toEqual(['mail/too-deep', 'mail/rewrite-partial']);
  });

  it('leaves the body alone otherwise, and names where a redirect goes', async () => {
    const rules: Rule[] = [{ name: 'r', when: {}, do: 'redirect', to: 'soc@example.org' }];
    const inspection = await (await inspectorOf([fact('url', url)], rules)).inspect(mail, signal);
    expect(inspection).toMatchObject({ body: null, redirectTo: 'soc@example.org', verdict: { action: 'redirect' } });
  });

  it('is told to whoever keeps the journal', async () => {
    const told: string[] = [];
    const inspector = await inspectorOf([fact('url', url)], [], {
      inspected: (_, { reference }) => told.push(reference),
    });
    const { reference } = await inspector.inspect(mail, signal);
    expect(told).toEqual([reference]);
  });

  it('fails while there is no index, which is not the same as nothing listed', async () => {
    const inspector = await inspectorOf([], [], { index: () => null });
    await expect(inspector.inspect(mail, signal)).rejects.toMatchObject({ code: 'match/missing' });
    expect(() => inspector.look({ kind: 'ip', value: '192.0.2.7' })).toThrow(
      expect.objectContaining({ code: 'match/missing' }),
    );
  });

  it('stops when its time is over', async () => {
    await expect((await inspectorOf([], [])).inspect(mail, AbortSignal.abort(new Error('late')))).rejects.toThrow(
      'late',
    );
  });
});

describe('a single look', () => {
  it('finds what is listed and not exempted', async () => {
    const what = { kind: 'network', network: '192.0.2.0/24' } as const;
    const exemption: Exemption = { id: 'e', what, owner: 'a', reason: 'r', expiresAt: null };
    const open = await inspectorOf([], []);
    const exempt = await inspectorOf([], [], {
      rules: () => ({ policy: { mode: 'monitor', rules: [], subjectTag: '' }, exemptions: [exemption] }),
    });
    const address: Observable = { kind: 'ip', value: '192.0.2.7' };
    expect(open.look(address)).toMatchObject({ listed: { kind: 'network', value: '192.0.2.0/24' } });
    expect(exempt.look(address)).toBeNull();
    expect(open.look({ kind: 'ip', value: '198.51.100.1' })).toBeNull();
  });
});
