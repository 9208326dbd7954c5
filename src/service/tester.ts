import type { Clock } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { failing, type Code } from '../base/failure.ts';
import { takeApart } from '../config/take-apart.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { TrialEvent, TrialProgress } from '../feed/trial.ts';
import { waiting } from '../poller/waiting.ts';
import type { TrialOptions } from '../poller/trial.ts';
import type { Offer, OfferedCollection } from '../probe/offer.ts';
import { storeConditions } from '../store/conditions.ts';
import type { LeaseStore, SourceStore, StoredSource } from '../store/store.ts';
import type { SettingsRules } from './local.ts';
import { speaksOnlyTaxii2 } from './undecided.ts';
import type { DiscoverEvent, JsonObject, TestEvent, TestOptions, TestSubject, TestView } from './service.ts';

const fail = failing(storeConditions);

/** Stands where a collection is not known (yet): asked for, it makes a server that works say which ones it has. */
const unknownCollection = '?';

export interface TesterParts {
  readonly sources: Pick<SourceStore, 'get'>;
  readonly leases: Pick<LeaseStore, 'get'>;
  readonly rules: Pick<SettingsRules, 'parse' | 'merge'>;
  readonly clock: Clock;
  /** Code of the gate that stops polls here now. */
  readonly gate: () => Code | null;
  trial(source: StoredSource, options: TrialOptions): AsyncGenerator<TrialEvent>;
  discover(settings: SourceSettings, signal: AbortSignal): Promise<Offer>;
}

/** Tests sources and addresses, and asks servers what they offer; stores nothing. */
export class Tester {
  readonly #parts: TesterParts;

  constructor(parts: TesterParts) {
    this.#parts = parts;
  }

  /** @throws Failure `config/*` for settings that cannot be. */
  async *test(subject: TestSubject, options: TestOptions): AsyncGenerator<TestEvent> {
    const { source, discovery } = yield* this.#made(subject);
    const lease = await this.#parts.leases.get(source.id);
    const polledBy = lease !== undefined && lease.expiresAt > this.#parts.clock.now() ? lease.holder : null;
    const closed = this.#parts.gate();
    for await (const event of this.#parts.trial(source, { ...options, polledBy, closed })) {
      yield event.kind === 'report' ? { kind: 'report', report: { ...event.report, discovery } } : event;
    }
  }

  /** @throws Failure `config/*` for settings that cannot be. */
  async *discover(subject: TestSubject): AsyncGenerator<DiscoverEvent> {
    const settings = 'name' in subject ? (await this.#stored(subject)).settings : this.#draft(subject.input);
    const offer = yield* this.#offered(settings);
    yield { kind: 'offer', offer };
  }

  async *#made(
    subject: TestSubject,
  ): AsyncGenerator<TestEvent, { readonly source: StoredSource; readonly discovery: TestView['discovery'] }> {
    if ('name' in subject) return { source: await this.#stored(subject), discovery: null };
    const { input } = subject;
    const draft = this.#draft(input);
    if (!lacks(input, draft)) return { source: unsaved(draft, this.#parts.clock.now()), discovery: null };
    const offer = yield* this.#offered(draft);
    const settings = filledIn(draft, offer);
    const source = unsaved(this.#parts.rules.merge(draft, settings), this.#parts.clock.now());
    return { source, discovery: { offer, settings } };
  }

  /** The source as it is stored, with the changes of the test. */
  async #stored({ name, changes }: Extract<TestSubject, { name: string }>): Promise<StoredSource> {
    const source = await this.#parts.sources.get(name);
    if (source === undefined) throw fail('config/no-such-source', `there is no source ${quote(name)}`);
    if (changes === undefined) return source;
    return { ...source, settings: this.#parts.rules.merge(source.settings, changes) };
  }

  #draft(input: JsonObject): SourceSettings {
    const named = this.#parts.rules.parse({ name: 'test', collection: unknownCollection, ...input });
    return input['name'] === undefined ? { ...named, name: nameFor(named.host) } : named;
  }

  async *#offered(
    settings: SourceSettings,
  ): AsyncGenerator<{ readonly kind: 'progress'; readonly progress: TrialProgress }, Offer> {
    const { clock } = this.#parts;
    const over = new AbortController();
    const began = clock.monotonic();
    try {
      return yield* waiting(this.#parts.discover(settings, over.signal), clock, () => ({
        kind: 'progress' as const,
        progress: {
          stage: 'discovering' as const,
          received: 0,
          supported: 0,
          elapsedMs: Math.round(clock.monotonic() - began),
        },
      }));
    } finally {
      over.abort();
    }
  }
}

/** Whether the server has to be asked where it is polled, or for which collection. */
function lacks(input: JsonObject, draft: SourceSettings): boolean {
  if (draft.kind === 'list' || draft.kind === 'misp') return false;
  if (input['collection'] === undefined && draft.collection === unknownCollection) return true;
  // Where a collection of TAXII 2 is, is found at each poll.
  if (input['path'] !== undefined || draft.kind === 'taxii2') return false;
  const address = input['url'] ?? input['host'];
  const role = typeof address === 'string' ? takeApart(address).role : null;
  return draft.path === '/' || (role !== null && role !== 'poll');
}

/** What the offer adds to the draft or corrects in it. */
function filledIn(draft: SourceSettings, offer: Offer): JsonObject {
  const newer = draft.kind === 'taxii2' || speaksOnlyTaxii2(offer);
  const offered = offer.collections.filter(({ version }) => version.startsWith('2.') === newer);
  const chosen = draft.collection === unknownCollection ? chooseCollection(offered) : null;
  if (newer) return newerSettings(chosen);
  return {
    ...offer.proposal?.patch,
    ...(chosen === null ? {} : { collection: chosen.name }),
    ...(chosen?.type === 'DATA_SET' ? { collectionType: 'set' } : {}),
  };
}

/** A collection of TAXII 2 names its API root by the address of its objects. */
function newerSettings(chosen: OfferedCollection | null): JsonObject {
  const [address] = chosen?.polls ?? [];
  return {
    kind: 'taxii2',
    ...(chosen === null ? {} : { collection: chosen.name }),
    ...(address === undefined ? {} : { path: takeApart(address).root }),
  };
}

/** The first that may be read: a feed rather than a set, which is read whole each time. */
function chooseCollection(collections: readonly OfferedCollection[]): OfferedCollection | null {
  const open = collections.filter(({ available }) => available !== false);
  return open.find(({ type }) => type === 'DATA_FEED') ?? open[0] ?? null;
}

/** A name for a source that has none yet: its host's. */
function nameFor(host: string): string {
  return host.replaceAll(/[^\w.-]+/g, '-').slice(0, 64);
}

function unsaved(settings: SourceSettings, now: number): StoredSource {
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
  return { id: 0, settings, revision: 0, suspended: false, createdAt: now, state };
}
