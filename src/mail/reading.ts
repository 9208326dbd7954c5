import type { Place } from '../policy/fact.ts';
import type { Spending } from './budget.ts';
import type { Collector } from './collector.ts';
import type { FileLabel } from './file-kind.ts';

/** A file: a part of a message, or one that was packed in another. */
export interface MailFile extends FileLabel {
  readonly content: Buffer;
  readonly charset: string;
  readonly where: Place;
  /** Of messages, archives and pages around it. */
  readonly depth: number;
  /** What relative links of a page are relative to, as its part tells. */
  readonly base: string | null;
}

/** One message as it is read: what was found, what it has cost, and how to read what lies within what is read. */
export interface Reading {
  readonly collector: Collector;
  readonly spending: Spending;
  /** SHA-256 of the files that were read: an archive that holds itself is read once. */
  readonly seen: Set<string>;
  readonly file: (file: MailFile) => Promise<void>;
  readonly message: (bytes: Buffer, depth: number) => Promise<void>;
}
