import { createHash } from 'node:crypto';
import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import type { StixSession } from '../stix/session.ts';
import { type ContentHandler, TaxiiReader } from '../taxii/reader.ts';
import { fail } from '../xml/conditions.ts';
import { XmlDecoder } from '../xml/decoder.ts';
import { XmlReader } from '../xml/reader.ts';
import { blockContent } from './block.ts';
import { Fingerprint } from './fingerprint.ts';
import type { DocumentEnd, DocumentOptions, DocumentReader } from './document.ts';
import type { Taxii1Head } from './session.ts';

/** Different reasons of one document's skipped blocks; a peer chooses some of them, and what comes beyond is `other`. */
const mostReasons = 100;

/** Reads one TAXII 1.x document: bytes in, indicators out as they are found. */
export class Taxii1Reader implements DocumentReader {
  readonly #session: StixSession;
  readonly #decoder: XmlDecoder;
  readonly #taxii: TaxiiReader;
  readonly #xml: XmlReader;
  readonly #fingerprint = new Fingerprint(createHash('sha256'));
  readonly #most: number;
  readonly #skipped = new Map<string, number>();
  #read = 0;
  #tally: Tally = emptyTally;
  #content: ContentHandler | null = null;

  constructor(session: StixSession, options: DocumentOptions) {
    this.#session = session;
    this.#most = options.documentBytes;
    this.#decoder = new XmlDecoder(options.encoding);
    const context = { session, fingerprint: this.#fingerprint, skip: (reason: string) => this.#skip(reason) };
    this.#taxii = new TaxiiReader((binding) => (this.#content = blockContent(binding, context)));
    this.#xml = new XmlReader(this.#taxii);
  }

  /** @throws Failure `body/*`, `xml/*`, `taxii/not-taxii`, `taxii/too-long`; call `abandon` then. */
  write(bytes: Uint8Array): readonly Indicator[] {
    this.#read += bytes.length;
    if (this.#read > this.#most) throw fail('body/too-big', `the document has more than ${this.#most} bytes`);
    this.#xml.write(this.#decoder.write(bytes));
    return this.#drain();
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): DocumentEnd<Taxii1Head> {
    this.#xml.write(this.#decoder.end());
    this.#xml.end();
    this.#decoder.assertWhole();
    const message = this.#taxii.message();
    const indicators = this.#drain();
    const skipped = Object.fromEntries(this.#skipped);
    const tally = addTallies(this.#tally, { ...emptyTally, received: this.#taxii.blocks, skipped });
    return {
      indicators,
      result: { head: { kind: 'taxii1', message }, tally, contentDigest: this.#fingerprint.digest() },
    };
  }

  /** Gives up in mid document: what it left half read does not reach the next one of the session. */
  abandon(): void {
    this.#content?.end();
    this.#session.drain();
  }

  #drain(): readonly Indicator[] {
    const { indicators, tally } = this.#session.drain();
    this.#tally = addTallies(this.#tally, tally);
    return indicators;
  }

  #skip(reason: string): void {
    const known = this.#skipped.has(reason) || this.#skipped.size < mostReasons ? reason : 'other';
    this.#skipped.set(known, (this.#skipped.get(known) ?? 0) + 1);
  }
}
