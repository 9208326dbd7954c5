import { why } from '../../src/feed/finding.ts';
import { Failure } from '../../src/base/failure.ts';
import { defaultGuardRules, Guards } from '../../src/guard/guard.ts';
import type { ListUpdate } from '../../src/guard/list-update.ts';
import type { Offer } from '../../src/probe/offer.ts';
import { emptyFunnel, type PollEvent, type PollReport } from '../../src/feed/report.ts';
import type { ComparisonView } from '../../src/service/compare.ts';
import {
  guardViews,
  type GuardsView,
  type GuardTestView,
  type KeptOutView,
  testGuards,
} from '../../src/service/guards.ts';
import type { ReloadView } from '../../src/service/reload.ts';
import type { KeyView, RotationView, SecretsView } from '../../src/service/secrets.ts';
import { isSealed, withPasswords } from '../../src/config/proxies-sealed.ts';
import { parseEnvelope, seal, unseal } from '../../src/secrets/envelope.ts';
import { makeKey } from '../../src/secrets/key.ts';
import type {
  DiscoverEvent,
  JsonObject,
  LookupView,
  ObservableFilter,
  ObservableView,
  Service,
  SourceView,
  TestEvent,
  TestOptions,
  TestSubject,
  TestView,
} from '../../src/service/service.ts';

/** A source as the service would show it; ten minutes after its last good poll. */
export function sourceView(view: Partial<SourceView> = {}): SourceView {
  return {
    name: 'phish-urls',
    kind: 'taxii1',
    url: 'https://taxii.example.net/taxii/poll/',
    collection: 'phish',
    mode: 'monitor',
    state: 'ok',
    suspended: false,
    listings: 12_841,
    lastAttempt: '2026-11-22T09:50:00.000Z',
    lastSuccess: '2026-11-22T09:50:00.000Z',
    lastNewData: '2026-11-22T07:50:00.000Z',
    nextDue: '2026-11-22T10:50:00.000Z',
    reconciled: '2026-11-20T09:50:00.000Z',
    cursor: '2026-11-22T09:50:00.000000Z',
    segment: null,
    failures: 0,
    failure: null,
    proxy: { from: 'default', profile: null, url: null, bypassed: false, failure: null },
    settings: {
      name: 'phish-urls',
      interval: { kind: 'every', ms: 3_600_000 },
      age: 2_592_000_000,
      credentials: { kind: 'basic', user: 'alice', password: '***' },
      tags: [],
      proxy: 'default',
    },
    ...view,
  };
}

/** The report of a good delta poll of 38 seconds. */
export function pollReport(report: Partial<PollReport> = {}): PollReport {
  return {
    id: '01JD5V8M3Q4R5S6T7V8W9X0Y1Z',
    source: 'phish-urls',
    mode: 'delta',
    state: 'succeeded',
    window: { begin: '2026-11-22T08:55:00.000000Z', end: '2026-11-22T09:59:22.000000Z' },
    segments: [{ begin: '2026-11-22T08:55:00.000000Z', end: '2026-11-22T09:59:22.000000Z', parts: 13, state: 'done' }],
    bytes: 4_210_000,
    decodedBytes: 31_400_000,
    funnel: {
      ...emptyFunnel,
      received: 1234,
      parsed: 1230,
      supported: 1190,
      refused: 3,
      new: 120,
      known: 1067,
      withdrawn: 5,
    },
    skipped: [
      { reason: 'unsupported-object:MutexObjectType', count: 3 },
      { reason: 'and-composition', count: 12 },
    ],
    refusals: [{ kind: 'url', text: 'http://\u001b[2Jx', rule: 'control-character' }],
    stages: [
      { stage: 'dns', ms: 4 },
      { stage: 'tcp', ms: 31 },
      { stage: 'tls', ms: 44 },
      { stage: 'http', ms: 31_200 },
      { stage: 'content', ms: 6012 },
      { stage: 'store', ms: 709 },
    ],
    attempts: [],
    warnings: [],
    failure: null,
    startedAt: '2026-11-22T09:59:22.000Z',
    finishedAt: '2026-11-22T10:00:00.000Z',
    ...report,
  };
}

/** A test that found all well. */
export function testView(view: Partial<TestView> = {}): TestView {
  const ok = { state: 'ok', ms: 12 } as const;
  const certificate = { subject: 'CN=taxii.example.net', issuer: 'CN=Example CA', daysLeft: 81 };
  return {
    source: 'phish-urls',
    url: 'https://taxii.example.net/taxii/poll/',
    collection: 'phish',
    result: 'works',
    window: { begin: '2026-10-23T10:00:00.000000Z', end: '2026-11-22T10:00:00.000000Z' },
    whole: true,
    segments: 1,
    parts: 3,
    stages: [
      {
        stage: 'config',
        state: 'ok',
        ms: null,
        seen: { url: 'https://taxii.example.net/taxii/poll/', kind: 'taxii1', collection: 'phish' },
      },
      { stage: 'gate', state: 'ok', ms: null, seen: { suspended: false, polledBy: null } },
      { ...ok, stage: 'dns', seen: { host: 'taxii.example.net', addresses: ['192.0.2.7', '2001:db8::7'] } },
      { ...ok, stage: 'tcp', seen: { address: '192.0.2.7', port: 443 } },
      { stage: 'proxy', state: 'skipped', ms: null, seen: {} },
      { ...ok, stage: 'tls', seen: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', ...certificate } },
      {
        ...ok,
        stage: 'http',
        seen: { status: 200, statusLine: 'HTTP/1.1 200 OK', server: 'nginx', bytes: 4200, decodedBytes: 31_000 },
      },
      { stage: 'auth', state: 'ok', ms: null, seen: { sent: 'basic', clientCertificate: false } },
      { stage: 'taxii', state: 'ok', ms: null, seen: { version: '1.1', segments: 1, split: 0, parts: 3 } },
      { ...ok, stage: 'content', seen: { received: 100, parsed: 96, supported: 91, refused: 1 } },
      { stage: 'guard', state: 'ok', ms: null, seen: { guarded: 0 } },
      { stage: 'store', state: 'ok', ms: null, seen: { wouldStore: 90 } },
    ],
    funnel: { received: 100, parsed: 96, supported: 91, refused: 1, guarded: 0, wouldStore: 90 },
    skipped: [{ reason: 'unsupported-object:MutexObjectType', count: 5 }],
    refusals: [],
    warnings: [],
    sample: [
      { kind: 'url', value: 'http://phish.example/a' },
      { kind: 'domain', value: 'phish.example' },
    ],
    bound: null,
    failure: null,
    finding: null,
    discovery: null,
    startedAt: '2026-11-22T10:00:00.000Z',
    finishedAt: '2026-11-22T10:00:01.000Z',
    ...view,
  };
}

/** What a practice server offers. */
export function offerOfLab(offer: Partial<Offer> = {}): Offer {
  return {
    address: 'https://taxii.example.net/taxii/',
    versions: ['1.1', '1.0'],
    services: [
      {
        type: 'POLL',
        address: 'https://taxii.example.net/taxii/poll/',
        available: true,
        bindings: ['urn:taxii.mitre.org:message:xml:1.1'],
        relation: 'same',
      },
    ],
    collections: [
      {
        name: 'phish',
        title: null,
        version: '1.1',
        type: 'DATA_FEED',
        available: true,
        volume: 12_000,
        description: 'phishing URLs',
        polls: ['https://taxii.example.net/taxii/poll/'],
      },
    ],
    access: 'granted',
    proposal: {
      patch: { path: '/taxii/poll/' },
      why: why('poll-service-listed-at', { url: 'https://taxii.example.net/taxii/poll/' }),
    },
    code: null,
    probes: [],
    ...offer,
  };
}

/** An observable in force by one source. */
export function observableView(view: Partial<ObservableView> = {}): ObservableView {
  return {
    kind: 'domain',
    value: 'phish.example.net',
    sources: [
      {
        source: 'phish-urls',
        indicator: 'example:indicator-1',
        firstSeen: '2026-11-20T10:02:00.000Z',
        lastSeen: '2026-11-22T09:50:00.000Z',
        validUntil: null,
        expiresAt: '2026-12-22T09:50:00.000Z',
        confidence: 80,
        tlp: 'amber',
      },
    ],
    ...view,
  };
}

/** The standard guards, which kept two values out of one source. */
export function guardsView(view: Partial<GuardsView> = {}): GuardsView {
  const sources: readonly KeptOutView[] = [
    {
      source: 'phish-urls',
      since: '2026-11-22T09:50:00.000Z',
      count: 2,
      byGuard: { 'private-address': 2 },
      samples: [{ guard: 'private-address', kind: 'ip', value: '10.0.0.1' }],
    },
  ];
  return {
    file: '/var/lib/feedgate/guards.yaml',
    changedAt: null,
    widest: defaultGuardRules.widest,
    guards: guardViews(new Guards(), sources),
    missing: [],
    sources,
    ...view,
  };
}

/** What the fake encrypts passwords of proxies with. */
const testKey = makeKey(0);

const keyOfTests: KeyView = {
  id: '62d629a30953c87f',
  from: 'data',
  file: '/var/lib/feedgate/secret.key',
  madeAt: '2026-11-20T10:00:00.000Z',
  secrets: 3,
};

/** Three secrets of two sources, all well. */
export function secretsView(view: Partial<SecretsView> = {}): SecretsView {
  return {
    current: keyOfTests,
    place: { from: 'data', file: keyOfTests.file },
    failure: null,
    keys: [keyOfTests],
    secrets: 3,
    sources: 2,
    profiles: 0,
    inClear: [],
    locked: [],
    ...view,
  };
}

/** A Service that answers what the test laid in, and remembers what was asked of it. */
export class FakeService implements Service {
  sources: SourceView[] = [sourceView()];
  reports: PollReport[] = [pollReport()];
  observables: Iterable<ObservableView> = [observableView()];
  answers: LookupView[] = [];
  guards: GuardsView = guardsView();
  secretsView: SecretsView = secretsView();
  updates: readonly ListUpdate[] = [];
  comparison: ComparisonView = { countedAt: '2026-11-22T09:57:00.000Z', sources: [] };
  /** What `poll` gives; a function sees the calls made so far. */
  events: () => AsyncIterable<PollEvent> = async function* () {
    yield { kind: 'report', report: pollReport() };
  };
  /** What `testSource` gives. */
  tests: () => AsyncIterable<TestEvent> = async function* () {
    yield { kind: 'report', report: testView() };
  };
  /** What `discoverSource` gives. */
  offers: () => AsyncIterable<DiscoverEvent> = async function* () {
    yield { kind: 'offer', offer: offerOfLab() };
  };
  /** Thrown once by the next call that changes something. */
  refuse: Failure | undefined;
  running = true;
  closed = false;
  readonly calls: (readonly unknown[])[] = [];

  async status() {
    const count = (state: SourceView['state']) => this.sources.filter((source) => source.state === state).length;
    return {
      version: '0.1.0',
      data: '/var/lib/feedgate',
      gateway: null,
      daemon: this.running ? { pid: 811, since: '2026-11-19T06:00:00.000Z' } : null,
      sources: {
        total: this.sources.length,
        ok: count('ok'),
        failing: count('failing'),
        suspended: count('suspended'),
      },
      polling: [],
      stats: await this.stats(),
    };
  }

  async exportSources() {
    return this.sources.map(({ settings }) => settings);
  }

  reloaded: ReloadView = { files: [] };

  async reload() {
    return this.reloaded;
  }

  async sourcesRevision() {
    return 0;
  }

  async applySources() {
    // The sources of a test are as it gave them.
  }

  async listSources() {
    return this.sources;
  }

  async getSource(name: string) {
    const source = this.sources.find((each) => each.name === name);
    if (source === undefined) throw noSuchSource(name, this.sources);
    return source;
  }

  async addSource(input: JsonObject) {
    this.#called('addSource', input);
    const added = sourceView({
      name: typeof input['name'] === 'string' ? input['name'] : 'unnamed',
      state: 'never',
      listings: 0,
      lastAttempt: null,
      cursor: null,
    });
    this.sources.push(added);
    return added;
  }

  async editSource(name: string, changes: JsonObject, resetCursor: boolean | null) {
    this.#called('editSource', name, changes, resetCursor);
    return this.getSource(name);
  }

  async removeSource(name: string) {
    this.#called('removeSource', name);
  }

  async suspendSource(name: string, suspended: boolean) {
    this.#called('suspendSource', name, suspended);
    return this.getSource(name);
  }

  async resetSource(name: string, from: string | null) {
    this.#called('resetSource', name, from);
    return this.getSource(name);
  }

  async *poll(name: string, mode: 'full' | 'delta' | null) {
    this.#called('poll', name, mode);
    await this.getSource(name);
    yield* this.events();
  }

  async *testSource(subject: TestSubject, options: TestOptions) {
    this.#called('testSource', subject, options);
    if ('name' in subject) await this.getSource(subject.name);
    yield* this.tests();
  }

  async *discoverSource(subject: TestSubject) {
    this.#called('discoverSource', subject);
    yield* this.offers();
  }

  async cancelPoll(name: string) {
    this.#called('cancelPoll', name);
    return true;
  }

  async listPolls(filter: { readonly source?: string; readonly limit: number }) {
    this.#called('listPolls', filter);
    return this.reports;
  }

  async getPoll(id: string) {
    const report = this.reports.find((each) => each.id === id);
    if (report === undefined)
      throw failure({ code: 'config/no-such-poll', message: `there is no poll "${id}"`, evidence: {} });
    return report;
  }

  async lookup(text: string): Promise<LookupView> {
    const answer = this.answers.find(({ query }) => query === text);
    return (
      answer ?? {
        query: text,
        observable: null,
        refused: 'unknown',
        inForce: false,
        listings: [],
        networks: [],
        related: [],
        guards: [],
      }
    );
  }

  async *listObservables(filter: ObservableFilter) {
    this.#called('listObservables', filter);
    yield* this.observables;
  }

  async stats() {
    return {
      sources: 1,
      listings: 12_841,
      observables: { url: 12_000, domain: 841 },
      bytes: 4_321_000,
      countedAt: '2026-11-22T09:57:00.000Z',
    };
  }

  async compareSources(now: boolean): Promise<ComparisonView> {
    this.#called('compareSources', now);
    return this.comparison;
  }

  async listGuards(filter: { readonly source?: string }): Promise<GuardsView> {
    this.#called('listGuards', filter);
    return this.guards;
  }

  async *updateGuards(name: string | null, force: boolean): AsyncGenerator<ListUpdate> {
    this.#called('updateGuards', name, force);
    yield* this.updates;
  }

  async testGuards(text: string): Promise<GuardTestView> {
    return testGuards(new Guards(), text);
  }

  async secrets(): Promise<SecretsView> {
    return this.secretsView;
  }

  async rotateSecrets(lost: boolean): Promise<RotationView> {
    this.calls.push(['rotateSecrets', lost]);
    const [current] = this.secretsView.keys;
    if (current === undefined) throw new Error('the test has given no key');
    return { current, how: 'made', encrypted: 2, dropped: ['00112233aabbccdd'], unneeded: [], locked: [] };
  }

  async sealProxies(text: string): Promise<string> {
    return withPasswords(text, ({ password, bound }) => (isSealed(password) ? null : seal(password, testKey, bound)));
  }

  async openProxies(text: string): Promise<string> {
    return withPasswords(text, ({ password, bound }) => {
      const envelope = parseEnvelope(password);
      return envelope === null ? null : unseal(envelope, testKey, bound);
    });
  }

  // oxlint-disable-next-line require-yield -- it has nothing to tell
  async *doctor(): AsyncGenerator<never> {
    this.calls.push(['doctor']);
  }

  async close() {
    this.closed = true;
  }

  #called(...call: readonly unknown[]): void {
    this.calls.push(call);
    const { refuse } = this;
    this.refuse = undefined;
    if (refuse !== undefined) throw refuse;
  }
}

/** A failure such as the service raises. */
export function failure(record: Pick<Failure, 'code' | 'message' | 'evidence'> & Partial<Failure>): Failure {
  return new Failure({ stage: 'config', fault: 'operator', retry: 'after-change', ...record });
}

function noSuchSource(name: string, sources: readonly SourceView[]): Failure {
  const nearest = sources.map((source) => source.name).filter((known) => known.startsWith(name.slice(0, 3)));
  const evidence = nearest[0] === undefined ? {} : { nearest: nearest[0] };
  return failure({ code: 'config/no-such-source', message: `there is no source "${name}"`, evidence });
}
