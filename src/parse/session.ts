import type { ListSettings } from '../feed/source.ts';
import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { MispDocument, MispTold } from '../misp/document.ts';
import type { Stix2Document } from '../stix2/reader.ts';
import type { TaxiiMessage } from '../taxii/message.ts';

/** What documents a session reads: TAXII 1.x messages of STIX 1.x, TAXII 2.x answers of STIX 2.x, lists, or MISP. */
export type SessionKind = DocumentHead['kind'];

/** Opens a reading session: one per poll, several documents (answers) each. */
export interface SessionOptions {
  readonly kind: SessionKind;
  /** Indicators of earlier polls that still wait for their references. */
  readonly waiting: readonly WaitingIndicator[];
  readonly budget: ParseBudget;
  /** Takes observables that no indicator names for assertions too. Default false. */
  readonly assertPlainObservables?: boolean;
  /** How a list is to be read. Default: everything is found out. */
  readonly list?: ListSettings | null;
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

export interface Taxii1Head {
  readonly kind: 'taxii1';
  /** The TAXII message without its content blocks. */
  readonly message: TaxiiMessage;
}

export interface Taxii2Head extends Pick<Stix2Document, 'shape' | 'more' | 'next' | 'objects' | 'members'> {
  readonly kind: 'taxii2';
}

export interface ListHead {
  readonly kind: 'list';
  /** The one that was told or found out. */
  readonly format: Exclude<ListSettings['format'], 'auto'>;
}

export interface MispHead extends MispDocument {
  readonly kind: 'misp';
}

/** What a document says of itself, besides its content. */
export type DocumentHead = Taxii1Head | Taxii2Head | ListHead | MispHead;

/** A document read to its end. */
export interface DocumentResult<Head extends DocumentHead = DocumentHead> {
  readonly head: Head;
  readonly tally: Tally;
  /** Of the content in its order, hex: tells a repeated part or page from a new one. */
  readonly contentDigest: string;
}

/** What helps to find out how a list is written, and which document of MISP it is. */
export interface Told {
  readonly contentType: string | null;
  /** Path of the address or of the file. */
  readonly name: string | null;
  readonly misp?: MispTold;
}

/** Reads the answers of one poll. References between blocks are resolved over the whole session. */
export interface ParseSession {
  /**
   * Reads one document. `encoding` is the `charset` of the HTTP Content-Type.
   * @throws Failure `xml/*`, `content/*`, `taxii/*`, `host/parser-*`: the document is not what it should be, or costs too much.
   */
  read(
    body: AsyncIterable<Uint8Array>,
    encoding: string | null,
    sink: DocumentSink,
    told?: Told,
  ): Promise<DocumentResult>;
  /** Indicators still waiting for references, for the segment's commit. */
  waiting(): Promise<readonly WaitingIndicator[]>;
  close(): Promise<void>;
}

/** Where sessions come from: parser children in the product, the same reader in this process in tests. */
export interface Parser {
  open(options: SessionOptions): Promise<ParseSession>;
  close(): Promise<void>;
}
