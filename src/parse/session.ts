import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { TaxiiMessage } from '../taxii/message.ts';

/** Opens a reading session: one per poll, several documents (answers) each. */
export interface SessionOptions {
  readonly kind: 'taxii1';
  /** Indicators of earlier polls that still wait for their references. */
  readonly waiting: readonly WaitingIndicator[];
  readonly budget: ParseBudget;
  /** Takes observables that no indicator names for assertions too. Default false. */
  readonly assertPlainObservables?: boolean;
}

/** What a document may cost before it ends in a named failure. */
export interface ParseBudget {
  /** Decoded bytes of one document. Default 2 GiB: memory does not grow with it. */
  readonly documentBytes: number;
  /** Milliseconds without any progress of the child. Default 30 s. */
  readonly stallMs: number;
}

export const defaultParseBudget: ParseBudget = { documentBytes: 2 * 1024 ** 3, stallMs: 30_000 };

/** Receives what a document holds while it is still being read. */
export interface DocumentSink {
  /** Called with at most 1,000 observables' worth of indicators at a time; reading waits for the promise. */
  indicators(batch: readonly Indicator[]): Promise<void>;
}

/** A document read to its end. */
export interface DocumentResult {
  /** The TAXII message without its content blocks. */
  readonly message: TaxiiMessage;
  readonly tally: Tally;
  /** SHA-256 of the content blocks in order, hex: tells a repeated part from a new one. */
  readonly contentDigest: string;
}

/** Reads the answers of one poll. References between blocks are resolved over the whole session. */
export interface ParseSession {
  /**
   * Reads one document.
   * @throws Failure `xml/*`, `content/*`, `taxii/*`, `host/parser-*`: the document is not what it should be, or costs too much.
   */
  read(body: AsyncIterable<Uint8Array>, encoding: string | null, sink: DocumentSink): Promise<DocumentResult>;
  /** Indicators still waiting for references, for the segment's commit. */
  waiting(): Promise<readonly WaitingIndicator[]>;
  close(): Promise<void>;
}

/** Where sessions come from: parser children in the product, the same reader in this process in tests. */
export interface Parser {
  open(options: SessionOptions): Promise<ParseSession>;
  close(): Promise<void>;
}
