import type { JsonValue } from '../base/failure.ts';
import { emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import type { Stix2Session } from './session.ts';

export interface Stix2ReaderOptions {
  /** Decoded bytes before the document is too big. */
  readonly documentBytes: number;
  /** Characters of one object before it is skipped. Default 4 MiB. */
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
  /** Of the objects in order, hexadecimal: tells a repeated page from a new one. */
  readonly digest: string;
  /** `received` is `objects`. */
  readonly tally: Tally;
  /** What else stands beside the objects (of `other` everything), as far as it is at most 64 KiB altogether. */
  readonly members: Readonly<Record<string, JsonValue>>;
}

/** Reads one document of STIX 2.x objects: bytes in, indicators out as they are found. */
export class Stix2Reader {
  readonly #session: Stix2Session;

  constructor(session: Stix2Session, _options: Stix2ReaderOptions) {
    this.#session = session;
  }

  /** @throws Failure `body/*`, `json/*`; call `abandon` then. */
  write(_bytes: Uint8Array): readonly Indicator[] {
    return this.#session.drain().indicators;
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): { readonly indicators: readonly Indicator[]; readonly document: Stix2Document } {
    const document = {
      shape: 'empty',
      more: null,
      next: null,
      objects: 0,
      digest: '',
      tally: emptyTally,
      members: {},
    } as const;
    return { indicators: this.#session.drain().indicators, document };
  }

  /** Gives up in mid document: what it left half read does not reach the next one of the session. */
  abandon(): void {
    this.#session.drain();
  }
}
