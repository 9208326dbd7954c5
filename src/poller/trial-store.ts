import type { Observable } from '../observable/observable.ts';
import type { Indicator } from '../indicator/indicator.ts';
import type { SegmentResult, SegmentWriter } from '../store/store.ts';
import type { PollStorage } from './poll.ts';

/** Observables kept to be shown. */
const sampleSize = 5;

/** Listings that are told apart; beyond, one that comes again is counted again. */
const mostKnown = 100_000;

/** Stands in the place of the store for a poll that is only a trial: counts what would be stored and keeps a few. */
export class TrialStore implements PollStorage {
  readonly sample: Observable[] = [];
  readonly #now: number;
  readonly #known = new Set<string>();
  #indicators = 0;
  #observables = 0;
  #wouldStore = 0;

  /** @param now milliseconds since 1970. */
  constructor(now: number) {
    this.#now = now;
  }

  /** What has been read so far, documents still under way included. */
  get counted(): { readonly indicators: number; readonly observables: number; readonly wouldStore: number } {
    return { indicators: this.#indicators, observables: this.#observables, wouldStore: this.#wouldStore };
  }

  readonly sources: PollStorage['sources'] = { patchState: async () => undefined };

  /** Nothing is stored, so nobody has to be kept out. */
  readonly leases: PollStorage['leases'] = {
    acquire: async (sourceId, holder, ttlMs, now) => ({ sourceId, holder, epoch: 0, expiresAt: now + ttlMs }),
    renew: async (lease) => lease,
    release: async () => undefined,
  };

  readonly polls: PollStorage['polls'] = { save: async () => undefined, list: async () => [] };

  readonly listings: PollStorage['listings'] = {
    openSegment: async () => this.#writer(),
    waiting: async () => [],
    countExpired: async () => 0,
    countUnseen: async () => ({ unseen: 0, all: 0 }),
    mark: async () => ({ store: 0, commit: 0, nextListing: 1 }),
  };

  #writer(): SegmentWriter {
    const before = this.#wouldStore;
    return {
      add: async (indicators) => {
        for (const indicator of indicators) this.#count(indicator);
      },
      commit: async (): Promise<SegmentResult> => ({ new: this.#wouldStore - before, known: 0, withdrawn: 0 }),
      discard: async () => undefined,
    };
  }

  #count(indicator: Indicator): void {
    const { id, validUntil, withdrawn, observables } = indicator;
    this.#indicators += 1;
    this.#observables += observables.length;
    if (withdrawn || (validUntil !== null && validUntil <= this.#now)) return;
    for (const observable of observables) {
      const key = `${id} ${observable.kind} ${observable.value}`;
      if (this.#known.has(key)) continue;
      if (this.#known.size < mostKnown) this.#known.add(key);
      this.#wouldStore += 1;
      if (this.sample.length < sampleSize) this.#keep(observable);
    }
  }

  #keep({ kind, value }: Observable): void {
    if (!this.sample.some((kept) => kept.value === value)) this.sample.push({ kind, value });
  }
}
