import { createHash, type Hash } from 'node:crypto';
import { addTallies, emptyTally, type Indicator, type Tally } from '../indicator/indicator.ts';
import type { StixSession } from '../stix/session.ts';
import { TaxiiReader } from '../taxii/reader.ts';
import { fail } from '../xml/conditions.ts';
import { XmlDecoder } from '../xml/decoder.ts';
import { XmlReader } from '../xml/reader.ts';
import { BlockContent, opens, unsupported } from './block.ts';
import type { DocumentResult } from './session.ts';

/** Reads one TAXII 1.x document: bytes in, indicators out as they are found. */
export class DocumentReader {
  readonly #session: StixSession;
  readonly #decoder: XmlDecoder;
  readonly #taxii: TaxiiReader;
  readonly #xml: XmlReader;
  readonly #digest: Hash = createHash('sha256');
  readonly #most: number;
  readonly #skipped: Record<string, number> = {};
  #read = 0;
  #tally: Tally = emptyTally;

  constructor(session: StixSession, options: { readonly encoding: string | null; readonly documentBytes: number }) {
    this.#session = session;
    this.#most = options.documentBytes;
    this.#decoder = new XmlDecoder(options.encoding);
    const skip = (reason: string): void => {
      this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1;
    };
    this.#taxii = new TaxiiReader((binding) => {
      if (opens(binding)) return new BlockContent(session, skip, (fingerprint) => this.#digest.update(fingerprint));
      skip(unsupported(binding));
      return null;
    });
    this.#xml = new XmlReader(this.#taxii);
  }

  /** @throws Failure `body/*`, `xml/*`, `taxii/not-taxii`. */
  write(bytes: Uint8Array): readonly Indicator[] {
    this.#read += bytes.length;
    if (this.#read > this.#most) throw fail('body/too-big', `the document has more than ${this.#most} bytes`);
    this.#xml.write(this.#decoder.write(bytes));
    return this.#drain();
  }

  /** The document has ended. @throws Failure as `write`. */
  end(): { readonly indicators: readonly Indicator[]; readonly result: DocumentResult } {
    this.#xml.write(this.#decoder.end());
    this.#xml.end();
    const message = this.#taxii.message();
    const indicators = this.#drain();
    const blocks: Tally = { ...emptyTally, received: this.#taxii.blocks, skipped: this.#skipped };
    const tally = addTallies(this.#tally, blocks);
    return { indicators, result: { message, tally, contentDigest: this.#digest.digest('hex') } };
  }

  #drain(): readonly Indicator[] {
    const { indicators, tally } = this.#session.drain();
    this.#tally = addTallies(this.#tally, tally);
    return indicators;
  }
}
