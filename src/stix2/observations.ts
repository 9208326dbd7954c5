import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';

/** What a session remembers; beyond it references are dropped and counted `unresolved-reference`. */
const budget = { objects: 100_000, references: 100_000, victims: 100_000 } as const;

interface Waiter {
  readonly indicator: Indicator;
  readonly missing: readonly string[];
  readonly since: number;
}

/** What references of one observation lead to, as far as it has come. */
export interface Resolved {
  readonly indicator: Indicator;
  readonly values: readonly Observable[];
  /** References that there was no room to wait for. */
  readonly dropped: number;
}

/** The cyber-observable objects of a session, and the observations that refer to them, in whatever order they come. */
export class Observations {
  readonly #values = new Map<string, readonly Observable[]>();
  readonly #victims = new Set<string>();
  readonly #waiters = new Set<Waiter>();
  #references = 0;
  /** Something has come since it was last tried. */
  #news = false;

  constructor(waiting: readonly WaitingIndicator[]) {
    for (const { indicator, references, since } of waiting) this.#wait({ indicator, missing: references, since });
  }

  /** An object has come. */
  define(id: string, values: readonly Observable[]): void {
    if (this.#values.size < budget.objects) this.#values.set(id, values);
    this.#news = true;
  }

  /** A recipient of a message: whatever refers to it, it is not what the source asserts. */
  spare(id: string): void {
    if (this.#victims.size < budget.victims) this.#victims.add(id);
  }

  isVictim(id: string): boolean {
    return this.#victims.has(id);
  }

  /** Follows references now; those that lead nowhere wait. */
  resolve(indicator: Indicator, references: readonly string[], since: number): Resolved {
    return this.#follow({ indicator, missing: references, since });
  }

  /** Tries again what waits. */
  retry(): readonly Resolved[] {
    if (this.#waiters.size === 0 || !this.#news) return [];
    this.#news = false;
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    this.#references = 0;
    return waiters.map((waiter) => this.#follow(waiter));
  }

  waiting(): readonly WaitingIndicator[] {
    return [...this.#waiters].map(({ indicator, missing, since }) => ({ indicator, references: missing, since }));
  }

  #follow(waiter: Waiter): Resolved {
    const wanted = waiter.missing.filter((id) => !this.#victims.has(id));
    const values = wanted.flatMap((id) => this.#values.get(id) ?? []);
    const missing = wanted.filter((id) => !this.#values.has(id));
    const kept = this.#wait({ ...waiter, missing });
    return { indicator: waiter.indicator, values, dropped: kept ? 0 : missing.length };
  }

  #wait(waiter: Waiter): boolean {
    if (waiter.missing.length === 0) return true;
    if (this.#references + waiter.missing.length > budget.references) return false;
    this.#references += waiter.missing.length;
    this.#waiters.add(waiter);
    return true;
  }
}
