import type { Found } from '../indicator/found.ts';

/** What references may cost in a session. */
export const referenceBudget = {
  /** Definitions and the observables in them, together. The older half goes when it is full. */
  definitions: 300_000,
  /**
   * Definitions and observables visited while references are followed: so many at first, and so many more for each
   * definition read, so that the work stays in proportion to what was received.
   */
  steps: 1_000_000,
  stepsPerDefinition: 16,
} as const;

/** Definitions in the order they came, indexed only when one is looked for: most feeds refer to nothing. */
class Generation {
  readonly #ids: string[] = [];
  readonly #founds: Found[] = [];
  readonly #index = new Map<string, Found>();
  #indexed = 0;

  add(id: string, found: Found): void {
    this.#ids.push(id);
    this.#founds.push(found);
  }

  get(id: string): Found | undefined {
    for (; this.#indexed < this.#ids.length; this.#indexed += 1) {
      const found = this.#founds[this.#indexed];
      if (found !== undefined) this.#index.set(this.#ids[this.#indexed] ?? '', found);
    }
    return this.#index.get(id);
  }
}

/** The definitions that references of a session may lead to, in two generations so that forgetting costs nothing. */
export class References {
  #young = new Generation();
  #old = new Generation();
  #weight = 0;
  #steps: number = referenceBudget.steps;

  /** A later definition of one id replaces the earlier. */
  define(id: string, found: Found): void {
    this.#young.add(id, found);
    this.#steps += referenceBudget.stepsPerDefinition;
    this.#weight += 1 + found.values.length + found.references.length;
    if (this.#weight < referenceBudget.definitions / 2) return;
    this.#old = this.#young;
    this.#young = new Generation();
    this.#weight = 0;
  }

  /**
   * Follows references, each once (so that cycles end), and calls `visit` with what they lead to.
   * Returns those that lead nowhere as yet; `exhausted` when the budget is used up.
   */
  follow(references: readonly string[], visit: (found: Found) => void): { missing: string[]; exhausted: boolean } {
    const seen = new Set<string>();
    const left = [...references];
    const missing: string[] = [];
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const found = this.#young.get(id) ?? this.#old.get(id);
      this.#steps -= 1 + (found === undefined ? 0 : found.values.length + found.references.length);
      if (this.#steps < 0) return { missing: [], exhausted: true };
      if (found === undefined) missing.push(id);
      else {
        visit(found);
        for (const next of found.references) left.push(next);
      }
    }
    return { missing, exhausted: false };
  }
}
