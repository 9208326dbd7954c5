import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import type { RoutedSource, SourceSettings } from '../feed/source.ts';
import type { Sighting, SightingQueue } from '../journal/sighting-queue.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import type { Store } from '../store/store.ts';
import { tellSighting, type TellWorld } from './tell.ts';

export interface SightingTellerDeps extends Omit<TellWorld, 'signal'> {
  readonly store: Pick<Store, 'sources' | 'listings'>;
  /** Works on what waits in the journal; `null` where there is none yet. */
  readonly withSightings: <T>(work: (sightings: SightingQueue) => T) => T | null;
  /** A source with its proxy found. @throws Failure `config/*` */
  readonly route: (settings: SourceSettings) => RoutedSource;
  /** Why the service may not be used here now; `null` where it may. */
  readonly gate: () => Failure | null;
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 10_000;
/** What a server is told in one round. */
const mostAtOnce = 20;
/** Attributes of one server that name the same value. */
const mostAttributes = 5;
/** What could not be told for so long is not told any more. */
const patienceMs = 3 * 86_400_000;
const leastWaitMs = 60_000;
const mostWaitMs = 3_600_000;

const typesOf = {
  none: [],
  seen: ['seen'],
  'false-positive': ['false-positive'],
  all: ['seen', 'false-positive'],
} as const;

/** An attribute of MISP; what another kind of source calls its indicators never stands in a path. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Waiting {
  readonly until: number;
  readonly ms: number;
  readonly code: string;
}

/** Tells MISP servers which of their attributes mails showed, and which were called false positives, as their sources wish. */
export class SightingTeller {
  readonly #deps: SightingTellerDeps;
  /** Sources whose server refused, by name. */
  readonly #waiting = new Map<string, Waiting>();

  constructor(deps: SightingTellerDeps) {
    this.#deps = deps;
  }

  /** Tells what waits, every ten seconds, until `signal` aborts. Never throws; what fails is told in the log, once. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    let told = '';
    while (!signal.aborted) {
      try {
        await this.round(signal);
        told = '';
      } catch (error) {
        const { message, code } = asFailure(error, 'telling sightings');
        if (message !== told) log.write(note(clock.now(), 'Warning', message, { code }));
        told = message;
      }
      await clock.sleep(everyMs, signal);
    }
  }

  /** One round over all sources. @throws Failure of the store or of the journal. */
  async round(signal: AbortSignal): Promise<void> {
    const { store, clock, gate, withSightings } = this.#deps;
    if (gate() !== null) return;
    withSightings((sightings) => sightings.settleBefore(clock.now() - patienceMs));
    for (const { settings } of await store.sources.list()) {
      if (signal.aborted) return;
      const { misp, name } = settings;
      const types = misp?.form === 'api' ? typesOf[misp.sightings] : [];
      const wait = this.#waiting.get(name);
      if (types.length === 0 || (wait !== undefined && wait.until > clock.now())) continue;
      const due = withSightings((sightings) => sightings.waiting(name, types, mostAtOnce)) ?? [];
      if (due.length > 0) await this.#tellAll(settings, due, signal);
    }
  }

  async #tellAll(settings: SourceSettings, due: readonly Sighting[], signal: AbortSignal): Promise<void> {
    const { withSightings, route } = this.#deps;
    try {
      const routed = route(settings);
      for (const sighting of due) {
        for (const attribute of await this.#attributesOf(sighting)) {
          await tellSighting(routed, attribute, sighting, { ...this.#deps, signal });
        }
        withSightings((sightings) => sightings.settle(sighting));
      }
      this.#waiting.delete(settings.name);
    } catch (error) {
      if (!signal.aborted) this.#refused(settings.name, asFailure(error, 'telling a sighting'));
    }
  }

  async #attributesOf({ kind, value, source }: Sighting): Promise<readonly string[]> {
    const listings = await this.#deps.store.listings.lookup({ kind, value });
    const ids = listings.flatMap((listing) =>
      listing.source === source && listing.withdrawnAt === null && uuid.test(listing.indicator)
        ? [listing.indicator]
        : [],
    );
    return [...new Set(ids)].slice(0, mostAttributes);
  }

  #refused(source: string, { message, code }: Failure): void {
    const { clock, log } = this.#deps;
    const before = this.#waiting.get(source);
    const ms = before === undefined ? leastWaitMs : Math.min(mostWaitMs, before.ms * 2);
    this.#waiting.set(source, { until: clock.now() + ms, ms, code });
    if (before?.code === code) return;
    log.write(
      note(clock.now(), 'Warning', `what mails showed cannot be told to the source: ${message}`, { code, source }),
    );
  }
}
