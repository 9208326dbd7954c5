import { microsOf, parseInstant } from '../base/instant.ts';
import type { PollMode } from './report.ts';

/** A span of label time `(begin, end]` in microseconds since 1970 (TAXII 1.1 §4.1.4: begin exclusive, end inclusive). */
export interface Span {
  readonly begin: bigint;
  readonly end: bigint;
}

export interface WindowQuestion {
  /** As asked for; `null` takes what the cursor allows. */
  readonly mode: PollMode | null;
  readonly cursor: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly age: number;
  readonly overlap: number;
}

/**
 * The window of a poll (DESIGN §3): a full poll reads the whole age, a delta poll what came since the cursor,
 * reaching back by the overlap because servers stamp late. Without a usable cursor every poll is a full one; a
 * cursor older than the age is cut there, since older listings would be out of force on arrival.
 */
export function planWindow(question: WindowQuestion): { readonly mode: PollMode; readonly span: Span } {
  const end = microsOf(question.now);
  const oldest = end - microsOf(question.age);
  const cursor = question.cursor === null ? undefined : parseInstant(question.cursor);
  if (question.mode === 'full' || cursor === undefined) return { mode: 'full', span: { begin: oldest, end } };
  const since = cursor.micros - microsOf(question.overlap);
  const begin = since < oldest ? oldest : since;
  return { mode: 'delta', span: { begin: begin < end ? begin : end - microsOf(question.overlap + 1), end } };
}

export interface CursorEvidence {
  /** Where the segment that has been read to its end stops. */
  readonly asked: bigint;
  /** Inclusive_End of the last part, as the server wrote it. */
  readonly answered: string | null;
  /** The server's clock when the segment was asked for (its `Date` header), milliseconds; `null` where it told none. */
  readonly serverNow: number | null;
}

/**
 * The cursor after a segment read to its end: the server's own Inclusive_End where it gave one not past what was
 * asked (kept as its string, which carries the microseconds), else what was asked; never later than the server's
 * clock, or labels it stamps after a poll by a fast clock of ours would be skipped.
 */
export function cursorAfter(evidence: CursorEvidence): { readonly micros: bigint; readonly text: string | null } {
  const limit = evidence.serverNow === null ? evidence.asked : least(evidence.asked, microsOf(evidence.serverNow));
  const answered = evidence.answered === null ? undefined : parseInstant(evidence.answered);
  if (answered !== undefined && answered.micros <= limit) return { micros: answered.micros, text: evidence.answered };
  return { micros: limit, text: null };
}

export interface WalkEvidence {
  /** The latest instant that the server stamped on what was read. */
  readonly last: bigint | null;
  /** The server's clock when the walk began, milliseconds; `null` where it told none. */
  readonly serverNow: number | null;
  /** The cursor before, as it is stored. */
  readonly stored: string | null;
  /** Milliseconds. */
  readonly overlap: number;
}

/**
 * The cursor after a walk read to its end, in microseconds: the last stamp that came (TAXII 2.1 §3.5), which may not
 * lie in the future by the server's own clock. Where none came a stored cursor stays (`null`), for an empty answer
 * tells nothing; before there was one, it is the server's clock at the beginning, less the overlap.
 */
export function cursorAfterWalk({ last, serverNow, stored, overlap }: WalkEvidence): bigint | null {
  // The clock is told in whole seconds.
  if (last !== null) return serverNow === null ? last : least(last, microsOf(serverNow + 1000));
  return stored !== null || serverNow === null ? null : microsOf(serverNow - overlap);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
