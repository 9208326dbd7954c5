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

/** Indicators and observables that may be held in memory: about 10 MB, a segment of 25,000 listings. */
const mostItems = 40_960;
const mostCharacters = 4 * 1024 * 1024;

/** The indicators of a segment in the order they came, merged as far as memory allows. */
export class SegmentBuffer {
  #indicators = new Map<string, StagedIndicator & { readonly observables: Observable[] }>();
  #items = 0;
  #characters = 0;

  /** Whether it is time to `take`. */
  get full(): boolean {
    return this.#items >= mostItems || this.#characters >= mostCharacters;
  }

  /** An older version of what is held changes nothing, a newer one replaces it, the same adds to it. */
  add(received: Indicator): void {
    const { id, withdrawn, validFrom, validUntil, confidence, tlp } = received;
    const known = this.#indicators.get(id);
    const order = known === undefined ? 'newer' : compareVersions(known.version, received.version);
    if (order === 'older') return;
    this.#count(received);
    if (known === undefined || order === 'newer') {
      const observables = withdrawn ? [] : [...received.observables];
      const { version } = received;
      this.#indicators.set(id, { id, version, replaces: withdrawn, validFrom, validUntil, confidence, tlp, observables });
      return;
    }
    const observables = withdrawn ? [] : known.observables;
    if (!withdrawn) observables.push(...received.observables);
    const replaces = withdrawn || known.replaces;
    this.#indicators.set(id, { ...known, replaces, validFrom, validUntil, confidence, tlp, observables });
  }

  /** Empties the buffer. */
  take(): readonly StagedIndicator[] {
    const taken = [...this.#indicators.values()];
    this.#indicators = new Map();
    this.#items = 0;
    this.#characters = 0;
    return taken;
  }

  /** What was received, also where it is merged away: an endless repetition has to leave memory too. */
  #count(received: Indicator): void {
    this.#items += 1 + received.observables.length;
    this.#characters += received.id.length;
    for (const observable of received.observables) this.#characters += observable.value.length;
  }
}
