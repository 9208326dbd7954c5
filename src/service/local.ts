import type { Clock } from '../base/clock.ts';
import { failing } from '../base/failure.ts';
import { formatMicros, parseInstant } from '../base/instant.ts';
import { quote } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import type { DoctorOptions } from '../doctor/checks.ts';
import type { DoctorEvent } from '../doctor/examine.ts';
import type { PollEvent, PollMode, PollProgress, PollWishes } from '../feed/report.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Route } from '../config/route.ts';
import type { SourceChange } from '../config/whole-file.ts';
import type { GuardsInPlace } from '../config/guards-file.ts';
import type { GatewayStatus } from '../gateway/status.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import { storeConditions } from '../store/conditions.ts';
import type { Listing, Store, StoredSource } from '../store/store.ts';
import { serviceConditions } from './conditions.ts';
import { compareSources, type ComparisonView, weekOf, type WeekOfPolls } from './compare.ts';
import { guardViews, type GuardsView, type GuardTestView, keptOutOf, type KeptOutView, testGuards } from './guards.ts';
import type {
  DiscoverEvent,
  JsonObject,
  LookupView,
  ObservableFilter,
  ObservableView,
  Service,
  SourceView,
  StatsView,
  TestEvent,
  TestOptions,
  TestSubject,
} from './service.ts';
import { lookUp } from './look-up.ts';
import { proxyView } from './proxy-view.ts';
import type { ReloadView } from './reload.ts';
import type { SecretKeeper } from './secrets.ts';
import { isUnsettled, plannedChanges, resetNeeded, stateAfter } from './source-changes.ts';
import { isUndecided, withKind } from './undecided.ts';
import { observableView, sourceView, standing } from './views.ts';

const fail = failing(serviceConditions);
const failStore = failing(storeConditions);

/** Reports looked through for what guards kept out. */
const pollsSeen = 1000;

/** The poller, in this process or behind a pipe. Sources are named. */
export interface PollerPort {
  pollNow(name: string, mode: PollMode | null, wishes: PollWishes): AsyncIterable<PollEvent>;
  cancel(name: string): Promise<boolean>;
  progress(): Promise<readonly PollProgress[]>;
  updateGuards(name: string | null, force: boolean): AsyncIterable<ListUpdate>;
  test(subject: TestSubject, options: TestOptions): AsyncIterable<TestEvent>;
  discover(subject: TestSubject): AsyncIterable<DiscoverEvent>;
  /** Settings have changed: look again. */
  wake(): void;
}

/** Settings from the outside: checked, merged, and shown without their secrets. */
export interface SettingsRules {
  /** @throws Failure `config/*`. */
  parse(input: JsonObject): SourceSettings;
  /** The settings with the given ones changed. @throws Failure `config/*`. */
  merge(settings: SourceSettings, changes: JsonObject): SourceSettings;
  show(settings: SourceSettings): JsonObject;
  /** With its secrets. */
  clear(settings: SourceSettings): JsonObject;
  /** The way of a source, as the profiles are now. @throws Failure `config/proxy-unknown`, `config/file-bad`. */
  route(settings: SourceSettings): Route;
  /** Whether a host is reached directly by a no-proxy list. */
  bypasses(host: string, noProxy: readonly string[]): boolean;
}

export interface LocalParts {
  readonly store: Store;
  readonly poller: PollerPort;
  readonly rules: SettingsRules;
  readonly clock: Clock;
  readonly version: string;
  /** The data directory, shown by `status`. */
  readonly data: string;
  readonly daemon: { readonly pid: number; readonly since: string } | null;
  /** Reads the files of settings again; `null` where no daemon keeps them. */
  readonly reload: (() => Promise<ReloadView>) | null;
  /** How the gateway is doing; `null` where none runs. @throws Failure `gateway/unreachable`. */
  gateway(): Promise<GatewayStatus | null>;
  /** The file of guards and what it says now. @throws Failure `config/file-bad`. */
  readonly guards: { readonly file: string; read(): GuardsInPlace };
  readonly secrets: Pick<SecretKeeper, 'status' | 'rotate' | 'sealProxies' | 'openProxies'>;
  /** The checks of this process. */
  doctor(options: DoctorOptions): AsyncIterable<DoctorEvent>;
  /** Closes what was opened for this service. */
  close(): Promise<void>;
}

/** The service on a data directory. */
export function localService(parts: LocalParts): Service {
  return new LocalService(parts);
}

class LocalService implements Service {
  readonly #parts: LocalParts;
  readonly #store: Store;

  constructor(parts: LocalParts) {
    this.#parts = parts;
    this.#store = parts.store;
  }

  async status() {
    const [sources, polling, stats] = await Promise.all([
      this.listSources(),
      this.#parts.poller.progress(),
      this.stats(),
    ]);
    const gateway = await this.#parts.gateway().catch(() => null);
    const count = (...states: SourceView['state'][]) =>
      sources.filter((source) => states.includes(source.state)).length;
    return {
      version: this.#parts.version,
      data: this.#parts.data,
      daemon: this.#parts.daemon,
      gateway,
      sources: {
        total: sources.length,
        ok: count('ok', 'polling', 'never'),
        failing: count('failing', 'stale'),
        suspended: count('suspended'),
      },
      polling,
      stats,
    };
  }

  async listSources(): Promise<readonly SourceView[]> {
    const [sources, polling] = await Promise.all([this.#store.sources.list(), this.#parts.poller.progress()]);
    return sources.map((source) => this.#view(source, polling));
  }

  async getSource(name: string): Promise<SourceView> {
    return this.#view(await this.#source(name), await this.#parts.poller.progress());
  }

  async exportSources(): Promise<readonly JsonObject[]> {
    return (await this.#store.sources.list()).map(({ settings, suspended }) => ({
      ...this.#parts.rules.clear(settings),
      ...(suspended ? { suspended } : {}),
    }));
  }

  sourcesRevision(): Promise<number> {
    return this.#store.sources.revision();
  }

  async applySources(changes: readonly SourceChange[]): Promise<void> {
    const { poller, rules, clock } = this.#parts;
    const now = clock.now();
    for (const { kind, name } of changes) if (kind === 'remove') await poller.cancel(name);
    await this.#store.sources.changeAll((sources) => plannedChanges(changes, { sources, rules, now }), now);
    for (const change of changes) {
      if (change.kind === 'edit' && change.suspended === true) await poller.cancel(change.name);
    }
    poller.wake();
  }

  async addSource(input: JsonObject): Promise<SourceView> {
    const { rules, poller, clock } = this.#parts;
    // Nothing is asked of anybody for settings that cannot be. Whether a collection is missing, the kind tells.
    rules.parse(isUndecided(input) ? { collection: 'undecided', ...input } : input);
    const settings = rules.parse(await withKind(input, poller, clock));
    await this.#store.sources.add(settings, this.#parts.clock.now());
    this.#parts.poller.wake();
    return this.getSource(settings.name);
  }

  async editSource(name: string, changes: JsonObject, resetCursor: boolean | null): Promise<SourceView> {
    const source = await this.#source(name);
    const settings = this.#parts.rules.merge(source.settings, changes);
    const unsettled = isUnsettled(source, settings);
    if (unsettled && resetCursor === null) throw resetNeeded(source, settings);
    const stored = await this.#store.sources.update(name, settings);
    // What was learned and what failed belonged to the old settings; a change is a reason to try again at once.
    await this.#store.sources.patchState(stored.id, stateAfter(this.#parts.clock.now(), resetCursor === true));
    this.#parts.poller.wake();
    return this.getSource(settings.name);
  }

  async removeSource(name: string): Promise<void> {
    await this.#parts.poller.cancel((await this.#source(name)).settings.name);
    await this.#store.sources.remove(name);
    this.#parts.poller.wake();
  }

  async suspendSource(name: string, suspended: boolean): Promise<SourceView> {
    const source = await this.#source(name);
    await this.#store.sources.suspend(name, suspended);
    if (suspended) await this.#parts.poller.cancel(name);
    else await this.#store.sources.patchState(source.id, { nextDueAt: this.#parts.clock.now() });
    this.#parts.poller.wake();
    return this.getSource(name);
  }

  async resetSource(name: string, from: string | null): Promise<SourceView> {
    const source = await this.#source(name);
    const instant = from === null ? null : parseInstant(from);
    if (instant === undefined) throw fail('config/bad-instant', `"${from}" is no date or time (RFC 3339)`);
    const cursor = instant === null ? null : formatMicros(instant.micros);
    const set = source.settings.collectionType === 'set';
    // What is read whole is then taken as it is, however much it has shrunk.
    const fresh = set ? { reconciledAt: null, reconciledFrom: null, dataSet: null } : {};
    await this.#store.sources.patchState(source.id, { cursor, segmentMs: null, ...fresh });
    this.#parts.poller.wake();
    return this.getSource(name);
  }

  async *poll(name: string, mode: PollMode | null, wishes: PollWishes = {}): AsyncGenerator<PollEvent> {
    const source = await this.#source(name);
    yield* this.#parts.poller.pollNow(source.settings.name, mode, wishes);
  }

  async cancelPoll(name: string): Promise<boolean> {
    return this.#parts.poller.cancel((await this.#source(name)).settings.name);
  }

  async *testSource(subject: TestSubject, options: TestOptions): AsyncGenerator<TestEvent> {
    yield* this.#parts.poller.test(await this.#known(subject), options);
  }

  async *discoverSource(subject: TestSubject): AsyncGenerator<DiscoverEvent> {
    yield* this.#parts.poller.discover(await this.#known(subject));
  }

  async listPolls(filter: { readonly source?: string; readonly limit: number }) {
    if (filter.source !== undefined) await this.#source(filter.source);
    return this.#store.polls.list(filter);
  }

  async getPoll(id: string) {
    const report = await this.#store.polls.get(id);
    if (report === undefined) throw fail('config/no-such-poll', `there is no poll "${id}"`);
    return report;
  }

  async lookup(text: string): Promise<LookupView> {
    const { clock, guards } = this.#parts;
    return lookUp(text, { store: this.#store, guards: guards.read().guards, now: clock.now() });
  }

  /** Each observable once, with all that asserts it: it is given where its first listing in force comes by. */
  async *listObservables(filter: ObservableFilter): AsyncGenerator<ObservableView> {
    if (filter.source !== undefined) await this.#source(filter.source);
    const at = this.#parts.clock.now();
    for await (const listing of this.#store.listings.scan({ ...filter, at })) {
      const all = await this.#store.listings.lookup(listing);
      const first = all.find((each) => standing(each, at) === 'in-force' && wanted(each, filter));
      if (first !== undefined && same(first, listing)) yield observableView(listing, all, at);
    }
  }

  async stats(): Promise<StatsView> {
    const census = await this.#store.listings.census(this.#parts.clock.now());
    const { listings, observables, at } = census;
    const sources = (await this.#store.sources.list()).length;
    const bytes = await this.#store.listings.bytes();
    return { sources, listings, observables, bytes, countedAt: new Date(at).toISOString() };
  }

  async compareSources(now: boolean): Promise<ComparisonView> {
    const { listings, polls, sources } = this.#store;
    const at = this.#parts.clock.now();
    const census = await (now ? listings.count(at) : listings.census(at));
    const all = await sources.list();
    const weeks = new Map<number, WeekOfPolls>();
    for (const { id, settings } of all) {
      weeks.set(id, weekOf(await polls.list({ source: settings.name, limit: pollsSeen }), at));
    }
    return compareSources(census, all, weeks);
  }

  async listGuards(filter: { readonly source?: string }): Promise<GuardsView> {
    const { changedAt, guards, missing } = this.#parts.guards.read();
    const sources =
      filter.source === undefined ? await this.#store.sources.list() : [await this.#source(filter.source)];
    const keptOut: KeptOutView[] = [];
    for (const { settings } of sources) {
      keptOut.push(keptOutOf(settings.name, await this.#store.polls.list({ source: settings.name, limit: pollsSeen })));
    }
    return {
      file: this.#parts.guards.file,
      changedAt: changedAt === null ? null : new Date(changedAt).toISOString(),
      widest: guards.rules.widest,
      guards: guardViews(guards, keptOut),
      missing: missing.map(({ name, guard }) => ({ name, guard })),
      sources: keptOut,
    };
  }

  async *updateGuards(name: string | null, force: boolean): AsyncGenerator<ListUpdate> {
    yield* this.#parts.poller.updateGuards(name, force);
  }

  async testGuards(text: string): Promise<GuardTestView> {
    return testGuards(this.#parts.guards.read().guards, text);
  }

  secrets() {
    return this.#parts.secrets.status();
  }

  sealProxies = (text: string) => this.#parts.secrets.sealProxies(text);

  openProxies = (text: string) => this.#parts.secrets.openProxies(text);

  async rotateSecrets(lost: boolean) {
    const rotated = await this.#parts.secrets.rotate(lost);
    this.#parts.poller.wake();
    return rotated;
  }

  async reload(): Promise<ReloadView> {
    const { reload, data } = this.#parts;
    if (reload === null) throw fail('gate/daemon-unreachable', `no daemon runs on ${quote(data)}: nothing to reload`);
    return reload();
  }

  async *doctor(options: DoctorOptions): AsyncGenerator<DoctorEvent> {
    yield* this.#parts.doctor(options);
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  #view(source: StoredSource, polling: readonly PollProgress[]): SourceView {
    const { rules, clock } = this.#parts;
    const settings = rules.show(source.settings);
    return sourceView(source, { settings, proxy: proxyView(source.settings, rules) }, polling, clock.now());
  }

  /** The subject, once its source is known to exist. */
  async #known(subject: TestSubject): Promise<TestSubject> {
    if ('name' in subject) await this.#source(subject.name);
    return subject;
  }

  async #source(name: string): Promise<StoredSource> {
    const source = await this.#store.sources.get(name);
    if (source !== undefined) return source;
    const names = (await this.#store.sources.list()).map((each) => each.settings.name);
    const near = nearest(name, names);
    throw failStore('config/no-such-source', `there is no source ${quote(name)}`, {
      evidence: { name, ...(near === undefined ? {} : { nearest: near }) },
    });
  }
}

function wanted(listing: Listing, filter: ObservableFilter): boolean {
  return filter.source === undefined || listing.source === filter.source;
}

function same(a: Listing, b: Listing): boolean {
  return a.source === b.source && a.indicator === b.indicator;
}
