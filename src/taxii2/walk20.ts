import { rangeHeader, type RangeForm } from './range.ts';
import { pageLimits, Progress, type Page, type PageRequest, type Step, type Walk, type WalkOptions } from './walk.ts';

/** How often a walk begins anew because the collection shrank under it. */
const movesAllowed = 3;

/**
 * A walk of TAXII 2.0 (§3.4): items are asked for by `Range`, and where a page really ends is what the server says,
 * for some give fewer than they were asked for.
 */
export class Walk20 implements Walk {
  readonly #begun: bigint | null;
  readonly #budget: number;
  readonly #progress = new Progress();
  #from: bigint | null;
  #limit: number;
  #form: RangeForm = '=';
  #start = 0;
  #total: number | null = null;
  #pages = 0;
  #moves = 0;

  constructor({ from, limit, budget }: WalkOptions) {
    this.#begun = from;
    this.#from = from;
    this.#limit = limit;
    this.#budget = budget;
  }

  get request(): PageRequest {
    const range = rangeHeader(this.#form, this.#start, this.#limit);
    return { addedAfter: this.#from, limit: null, next: null, range };
  }

  get safe(): bigint | null {
    return this.#progress.safe;
  }

  get last(): bigint | null {
    return this.#progress.last;
  }

  /** Without a range the page is everything. */
  take(page: Page): Step {
    this.#pages += 1;
    this.#progress.note(page);
    const { range, objects } = page;
    if (range === null) return { kind: 'end' };
    if (this.#moved(range.total)) {
      this.restart();
      return { kind: 'on' };
    }
    if (objects === 0) return this.#atEnd();
    const reached = Math.min(range.end + 1, range.start + objects);
    if (range.start > this.#start || reached <= this.#start) return this.#ignored();
    this.#start = reached;
    // A page that is short of what was asked for tells nothing: it may be the server's own limit.
    if (this.#total !== null && reached >= this.#total) return this.#atEnd();
    return this.#pages >= this.#budget ? { kind: 'dead-end', why: 'page-budget' } : { kind: 'on' };
  }

  /** The answer was 416: nothing stands at the beginning of the range (RFC 9110 §15.5.17). */
  beyond(total: number | null): Step {
    // Some servers refuse a range that begins within the set and ends after it.
    if (total !== null && total > this.#start && this.#limit > total - this.#start) {
      this.#limit = total - this.#start;
      return { kind: 'on' };
    }
    return this.#atEnd();
  }

  restart(): void {
    this.#from = this.safe ?? this.#begun;
    this.#start = 0;
    this.#total = null;
    this.#progress.again();
  }

  shrink(): boolean {
    if (this.#limit <= pageLimits.least) return false;
    this.#limit = Math.max(pageLimits.least, Math.floor(this.#limit / 4));
    this.restart();
    return true;
  }

  /** The other way to write a range, once. */
  refused(): Extract<Step, { kind: 'on' }> | null {
    if (this.#form === ' ' || this.#pages > 0) return null;
    this.#form = ' ';
    return { kind: 'on' };
  }

  #moved(total: number | null): boolean {
    const shrunk = total !== null && this.#total !== null && total < this.#total;
    if (total !== null) this.#total = total;
    if (!shrunk || this.#moves >= movesAllowed) return false;
    this.#moves += 1;
    return true;
  }

  /** The page begins elsewhere than asked: the server heeds no ranges, or not this way to write them. */
  #ignored(): Step {
    if (this.#form === ' ') return { kind: 'dead-end', why: 'no-progress' };
    this.#form = ' ';
    return { kind: 'on' };
  }

  #atEnd(): Step {
    const missing = this.#total !== null && this.#start < this.#total;
    return missing ? { kind: 'end', oddity: 'count-differs' } : { kind: 'end' };
  }
}
