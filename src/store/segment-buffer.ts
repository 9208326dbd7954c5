import type { Indicator, Tlp } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';
import { compareVersions } from './version.ts';

/** What a stretch of a segment says about one indicator: its records of one version, merged. */
export interface StagedIndicator {
  readonly id: string;
  readonly version: number | null;
  /** Whatever it asserted before is taken back, except `observables`. */
  readonly replaces: boolean;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
  /** May name one twice. */
  readonly observables: readonly Observable[];
}

/** Indicators and observables that may be held in memory: about 5 MB, a segment of 12,000 listings. */
const mostItems = 20_480;
const mostCharacters = 4 * 1024 * 1024;

type Held = StagedIndicator & { readonly observables: Observable[] };

/** The indicators of a segment, merged as far as memory allows; what is said of one indicator keeps its order. */
export class SegmentBuffer {
  /** The last word on each indicator so far, and what was said before in other versions. */
  readonly #last = new Map<string, Held>();
  #before: StagedIndicator[] = [];
  #items = 0;
  #characters = 0;

  /** Whether it is time to set aside what is held. */
  get full(): boolean {
    return this.#items >= mostItems || this.#characters >= mostCharacters;
  }

  /** An older version than the one held changes nothing, the same adds to it; any other comes after it. */
  add(received: Indicator): void {
    this.#count(received);
    const known = this.#last.get(received.id);
    if (known === undefined) {
      this.#last.set(received.id, stage(received, received.withdrawn));
    } else if (known.version === received.version) {
      this.#last.set(received.id, merge(known, received));
    } else if (compareVersions(known.version, received.version) !== 'older') {
      this.#before.push(known);
      this.#last.set(received.id, stage(received, received.withdrawn));
    }
  }

  /** What was said, in its order for each indicator. */
  held(): readonly StagedIndicator[] {
    return [...this.#before, ...this.#last.values()];
  }

  clear(): void {
    this.#last.clear();
    this.#before = [];
    this.#items = 0;
    this.#characters = 0;
  }

  /** What was received, also where it is merged away: an endless repetition has to leave memory too. */
  #count(received: Indicator): void {
    this.#items += 1 + received.observables.length;
    this.#characters += received.id.length;
    for (const observable of received.observables) this.#characters += observable.value.length;
  }
}

function stage(received: Indicator, replaces: boolean): Held {
  const { id, version, validFrom, validUntil, confidence, tlp } = received;
  const observables = received.withdrawn ? [] : [...received.observables];
  return { id, version, replaces, validFrom, validUntil, confidence, tlp, observables };
}

function merge(known: Held, received: Indicator): Held {
  if (received.withdrawn) return stage(received, true);
  known.observables.push(...received.observables);
  return { ...stage(received, known.replaces), observables: known.observables };
}
