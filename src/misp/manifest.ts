import { isObject, textOf } from '../json/object.ts';
import { jsonValue } from '../json/parse.ts';
import { secondsOf, titleOf } from './attribute.ts';
import { fail } from './conditions.ts';
import type { EventEntry } from './document.ts';
import { marksOf } from './tag.ts';

/** Events that are told; of more than that none is. */
const mostEvents = 100_000;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Gathers the events of a manifest, an object with the identifiers of events as its names. */
export class Manifest {
  readonly #since: number;
  #events: EventEntry[] = [];
  #named = 0;
  #others = 0;

  /** @param since seconds since 1970: what changed before it is passed over. */
  constructor(since: number) {
    this.#since = since;
  }

  /** A member of the document. @throws Failure `misp/manifest-too-large`. */
  member(name: string, text: string | null): void {
    const entry = uuid.test(name) && text !== null ? jsonValue(text) : undefined;
    const timestamp = isObject(entry) ? secondsOf(entry, 'timestamp') : null;
    if (!isObject(entry) || timestamp === null) {
      this.#others += 1;
      return;
    }
    this.#named += 1;
    if (timestamp < this.#since) return;
    if (this.#events.length >= mostEvents) {
      throw fail('misp/manifest-too-large', `the manifest names more than ${mostEvents} events to be read`, {
        evidence: { most: mostEvents },
      });
    }
    const title = titleOf(textOf(entry, 'info'));
    this.#events.push({ uuid: name.toLowerCase(), timestamp, title, marks: marksOf(entry) });
  }

  /** Members that are no events, told from a manifest that has none at all. */
  get others(): number {
    return this.#others;
  }

  get named(): number {
    return this.#named;
  }

  /** The oldest change first. */
  events(): readonly EventEntry[] {
    return this.#events.toSorted((a, b) => a.timestamp - b.timestamp || (a.uuid < b.uuid ? -1 : 1));
  }
}
