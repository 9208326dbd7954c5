import {
  emptyPagesAllowed,
  pageLimits,
  Progress,
  type Oddity,
  type Page,
  type PageRequest,
  type Step,
  type Walk,
  type WalkOptions,
} from './walk.ts';

/** Refused marks that are put down to their age before marks are no longer used. */
const refusalsAllowed = 3;

/**
 * A walk of TAXII 2.1 (§3.5). While the server's page marks work, everything else of the query stays as it is. Where
 * there is none, or it is refused, the walk goes on by `added_after`, from just before the last instant, for objects
 * of that instant may not have been on the page.
 */
export class Walk21 implements Walk {
  readonly #start: bigint | null;
  readonly #budget: number;
  readonly #progress = new Progress();
  #from: bigint | null;
  #limit: number;
  #next: string | null = null;
  #marks: 'untried' | 'work' | 'refused' = 'untried';
  #refusals = 0;
  #pages = 0;
  #empty = 0;
  #previous: Page | null = null;
  /** Of the pages of the present query. */
  #seen = new Set<string>();
  /** A full page was said to be the last: this one shows whether it was. */
  #verifying: bigint | null = null;
  #toldByDate = false;

  constructor({ from, limit, budget }: WalkOptions) {
    this.#start = from;
    this.#from = from;
    this.#limit = limit;
    this.#budget = budget;
  }

  get request(): PageRequest {
    return { addedAfter: this.#from, limit: this.#limit, next: this.#next, range: null };
  }

  get safe(): bigint | null {
    return this.#progress.safe;
  }

  get last(): bigint | null {
    return this.#progress.last;
  }

  take(page: Page): Step {
    this.#pages += 1;
    if (this.#next !== null) this.#marks = 'work';
    if (page.objects > 0 && this.#seen.has(page.digest)) return { kind: 'dead-end', why: 'repeated-page' };
    this.#seen.add(page.digest);
    this.#progress.note(page);
    this.#empty = page.objects === 0 ? this.#empty + 1 : 0;
    const full = this.#isFull(page);
    const early = this.#verified(page);
    this.#previous = page;
    if (page.more !== true && !full) return { kind: 'end', ...early };
    if (this.#pages >= this.#budget) return { kind: 'dead-end', why: 'page-budget' };
    if (this.#empty >= emptyPagesAllowed) return { kind: 'end', oddity: 'empty-more' };
    return { ...this.#goOn(page), ...early };
  }

  restart(): void {
    this.#begin(this.safe ?? this.#start);
  }

  shrink(): boolean {
    if (this.#limit <= pageLimits.least) return false;
    this.#limit = Math.max(pageLimits.least, Math.floor(this.#limit / 4));
    this.restart();
    return true;
  }

  /** A mark that worked before has probably expired; one that never did is given up for the date. */
  refused(): Extract<Step, { kind: 'on' }> | null {
    if (this.#next === null) return null;
    this.#refusals += 1;
    if (this.#marks === 'work' && this.#refusals <= refusalsAllowed) {
      this.restart();
      return { kind: 'on' };
    }
    this.#marks = 'refused';
    const step = this.#previous === null ? null : this.#byDate(this.#previous);
    return step?.kind === 'on' ? step : null;
  }

  /**
   * As many as were asked for; or, of a server that has not shown that it knows more by its marks, as many as before or
   * a round number: a limit of its own. More than were asked for is a server without pages.
   */
  #isFull({ objects }: Page): boolean {
    const before = this.#previous?.objects ?? 0;
    if (objects === 0 || objects > this.#limit) return false;
    if (objects === this.#limit) return true;
    return this.#marks !== 'work' && (objects % 50 === 0 || (this.#seen.size > 1 && objects === before));
  }

  /** Whether the page shows that an earlier "no more" was wrong. */
  #verified({ last }: Page): { readonly oddity?: Oddity } {
    const from = this.#verifying;
    this.#verifying = null;
    return from !== null && last !== null && last > from ? { oddity: 'more-false-early' } : {};
  }

  #goOn(page: Page): Step {
    if (page.more === true && page.next !== null && this.#marks !== 'refused') {
      this.#next = page.next;
      return { kind: 'on' };
    }
    // Nothing came though more was promised: the same is asked for again.
    if (page.objects === 0) return { kind: 'on' };
    if (page.more !== true) this.#verifying = page.last;
    return this.#byDate(page);
  }

  #byDate(page: Page): Step {
    const { last, more } = page;
    if (last === null) return more === true ? this.#noWayOn() : { kind: 'end' };
    const told: { readonly oddity?: Oddity } = this.#toldByDate || more !== true ? {} : { oddity: 'by-date' };
    this.#toldByDate ||= more === true;
    if (this.#from === null || last - 1n > this.#from) {
      this.#begin(last - 1n);
      return { kind: 'on', ...told };
    }
    // A server that heeds no dates, and says that there is no more, has given all that it has.
    if (last <= this.#from) return more === true ? { kind: 'dead-end', why: 'no-progress' } : { kind: 'end' };
    return this.#throughTie(last, page);
  }

  #noWayOn(): Step {
    return { kind: 'dead-end', why: this.#marks === 'refused' ? 'marks-refused' : 'more-without-next' };
  }

  /** A whole page of one instant: a larger one may reach beyond it; where the server gives no larger one, it is left. */
  #throughTie(last: bigint, { objects, more }: Page): Step {
    if (objects === this.#limit && this.#limit < pageLimits.most) {
      this.#limit = Math.min(pageLimits.most, this.#limit * 2);
      this.#begin(this.#from);
      return { kind: 'on' };
    }
    this.#begin(last);
    return more === true || objects === this.#limit ? { kind: 'on', oddity: 'ties' } : { kind: 'on' };
  }

  /** A new query. */
  #begin(from: bigint | null): void {
    this.#from = from;
    this.#next = null;
    this.#previous = null;
    this.#seen = new Set();
    this.#progress.again();
  }
}
