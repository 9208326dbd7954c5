import type { Indicator, Tally } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';

/** Leaves out what is of other kinds, and counts it. */
export class WantedKinds {
  readonly #kinds: ReadonlySet<Kind> | null;
  readonly #left = new Map<string, number>();

  /** @param kinds that are taken, `null` for all; who takes networks takes those of one address too. */
  constructor(kinds: readonly Kind[] | null) {
    this.#kinds = kinds === null ? null : new Set(kinds.includes('network') ? [...kinds, 'ip'] : kinds);
  }

  /** The indicators with what is wanted of them. */
  of(indicators: readonly Indicator[]): readonly Indicator[] {
    const kinds = this.#kinds;
    if (kinds === null) return indicators;
    return indicators.map((indicator) => {
      const observables = indicator.observables.filter(({ kind }) => kinds.has(kind) || this.#leave(kind));
      return { ...indicator, observables };
    });
  }

  /** The tally without what was left out so far. */
  corrected(tally: Tally): Tally {
    const left = [...this.#left.values()].reduce((sum, count) => sum + count, 0);
    const skipped = { ...tally.skipped, ...Object.fromEntries(this.#left) };
    return { ...tally, supported: tally.supported - left, skipped };
  }

  #leave(kind: Kind): boolean {
    const reason = `unwanted-kind:${kind}`;
    this.#left.set(reason, (this.#left.get(reason) ?? 0) + 1);
    return false;
  }
}
