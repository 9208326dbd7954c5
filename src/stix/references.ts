import type { Found } from './found.ts';

/** What references may cost in a session. */
export const referenceBudget = {
  /** Definitions kept, weighed by the observables in them. The older half goes when it is full. */
  definitions: 200_000,
  /** Definitions and observables visited while references are followed: bounds what a web of references can multiply. */
  steps: 5_000_000,
} as const;

/** The definitions that references of a session may lead to, in two generations so that forgetting costs nothing. */
export class References {
  #young = new Map<string, Found>();
  #old = new Map<string, Found>();
  #weight = 0;
  #steps: number = referenceBudget.steps;

  /** A later definition of one id replaces the earlier. */
  define(id: string, found: Found): void {
    this.#young.set(id, found);
    this.#weight += 1 + found.values.length + found.references.length;
    if (this.#weight < referenceBudget.definitions / 2) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#weight = 0;
  }

  /**
   * Follows references, each once (so that cycles end), and calls `visit` with what they lead to.
   * Returns those that lead nowhere as yet; `exhausted` when the session's budget is used up.
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
