import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import { fail } from '../lists/conditions.ts';
import type { ListReader } from '../lists/reader.ts';
import type { Kind } from '../observable/observable.ts';
import { openStixSession, type StixBlockReader, type StixSession } from '../stix/session.ts';
import { XmlDecoder } from '../xml/decoder.ts';
import { XmlReader } from '../xml/reader.ts';
import { WantedKinds } from './wanted-kinds.ts';

export interface Stix1ListOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly assertPlainObservables: boolean;
  /** Kinds that are taken; `null`: all. */
  readonly kinds: readonly Kind[] | null;
  readonly documentBytes: number;
  /** Of the HTTP Content-Type. */
  readonly charset: string | null;
}

/** Whether a list begins like a package of STIX 1.x. */
export function looksLikeStix1(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head).trimStart();
  return text.startsWith('<') && /<(?:[\w.-]+:)?STIX_Package[\s>]/.test(text);
}

/** Reads a package of STIX 1.x that is a list of its own, whole. */
export function openStix1List(options: Stix1ListOptions): ListReader {
  return new Stix1List(options);
}

class Stix1List implements ListReader {
  readonly #session: StixSession;
  readonly #block: StixBlockReader;
  readonly #decoder: XmlDecoder;
  readonly #xml: XmlReader;
  readonly #wanted: WantedKinds;
  readonly #most: number;
  #read = 0;
  #tally: Tally = emptyTally;

  constructor({ now, assertPlainObservables, kinds, documentBytes, charset }: Stix1ListOptions) {
    this.#session = openStixSession({ waiting: [], now, assertPlainObservables });
    this.#block = this.#session.reader();
    this.#decoder = new XmlDecoder(charset);
    this.#xml = new XmlReader(this.#block);
    this.#wanted = new WantedKinds(kinds);
    this.#most = documentBytes;
  }

  push(bytes: Uint8Array): readonly Indicator[] {
    this.#read += bytes.length;
    if (this.#read > this.#most) throw fail('body/too-big', `the document has more than ${this.#most} bytes`);
    this.#xml.write(this.#decoder.write(bytes));
    return this.#drain();
  }

  end(): ReturnType<ListReader['end']> {
    this.#xml.write(this.#decoder.end());
    this.#xml.end();
    this.#decoder.assertWhole();
    this.#block.end(false);
    const indicators = this.#drain();
    const other = Object.keys(this.#tally.skipped).find((reason) => reason.startsWith('not-stix:'));
    if (other !== undefined) {
      const seen = other.slice('not-stix:'.length);
      throw fail('list/other-format', `a package of STIX 1 was expected and came as ${seen}`, {
        evidence: { expected: 'stix1', seen },
      });
    }
    return { indicators, tally: this.#wanted.corrected(addTallies(this.#tally, { ...emptyTally, received: 1 })) };
  }

  #drain(): readonly Indicator[] {
    const { indicators, tally } = this.#session.drain();
    this.#tally = addTallies(this.#tally, tally);
    return this.#wanted.of(indicators);
  }
}
