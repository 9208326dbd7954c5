import type { Outcome } from './inspection.ts';

/** What a front has done since the gateway began. Times are milliseconds since 1970, durations milliseconds. */
export interface FrontFigures {
  readonly requests: number;
  /** Of the last request; `null` before any. */
  readonly lastAt: number | null;
  /** Half, and ninety-nine of a hundred, took no longer; `null` before any. Right to a quarter. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** Requests by what was done; for lists and look-ups there is nothing to do. */
  readonly actions: Readonly<Record<string, number>>;
  /** Mails that nobody could tell about, by code. */
  readonly undecided: Readonly<Record<string, number>>;
  /** Codes of why not all of a mail was seen. */
  readonly reservations: Readonly<Record<string, number>>;
  /** When each map was fetched last, by its name; those that never were are left out. */
  readonly maps: Readonly<Record<string, number>>;
}

const shortest = 0.02;
const ratio = 1.25;
const bucketCount = 70;

/** Counts and times what one front is asked. Bounded in memory. */
export class Meter {
  #requests = 0;
  #lastAt: number | null = null;
  readonly #buckets = new Uint32Array(bucketCount);
  readonly #actions = new Map<string, number>();
  readonly #undecided = new Map<string, number>();
  readonly #reservations = new Map<string, number>();
  readonly #maps = new Map<string, number>();

  /** `at` is milliseconds since 1970, `ms` how long it took. */
  count(at: number, ms: number): void {
    this.#requests += 1;
    this.#lastAt = at;
    const bucket = Math.ceil(Math.log(Math.max(ms, shortest) / shortest) / Math.log(ratio));
    const index = Math.min(bucket, bucketCount - 1);
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
  }

  /** A map was fetched, or found to be as the client has it. */
  countMap(name: string, at: number): void {
    this.#maps.set(name, at);
  }

  countOutcome(outcome: Outcome): void {
    if (outcome.kind === 'undecided') {
      add(this.#actions, outcome.failMode);
      add(this.#undecided, outcome.failure.code);
      return;
    }
    add(this.#actions, outcome.inspection.verdict.action);
    for (const code of outcome.inspection.reservations) add(this.#reservations, code);
  }

  get figures(): FrontFigures {
    return {
      requests: this.#requests,
      lastAt: this.#lastAt,
      p50: this.#quantile(0.5),
      p99: this.#quantile(0.99),
      actions: Object.fromEntries(this.#actions),
      undecided: Object.fromEntries(this.#undecided),
      reservations: Object.fromEntries(this.#reservations),
      maps: Object.fromEntries(this.#maps),
    };
  }

  #quantile(share: number): number | null {
    if (this.#requests === 0) return null;
    const total = this.#buckets.reduce((sum, count) => sum + count, 0);
    let seen = 0;
    const index = this.#buckets.findIndex((count) => (seen += count) >= share * total);
    return Number((shortest * ratio ** index).toPrecision(3));
  }
}

/** Codes and actions are few, so that a map of them is bounded. */
function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
