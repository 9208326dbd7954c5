import type { ItemRange } from './range.ts';

/** What a page says of itself. Instants in microseconds since 1970. */
export interface Page {
  /** Objects received, whatever they are. */
  readonly objects: number;
  /** Tells a repeated page from a new one. */
  readonly digest: string;
  /** Of an envelope; `null` where it says nothing. */
  readonly more: boolean | null;
  readonly next: string | null;
  /** `X-TAXII-Date-Added-First` and `-Last`; `null` where they are absent or cannot be read. */
  readonly first: bigint | null;
  readonly last: bigint | null;
  /** `Content-Range`; `null` without a readable one. */
  readonly range: ItemRange | null;
}

/** What is asked for next. */
export interface PageRequest {
  /** Exclusive, microseconds since 1970; `null` for everything. */
  readonly addedAfter: bigint | null;
  /** Of 2.1; `null` where pages are asked for by `range`. */
  readonly limit: number | null;
  readonly next: string | null;
  /** The value of `Range`, of 2.0. */
  readonly range: string | null;
}

/** Why a walk cannot go on: the server gives the same again, or nothing, or more than the budget has, or no way on. */
export type DeadEnd = 'repeated-page' | 'no-progress' | 'page-budget' | 'more-without-next' | 'marks-refused';

/** Worth knowing of a page; none of them stops the walk. */
export type Oddity =
  /** Objects that share their instant with a page's edge may be missing: no page was large enough for all of them. */
  | 'ties'
  /** The server said that there was no more, and there was. */
  | 'more-false-early'
  /** More is promised without a mark for it; the walk goes on by date. */
  | 'by-date'
  /** The server counts more objects than it gave. */
  | 'count-differs'
  /** More was promised, and nothing came of it. */
  | 'empty-more';

export type Step =
  | { readonly kind: 'on'; readonly oddity?: Oddity }
  | { readonly kind: 'end'; readonly oddity?: Oddity }
  | { readonly kind: 'dead-end'; readonly why: DeadEnd };

export interface WalkOptions {
  /** Where it begins, exclusive, microseconds since 1970; `null` at the beginning of the collection. */
  readonly from: bigint | null;
  /** Objects that are asked for at once. */
  readonly limit: number;
  /** Pages before it is called endless. */
  readonly budget: number;
}

/** Objects asked for at once, unless a server cannot deliver them; the fewest; and the most, where they share one instant. */
export const pageLimits = { usual: 1000, least: 10, most: 16_000 } as const;

/** Pages of one walk before it is called endless. */
export const pageBudget = 10_000;

/** Pages without objects, though more was promised, before the walk ends. */
export const emptyPagesAllowed = 3;

/** Reads a collection on from an instant, page by page: says what to ask for, and takes what came. */
export interface Walk {
  readonly request: PageRequest;
  take(page: Page): Step;
  /** A page was lost: goes back to where everything before has been read. */
  restart(): void;
  /** Asks for fewer objects from now on, from where everything before has been read; false where it cannot. */
  shrink(): boolean;
  /** The server refused the mark or range of `request`. `null` where nothing else can be asked for. */
  refused(): Extract<Step, { kind: 'on' }> | null;
  /** Everything up to this instant has been read, as long as the server keeps its order; `null` while that is not known. */
  readonly safe: bigint | null;
  /** The latest `X-TAXII-Date-Added-Last`. */
  readonly last: bigint | null;
}

/**
 * How far a walk has come. Objects come by rising date of addition (TAXII 2.1 §3.4), and several may share an instant
 * of which a page shows only some: so what lies before a page's last instant is complete, and that instant is not. A
 * server that is seen to break the order makes nothing sure any more.
 */
export class Progress {
  #last: bigint | null = null;
  #ordered = true;
  /** The last date within the present query; a new query may go back. */
  #edge: bigint | null = null;

  note({ first, last, objects }: Page): void {
    if (last === null || objects === 0) return;
    if (this.#edge !== null && (first ?? last) < this.#edge) this.#ordered = false;
    this.#edge = last;
    if (this.#last === null || last > this.#last) this.#last = last;
  }

  /** Another query begins. */
  again(): void {
    this.#edge = null;
  }

  get last(): bigint | null {
    return this.#last;
  }

  get safe(): bigint | null {
    return this.#ordered && this.#last !== null ? this.#last - 1n : null;
  }
}
