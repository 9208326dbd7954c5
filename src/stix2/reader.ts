import type { JsonValue } from '../base/failure.ts';
import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import { Digest } from '../indicator/digest.ts';
import { JsonArrayReader } from '../json/array-reader.ts';
import { defaultJsonBudget } from '../json/budget.ts';
import { JsonDecoder } from '../json/decoder.ts';
import { jsonValue, parseJson } from '../json/parse.ts';
import { isObject, textOf } from '../json/object.ts';
import { type StixObject } from './object.ts';
import type { Stix2Session } from './session.ts';

/** Characters of the members beside the objects, names included, that are told. */
const mostMembers = 64 * 1024;

/** What a member costs beside its characters. */
const memberCost = 64;

export interface Stix2ReaderOptions {
  /** Decoded bytes before the document is too big. */
  readonly documentBytes: number;
  /** Characters of one object before it is skipped and counted `object-too-large`. Default 4 MiB. */
  readonly objectSize?: number;
}

/** A document read to its end. */
export interface Stix2Document {
  /**
   * `envelope` (TAXII 2.1 §3.7) and `bundle` (STIX 2.x) hold `objects`; `objects`: a bare array, or one object by
   * itself; `empty`: `{}`, which is how servers say that there is nothing; `other`: an object that is none of these,
   * such as an API root, a collection or an error message: see `members`.
   */
  readonly shape: 'envelope' | 'bundle' | 'objects' | 'empty' | 'other';
  /** `more` of an envelope; `null` where it says nothing. */
  readonly more: boolean | null;
  /** `next` of an envelope, as it is to be sent back; `null` where there is none. */
  readonly next: string | null;
  /** Objects received, whatever they are. */
  readonly objects: number;
  /** Of identifier, version and size of the objects in their order, hexadecimal: tells a repeated page from a new one. */
  readonly digest: string;
  /** `received` is `objects`. */
  readonly tally: Tally;
  /** What stands beside the objects (of `other`, everything), as far as it is at most 64 KiB altogether. */
  readonly members: Readonly<Record<string, JsonValue>>;
}

/** Reads one document of STIX 2.x objects: bytes in, indicators out as they are found. */
export class Stix2Reader {
  readonly #session: Stix2Session;
  readonly #decoder: JsonDecoder;
  readonly #json: JsonArrayReader;
  readonly #digest = new Digest();
  readonly #objectSize: number;
  /** By name, as text: of an object that stands by itself they are its properties. */
  readonly #members = new Map<string, string>();
  #membersSize = 0;
  #tally: Tally = emptyTally;

  constructor(session: Stix2Session, options: Stix2ReaderOptions) {
    this.#session = session;
    this.#decoder = new JsonDecoder(options.documentBytes);
    this.#objectSize = options.objectSize ?? defaultJsonBudget.size;
    const handler = {
      element: (text: string) => this.#take(text),
      elementSkipped: (why: string) => this.#skip(why),
      member: (path: readonly string[], text: string | null) => this.#keepMember(path, text),
    };
    this.#json = new JsonArrayReader(['objects'], handler, { ...defaultJsonBudget, size: this.#objectSize });
  }

  /** @throws Failure `body/*`, `json/*`; call `abandon` then. */
  write(bytes: Uint8Array): readonly Indicator[] {
    this.#json.write(this.#decoder.write(bytes));
    return this.#drain();
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): { readonly indicators: readonly Indicator[]; readonly document: Stix2Document } {
    this.#json.write(this.#decoder.end());
    this.#json.end();
    this.#decoder.assertWhole();
    const members = this.#readMembers();
    const shape = this.#shape(members);
    const alone = shape === 'objects' && this.#json.root === 'object';
    if (alone) this.#takeAlone(members);
    else if (!this.#json.found && this.#membersSize > this.#objectSize) this.#skip('too-large');
    this.#session.endDocument();
    const indicators = this.#drain();
    const objects = alone ? 1 : this.#json.elements;
    const tally = addTallies(this.#tally, { ...emptyTally, received: objects });
    const { more, next } = members;
    return {
      indicators,
      document: {
        shape,
        more: typeof more === 'boolean' ? more : null,
        next: (typeof next === 'string' && next !== '') || typeof next === 'number' ? String(next) : null,
        objects,
        digest: this.#digest.hex(),
        tally,
        members: this.#membersSize > mostMembers || alone ? {} : members,
      },
    };
  }

  /** Gives up in mid document: what it left half read does not reach the next one of the session. */
  abandon(): void {
    this.#session.abandonDocument();
  }

  #take(text: string): void {
    const value = jsonValue(text);
    if (!isObject(value)) {
      this.#session.count('malformed-object');
      this.#digest.add(String(text.length));
      return;
    }
    this.#note(value, text.length);
    this.#session.take(value);
  }

  /** An object that is the whole document. */
  #takeAlone(object: StixObject): void {
    this.#note(object, this.#membersSize);
    this.#session.take(object);
  }

  #skip(why: string): void {
    this.#session.count(`object-${why}`);
    this.#digest.add(why);
  }

  #keepMember([name = '']: readonly string[], text: string | null): void {
    this.#membersSize += memberCost + name.length + (text?.length ?? 0);
    if (text !== null && this.#membersSize <= this.#objectSize) this.#members.set(name, text);
  }

  #note(object: StixObject, size: number): void {
    this.#digest.add(`${textOf(object, 'id')} ${textOf(object, 'modified')} ${size}`);
  }

  #readMembers(): Record<string, JsonValue> {
    const members: Record<string, JsonValue> = {};
    for (const [name, text] of this.#members) {
      if (name !== '__proto__') members[name] = parseJson(text, { ...defaultJsonBudget, size: this.#objectSize });
    }
    return members;
  }

  #shape(members: StixObject): Stix2Document['shape'] {
    if (this.#json.root === 'array') return 'objects';
    const type = textOf(members, 'type');
    if (type === 'bundle') return 'bundle';
    if (this.#json.found || 'more' in members || 'next' in members || members['objects'] === null) return 'envelope';
    if (this.#membersSize === 0) return 'empty';
    return type !== '' && textOf(members, 'id').startsWith(`${type}--`) ? 'objects' : 'other';
  }

  #drain(): readonly Indicator[] {
    const { indicators, tally } = this.#session.drain();
    this.#tally = addTallies(this.#tally, tally);
    return indicators;
  }
}
