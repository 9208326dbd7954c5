/** A poll's result that waits for its parts to be fetched. */
export interface Result {
  readonly collection: string;
  readonly begin: bigint | null;
  /** The end of the window; `null` for a data set. */
  readonly end: bigint | null;
  readonly bindings: readonly string[];
  /** By the monotonic clock. */
  readonly readyAt: number;
}

const kept = 256;

/** The last 256 results; an older one is forgotten, and asking for it ends in NOT_FOUND. */
export class Results {
  readonly #byId = new Map<string, Result>();

  keep(id: string, result: Result): void {
    this.#byId.set(id, result);
    const oldest = this.#byId.keys().next().value;
    if (this.#byId.size > kept && oldest !== undefined) this.#byId.delete(oldest);
  }

  find(id: string): Result | undefined {
    return this.#byId.get(id);
  }
}
