import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { offerOfLab, testView } from '../../test/fakes/fake-service.ts';
import { mergeSource, parseSource } from '../config/source-settings.ts';
import type { TrialOptions } from '../poller/trial.ts';
import type { Offer } from '../probe/offer.ts';
import type { StoredSource } from '../store/store.ts';
import type { TestSubject, TestView } from './service.ts';
import { Tester } from './tester.ts';

const clock = new ManualClock();
const saved = parseSource({ name: 'phish', host: 'taxii.example.net', path: '/taxii/poll/', collection: 'c' });

interface Outcome {
  readonly tried: StoredSource | undefined;
  readonly options: TrialOptions | undefined;
  readonly discovered: readonly string[];
  readonly report: TestView;
}

async function test(subject: TestSubject, offer: Offer = offerOfLab()): Promise<Outcome> {
  let tried: StoredSource | undefined;
  let options: TrialOptions | undefined;
  const discovered: string[] = [];
  const tester = new Tester({
    sources: {
      get: async (name) => (name === 'phish' ? { ...stored(), settings: saved } : undefined),
    },
    leases: { get: async (sourceId) => ({ sourceId, holder: 'gw1/7', epoch: 1, expiresAt: clock.now() + 1000 }) },
    rules: { parse: parseSource, merge: mergeSource },
    gate: () => 'gate/disabled',
    clock,
    discover: (settings) => {
      discovered.push(settings.path);
      return Promise.resolve(offer);
    },
    async *trial(source, given) {
      tried = source;
      options = given;
      const { discovery: _, ...report } = testView({ collection: source.settings.collection });
      yield { kind: 'report', report };
    },
  });
  for await (const event of tester.test(subject, { full: true, probe: false }))
    if (event.kind === 'report') return { tried, options, discovered, report: event.report };
  throw new Error('no report');
}

function stored(): StoredSource {
  const state = {
    cursor: null,
    segmentMs: null,
    lastAttemptAt: null,
    lastSuccessAt: null,
    lastNewDataAt: null,
    nextDueAt: null,
    failures: 0,
    lastFailure: null,
    reconciledAt: null,
    reconciledFrom: null,
    reconcileTriedAt: null,
    dataSet: null,
    listings: 0,
  };
  return { id: 7, settings: saved, revision: 1, suspended: false, createdAt: 0, state };
}

describe('testing a source', () => {
  it('is done on its settings as they are saved, or with some changed for the time', async () => {
    const plain = await test({ name: 'phish' });
    expect(plain.tried).toMatchObject({ id: 7, settings: { collection: 'c' } });
    expect(plain.report.discovery).toBeNull();
    const changed = await test({ name: 'phish', changes: { collection: 'other', segment: '1d' } });
    expect(changed.tried?.settings).toMatchObject({ collection: 'other', segment: 86_400_000, path: '/taxii/poll/' });
  });
  it('says who polls it at the moment', async () => {
    expect((await test({ name: 'phish' })).options).toEqual({
      full: true,
      probe: false,
      polledBy: 'gw1/7',
      closed: 'gate/disabled',
    });
  });
  it('needs a source that there is', async () => {
    await expect(test({ name: 'nosuch' })).rejects.toMatchObject({ code: 'config/no-such-source' });
  });
});

describe('testing an address', () => {
  const url = 'https://taxii.example.net/taxii/';
  it('fills in from discovery what is missing: the poll service and a collection', async () => {
    const { tried, discovered, report } = await test({ input: { url } });
    expect(discovered).toEqual(['/taxii/']);
    expect(tried?.settings).toMatchObject({ name: 'taxii.example.net', path: '/taxii/poll/', collection: 'phish' });
    expect(report.discovery?.settings).toEqual({ path: '/taxii/poll/', collection: 'phish' });
  });
  it('asks for nothing where nothing is missing', async () => {
    const { tried, discovered, report } = await test({
      input: { url: 'https://taxii.example.net/taxii/poll/', collection: 'mine' },
    });
    expect(discovered).toEqual([]);
    expect(report.discovery).toBeNull();
    expect(tried?.settings).toMatchObject({ path: '/taxii/poll/', collection: 'mine' });
  });
  it.each(['https://taxii.example.net/', 'https://taxii.example.net/taxii/discovery/'])(
    'keeps the collection that was given, and looks for the poll service of %s',
    async (address) => {
      const { tried, discovered } = await test({ input: { url: address, collection: 'mine' } });
      expect(discovered).toHaveLength(1);
      expect(tried?.settings).toMatchObject({ path: '/taxii/poll/', collection: 'mine' });
    },
  );
  it('takes a feed rather than a set, and nothing that is closed', async () => {
    const [one] = offerOfLab().collections;
    if (one === undefined) throw new Error('no collection');
    const collections = [
      { ...one, name: 'closed', available: false },
      { ...one, name: 'set', type: 'DATA_SET' as const },
      { ...one, name: 'feed' },
    ];
    expect((await test({ input: { url } }, offerOfLab({ collections }))).tried?.settings.collection).toBe('feed');
    const sets = offerOfLab({ collections: collections.slice(0, 2) });
    expect((await test({ input: { url } }, sets)).tried?.settings).toMatchObject({
      collection: 'set',
      collectionType: 'set',
    });
  });
  it('takes a collection of TAXII 2 where the address, or all that answers, is of TAXII 2', async () => {
    const [one] = offerOfLab().collections;
    if (one === undefined) throw new Error('no collection');
    const polls = ['https://taxii.example.net/api1/collections/91a7b528/objects/'];
    const newer = { ...one, name: '91a7b528', title: 'High Value', version: '2.1' as const, polls };
    const wanted = { kind: 'taxii2', path: '/api1/', collection: '91a7b528' };
    const both = offerOfLab({ versions: ['1.1', '2.1'], collections: [one, newer] });
    expect((await test({ input: { url } }, both)).tried?.settings).toMatchObject({
      kind: 'taxii1',
      collection: 'phish',
    });
    const address = 'https://taxii.example.net/taxii2/';
    expect((await test({ input: { url: address } }, both)).tried?.settings).toMatchObject(wanted);
    const alone = offerOfLab({ versions: ['2.1'], collections: [newer], proposal: null });
    expect((await test({ input: { url } }, alone)).tried?.settings).toMatchObject(wanted);
  });
  it('asks for nothing where a collection of TAXII 2 is named', async () => {
    const { tried, discovered } = await test({
      input: { url: 'https://taxii.example.net/taxii2/', collection: 'Phish' },
    });
    expect(discovered).toEqual([]);
    expect(tried?.settings).toMatchObject({ kind: 'taxii2', collection: 'Phish' });
  });
  it('is tried all the same where discovery finds nothing: the stages tell why', async () => {
    const nothing = offerOfLab({ versions: [], collections: [], proposal: null, code: 'tcp/refused' });
    expect((await test({ input: { url } }, nothing)).tried?.settings).toMatchObject({
      path: '/taxii/',
      collection: '?',
    });
  });
  it('refuses what can be no settings', async () => {
    await expect(test({ input: { url: 'ftp://taxii.example.net/' } })).rejects.toMatchObject({ code: 'config/scheme' });
  });
});
