/** What a part of a result says of itself (TAXII 1.1 §5.2), and a digest of its content. */
export interface PartFacts {
  /** The number it was asked by. */
  readonly part: number;
  readonly blocks: number;
  readonly digest: string;
  readonly more: boolean;
  readonly resultId: string | null;
}

export type PartVerdict =
  | { readonly kind: 'next'; readonly resultId: string; readonly part: number }
  | { readonly kind: 'end' }
  /** The end of data in a form that the standard does not know. */
  | { readonly kind: 'end-with-warning'; readonly why: 'more-without-result-id' }
  /** A server that never ends; `why` names what gave it away. */
  | { readonly kind: 'loop'; readonly why: 'repeated-part' | 'no-progress' | 'part-budget' };

/** Parts read of one result before it is called endless. */
export const partBudget = 10_000;
const emptyPartsAllowed = 3;

/** Watches the parts of one segment and says whether to ask for another. */
export class PartWatch {
  readonly #budget: number;
  #empty = 0;
  #last: string | null = null;

  constructor(budget = partBudget) {
    this.#budget = budget;
  }

  /** Takes the part just read. */
  next(facts: PartFacts): PartVerdict {
    if (facts.blocks > 0 && facts.digest === this.#last) return { kind: 'loop', why: 'repeated-part' };
    this.#last = facts.digest;
    this.#empty = facts.blocks === 0 ? this.#empty + 1 : 0;
    if (!facts.more) return { kind: 'end' };
    if (facts.resultId === null) return { kind: 'end-with-warning', why: 'more-without-result-id' };
    if (this.#empty >= emptyPartsAllowed) return { kind: 'loop', why: 'no-progress' };
    if (facts.part >= this.#budget) return { kind: 'loop', why: 'part-budget' };
    return { kind: 'next', resultId: facts.resultId, part: facts.part + 1 };
  }
}

/**
 * TAXII 1.0 has no parts: a server with a size limit simply stops, without a sign (and still says that it read to
 * the end of the window). A count that looks like such a limit is tested by reading the halves.
 */
export class CapWatch {
  /** The largest count that is known not to be cut: its halves held no more. */
  #whole = 0;
  readonly #seen = new Set<number>();

  /** Whether a window that gave `count` blocks should be read again in halves. */
  suspects(count: number): boolean {
    const again = this.#seen.has(count);
    this.#seen.add(count);
    return count > this.#whole && count >= 10 && (again || count % 5 === 0);
  }

  /** The halves of a suspected window held `sum` blocks where the whole gave `count`. */
  compared(count: number, sum: number): void {
    if (sum <= count && count > this.#whole) this.#whole = count;
  }
}
