import type { Code, Evidence } from '../../base/failure.ts';
import type { Product } from './happening.ts';
import type { Certainty } from './verdict.ts';

/** The same failure of one source from its first line to its recovery, its replacement by another, or the end of the log. */
export interface Episode {
  /** `null` where the log does not name it. */
  readonly source: string | null;
  readonly host: string | null;
  /** The product that wrote the log; the remedy is for it. */
  readonly product: Product;
  readonly code: Code;
  readonly alternatives: readonly Code[];
  readonly certainty: Certainty;
  readonly evidence: Evidence;
  /** Failed requests, as far as the log shows or tells them, and polls that they belong to. */
  readonly attempts: number;
  readonly polls: number;
  /** Times as the log has them: RFC 3339, without a zone where the log names none; `null` where it has no time. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly recoveredAt: string | null;
  /** Its time may be unknown. */
  readonly recovered: boolean;
  /** Numbers of the first lines that tell of it, at most `mostLines`, and how many there are. */
  readonly lines: readonly number[];
  readonly lineCount: number;
  /** The reason as first read, made safe to show, at most 300 characters. */
  readonly reason: string;
}

/** What became of an episode when a line came in. */
export interface Change {
  /** `changed`: the source fails in another way than before, or probes told the cause more exactly. */
  readonly kind: 'began' | 'changed' | 'recovered';
  /** As it stands now. */
  readonly episode: Episode;
  /** What it was before it changed. */
  readonly before: Code | null;
}

/** Lines that could not be read: how many, and the numbers of the first `mostUnreadable`. */
export interface Unreadable {
  readonly count: number;
  readonly lines: readonly number[];
}

/** What a log tells; plain JSON. */
export interface Explanation {
  /** In the order of their first lines; the last `mostEpisodes` of them. */
  readonly episodes: readonly Episode[];
  /** Episodes that were dropped because there were too many. */
  readonly dropped: number;
  readonly unreadable: Unreadable;
  readonly lines: number;
  /** Names of sources that the log mentions, whether they failed or not. */
  readonly sources: number;
}

export const mostLines = 20;
export const mostUnreadable = 100;
export const mostEpisodes = 1000;
/** Sources that are followed at a time; the one that was silent longest is given up for a new one. */
export const mostSources = 1000;
/** Notes (refusals, warnings) of one source that are followed at a time. */
export const mostNotes = 8;
