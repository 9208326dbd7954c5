/** Objects whose newest version is remembered; the store settles the rest. */
const mostObjects = 100_000;

/** The newest version of each object met in a session, by its id. */
export class Versions {
  readonly #newest = new Map<string, number>();

  /** Whether no newer version has been met. */
  isCurrent(id: string, version: number): boolean {
    const known = this.#newest.get(id);
    if (known !== undefined && known > version) return false;
    if (known !== undefined || this.#newest.size < mostObjects) this.#newest.set(id, version);
    return true;
  }
}
