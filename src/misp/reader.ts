import { Digest } from '../indicator/digest.ts';
import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import { Tallying } from '../indicator/tallying.ts';
import { JsonArrayReader, type JsonPlace } from '../json/array-reader.ts';
import { JsonDecoder } from '../json/decoder.ts';
import { isObject, objectsOf, property, textOf, type JsonObject } from '../json/object.ts';
import { jsonValue } from '../json/parse.ts';
import { foundInAttribute, isSet, secondsOf, titleOf } from './attribute.ts';
import type { EventEntry, MispDocument, MispTold } from './document.ts';
import { Manifest } from './manifest.ts';
import { Records, type RecordHead } from './records.ts';
import { marksOf, noMarks, within } from './tag.ts';

/** What is entered on the way to attributes, by the path of keys from the root on. */
const places: Readonly<Record<MispTold['expect'], readonly string[]>> = {
  manifest: [],
  event: ['object Event', 'array Event.Attribute', 'array Event.Object'],
  attributes: ['object response', 'array response', 'array response.Attribute', 'array Attribute'],
};

/** Characters of an error message that are kept. */
const longestSaid = 500;

export interface MispReaderOptions {
  readonly told: MispTold;
  /** Decoded bytes before the document is too big. */
  readonly documentBytes: number;
}

/**
 * Reads one document of MISP: bytes in, indicators out as they are found. What a feed says is an indicator an event,
 * so that a newer event takes back what it no longer names; what the API says is one an attribute.
 */
export class MispReader {
  readonly #told: MispTold;
  readonly #decoder: JsonDecoder;
  readonly #json: JsonArrayReader;
  readonly #manifest: Manifest;
  readonly #records = new Records();
  readonly #tallying = new Tallying();
  readonly #digest = new Digest();
  #attributes = 0;
  #taken = 0;
  /** Of the event that came. */
  #uuid: string | null = null;
  readonly #said = new Set<string>();

  constructor({ told, documentBytes }: MispReaderOptions) {
    this.#told = told;
    this.#decoder = new JsonDecoder(documentBytes);
    this.#manifest = new Manifest(told.expect === 'manifest' ? told.since : 0);
    this.#json = new JsonArrayReader(placeOf(told.expect), {
      element: (text) => this.#element(text),
      elementSkipped: (why) => this.#passOver(`attribute-${why}`),
      member: (path, text) => this.#member(path, text),
    });
  }

  /** @throws Failure `body/*`, `json/*`, `misp/manifest-too-large`. */
  write(bytes: Uint8Array): readonly Indicator[] {
    this.#json.write(this.#decoder.write(bytes));
    return this.#records.drain();
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): {
    readonly indicators: readonly Indicator[];
    readonly tally: Tally;
    readonly digest: string;
    readonly document: MispDocument;
  } {
    this.#json.write(this.#decoder.end());
    this.#json.end();
    this.#decoder.assertWhole();
    const shape = this.#shape();
    if (this.#told.expect === 'event' && shape === 'event' && this.#taken === 0)
      this.#records.withdraw(headOf(this.#told.event, noMarks));
    return {
      indicators: this.#records.drain(),
      tally: addTallies(this.#tallying.take(), { ...emptyTally, received: this.#attributes }),
      digest: this.#digest.hex(),
      document: {
        shape,
        events: this.#manifest.events(),
        named: this.#manifest.named,
        attributes: this.#attributes,
        said: shape === 'other' && this.#said.size > 0 ? [...this.#said].join(': ').slice(0, longestSaid) : null,
      },
    };
  }

  #shape(): MispDocument['shape'] {
    const { expect } = this.#told;
    if (expect === 'manifest') {
      const { named, others } = this.#manifest;
      return this.#json.root === 'object' && (named > 0 || others === 0) ? 'manifest' : 'other';
    }
    if (this.#told.expect !== 'event') return this.#json.found ? expect : 'other';
    return (this.#uuid ?? (this.#json.found ? this.#told.event.uuid : null)) === this.#told.event.uuid
      ? 'event'
      : 'other';
  }

  #member([name = '', inside]: readonly string[], text: string | null): void {
    if (this.#told.expect === 'manifest') this.#manifest.member(name, text);
    const value = text === null ? undefined : jsonValue(text);
    if (typeof value !== 'string') return;
    if (name === 'Event' && inside === 'uuid') this.#uuid = value.toLowerCase();
    if (inside === undefined && ['name', 'message', 'errors'].includes(name))
      this.#said.add(value.slice(0, longestSaid));
  }

  #element(text: string): void {
    const value = jsonValue(text);
    if (!isObject(value)) {
      this.#passOver('malformed-attribute');
      return;
    }
    if (this.#told.expect !== 'event' || !Array.isArray(property(value, 'Attribute'))) {
      this.#attribute(value);
      return;
    }
    const gone = isSet(value, 'deleted');
    for (const attribute of objectsOf(value, 'Attribute')) {
      if (gone) this.#passOver('deleted');
      else this.#attribute(attribute);
    }
  }

  #attribute(attribute: JsonObject): void {
    this.#attributes += 1;
    const told = this.#told;
    const own = marksOf(attribute);
    this.#digest.add(`${textOf(attribute, 'uuid')} ${secondsOf(attribute, 'timestamp') ?? ''}`);
    if (told.expect === 'event') this.#take(attribute, headOf(told.event, own), within(told.event.marks, own).doubtful);
    else this.#takeAlone(attribute, own.doubtful, own);
  }

  /** What the API says of an attribute by itself: one that is not to be acted upon any more is taken back. */
  #takeAlone(attribute: JsonObject, doubtful: boolean, marks: Pick<RecordHead, 'tlp' | 'confidence'>): void {
    const id = textOf(attribute, 'uuid').toLowerCase();
    if (!/^[0-9a-f-]{36}$/.test(id)) {
      this.#tallying.skip('attribute-without-uuid');
      return;
    }
    const event = property(attribute, 'Event');
    const title = titleOf(isObject(event) ? textOf(event, 'info') : textOf(attribute, 'comment'));
    const { tlp, confidence } = marks;
    const head = { id, timestamp: secondsOf(attribute, 'timestamp'), title, tlp, confidence };
    if (!this.#take(attribute, head, doubtful)) this.#records.withdraw(head);
  }

  /** Whether it names anything. */
  #take(attribute: JsonObject, head: RecordHead, doubtful: boolean): boolean {
    if (doubtful) {
      this.#tallying.skip('false-positive-risk');
      return false;
    }
    const found = foundInAttribute(attribute);
    this.#tallying.note(found);
    if (found.values.length === 0) return false;
    this.#taken += 1;
    this.#tallying.parsed();
    this.#tallying.supported(found.values.length);
    this.#records.add(head, found.values);
    return true;
  }

  #passOver(reason: string): void {
    this.#attributes += 1;
    this.#tallying.skip(reason);
    this.#digest.add(reason);
  }
}

function headOf({ uuid, timestamp, title, marks }: EventEntry, own: RecordMarks): RecordHead {
  const { tlp, confidence } = within(marks, { ...noMarks, ...own });
  return { id: uuid, timestamp, title, tlp, confidence };
}

type RecordMarks = Pick<RecordHead, 'tlp' | 'confidence'>;

function placeOf(expect: MispTold['expect']): JsonPlace {
  const entered = new Set(places[expect]);
  return (keys, opens) => entered.has(`${opens} ${keys.join('.')}`);
}
