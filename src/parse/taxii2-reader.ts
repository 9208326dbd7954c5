import type { Indicator } from '../indicator/indicator.ts';
import { Stix2Reader } from '../stix2/reader.ts';
import type { Stix2Session } from '../stix2/session.ts';
import type { DocumentEnd, DocumentOptions, DocumentReader } from './document.ts';
import type { Taxii2Head } from './session.ts';

/** Reads one answer of a TAXII 2.x server: an envelope, a bundle, or whatever else came as JSON. */
export class Taxii2Reader implements DocumentReader {
  readonly #reader: Stix2Reader;

  constructor(session: Stix2Session, { documentBytes }: DocumentOptions) {
    this.#reader = new Stix2Reader(session, { documentBytes });
  }

  /** @throws Failure `body/*`, `json/*`; call `abandon` then. */
  write(bytes: Uint8Array): readonly Indicator[] {
    return this.#reader.write(bytes);
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): DocumentEnd<Taxii2Head> {
    const { indicators, document } = this.#reader.end();
    const { shape, more, next, objects, members, tally, digest } = document;
    return {
      indicators,
      result: { head: { kind: 'taxii2', shape, more, next, objects, members }, tally, contentDigest: digest },
    };
  }

  abandon(): void {
    this.#reader.abandon();
  }
}
