import type { Indicator } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';
import type { Marks } from './tag.ts';

/** The most observables in one record. */
const recordObservables = 1000;

/** What the observables of a record have in common. */
export interface RecordHead extends Pick<Marks, 'tlp' | 'confidence'> {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number | null;
  readonly title: string | null;
}

/** Makes indicators: what follows each other under one head becomes one record, of bounded size. */
export class Records {
  #ready: Indicator[] = [];
  #head: RecordHead | null = null;
  #observables: Observable[] = [];

  add(head: RecordHead, observables: readonly Observable[]): void {
    if (this.#head === null || !same(this.#head, head)) this.#flush();
    this.#head = head;
    for (const observable of observables) {
      this.#observables.push(observable);
      if (this.#observables.length < recordObservables) continue;
      this.#flush();
      this.#head = head;
    }
  }

  /** What was said under this id is taken back. */
  withdraw(head: RecordHead): void {
    this.#flush();
    this.#ready.push({ ...recordOf(head, []), withdrawn: true });
  }

  /** The indicators since the last call. */
  drain(): readonly Indicator[] {
    this.#flush();
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #flush(): void {
    if (this.#head !== null && this.#observables.length > 0) {
      this.#ready.push(recordOf(this.#head, this.#observables));
      this.#observables = [];
    }
    this.#head = null;
  }
}

function same(a: RecordHead, b: RecordHead): boolean {
  return a === b || (a.id === b.id && a.tlp === b.tlp && a.confidence === b.confidence);
}

function recordOf(
  { id, timestamp, title, tlp, confidence }: RecordHead,
  observables: readonly Observable[],
): Indicator {
  return {
    id,
    version: timestamp === null ? null : timestamp * 1000,
    title,
    validFrom: null,
    validUntil: null,
    confidence,
    tlp,
    withdrawn: false,
    observables,
  };
}
