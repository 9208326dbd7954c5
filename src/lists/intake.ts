import { contentId } from '../indicator/content-id.ts';
import { Digest } from '../indicator/digest.ts';
import { add, type Found, nothing, refused } from '../indicator/found.ts';
import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import { Tallying } from '../indicator/tallying.ts';
import type { Kind, Observable, Refusal } from '../observable/observable.ts';
import { isRefusal } from '../observable/refusal.ts';

/** What an entry of a list says besides its values. */
export type Details = Pick<Indicator, 'title' | 'validFrom' | 'validUntil' | 'confidence' | 'tlp'> & {
  /** The source's own identifier; `null`: derived from the values. */
  readonly id: string | null;
};

/** The most observables in one record. */
const recordObservables = 1000;

const noDetails: Omit<Details, 'id'> = {
  title: null,
  validFrom: null,
  validUntil: null,
  confidence: null,
  tlp: null,
};

/** Makes indicators of the entries of a list and counts what becomes of each. */
export class Intake {
  readonly #wanted: ReadonlySet<Kind> | null;
  readonly #tallying = new Tallying();
  #ready: Indicator[] = [];
  #received = 0;
  #taken = 0;
  #unwanted = 0;
  /** Entries that were refused or that nothing could be made of. */
  #lost = 0;

  /** @param kinds that are taken, `null` for all; who takes networks takes those of one address too. */
  constructor(kinds: readonly Kind[] | null) {
    this.#wanted = kinds === null ? null : new Set(kinds.includes('network') ? [...kinds, 'ip'] : kinds);
  }

  /** Entries that hold something but nothing readable, and not one that does. */
  get unreadable(): boolean {
    return this.#lost > 0 && this.#taken + this.#unwanted === 0;
  }

  /** An entry of which nothing can be made: were all like it, this would be another list than it was taken for. */
  lose(reason: string): void {
    this.#lost += 1;
    this.skip(reason);
  }

  /** An entry that is passed over, for what it is. */
  skip(reason: string): void {
    this.#received += 1;
    this.#tallying.skip(reason);
  }

  /** Something about an entry that is taken nevertheless. */
  note(reason: string): void {
    this.#tallying.skip(reason);
  }

  /** An entry of a list that says nothing but values, each of them an indicator of its own. */
  values(answers: readonly Observable[]): void {
    this.#received += 1;
    for (const observable of answers) {
      if (this.#wants(observable)) this.#emit(noDetails, idOf(observable), [observable]);
    }
  }

  /** An entry whose value is none. */
  refusal(refusal: Refusal): void {
    this.#received += 1;
    this.#refuse([refusal]);
  }

  /** An entry with several forms of one thing, and what is said of it. */
  entry(answers: readonly (Observable | Refusal)[], details: Details): void {
    this.#received += 1;
    const refusals: Refusal[] = [];
    const found = nothing();
    for (const answer of answers) {
      if (isRefusal(answer)) refusals.push(answer);
      else if (this.#wants(answer)) add(found, answer);
    }
    if (refusals.length > 0) this.#refuse(refusals);
    if (found.values.length > 0) this.#emit(details, details.id ?? contentId(null, found), found.values);
  }

  /** The indicators since the last call. */
  drain(): readonly Indicator[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Of everything since the beginning; call it once. */
  tally(): Tally {
    return addTallies({ ...emptyTally, received: this.#received }, this.#tallying.take());
  }

  #wants(observable: Observable): boolean {
    if (this.#wanted === null || this.#wanted.has(observable.kind)) return true;
    this.#unwanted += 1;
    this.#tallying.skip(`unwanted-kind:${observable.kind}`);
    return false;
  }

  #refuse(refusals: readonly Refusal[]): void {
    this.#lost += 1;
    const found: Found = nothing();
    for (const refusal of refusals) refused(found, refusal);
    this.#tallying.note(found);
  }

  #emit(details: Omit<Details, 'id'>, id: string, observables: readonly Observable[]): void {
    this.#taken += 1;
    this.#tallying.parsed();
    this.#tallying.supported(observables.length);
    const { title, validFrom, validUntil, confidence, tlp } = details;
    for (let start = 0; start < observables.length; start += recordObservables) {
      const part =
        observables.length > recordObservables ? observables.slice(start, start + recordObservables) : observables;
      this.#ready.push({
        id,
        version: null,
        title,
        validFrom,
        validUntil,
        confidence,
        tlp,
        withdrawn: false,
        observables: part,
      });
    }
  }
}

/** `contentId` of one value without a title, in a fraction of the time. */
function idOf({ kind, value }: Observable): string {
  const digest = new Digest();
  digest.add('');
  digest.add(`${kind} ${value}`);
  return `content:${digest.hex()}`;
}
