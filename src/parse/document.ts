import type { Indicator } from '../indicator/indicator.ts';
import type { DocumentHead, DocumentResult, Told } from './session.ts';

export interface DocumentOptions {
  /** The `charset` of the HTTP Content-Type. */
  readonly encoding: string | null;
  /** Decoded bytes before the document is too big. */
  readonly documentBytes: number;
  readonly told?: Told;
}

export interface DocumentEnd<Head extends DocumentHead = DocumentHead> {
  readonly indicators: readonly Indicator[];
  readonly result: DocumentResult<Head>;
}

/** Reads one document: bytes in, indicators out as they are found. */
export interface DocumentReader {
  /** @throws Failure of the document; call `abandon` then. */
  write(bytes: Uint8Array): readonly Indicator[];
  /** The document has ended. @throws Failure as `write`. */
  end(): DocumentEnd;
  /** Gives up in mid document: what it left half read does not reach the next one of the session. */
  abandon(): void;
}
