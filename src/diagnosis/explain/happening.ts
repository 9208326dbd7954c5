import type { Code, Evidence } from '../../base/failure.ts';
import type { Certainty } from './verdict.ts';

/** The products whose logs are read. */
export type Product = 'cisco-esa' | 'feedgate';

/** How far a failed poll had come when the line was written; one poll writes up to one line of each later phase. */
export type Phase = 'attempt' | 'gave-up' | 'job';

/** What a message of the log tells, whichever product wrote it. */
export type Happening =
  | { readonly kind: 'scheduled' | 'attempted'; readonly source: string }
  | { readonly kind: 'started'; readonly source: string; readonly host: string | null }
  | { readonly kind: 'fetched'; readonly source: string; readonly observables: number | null }
  | Probed
  | Failed;

/** What Feedgate found out after a poll had failed. */
export interface Probed {
  readonly kind: 'probed';
  readonly source: string;
  /** `null` where the line lacks it. */
  readonly code: Code | null;
  readonly certainty: Certainty;
}

export interface Failed {
  readonly kind: 'failed';
  readonly source: string | null;
  /** `note`: something besides a poll, such as a warning or a refused request. */
  readonly phase: Phase | 'banner' | 'note';
  /** As the line says it. */
  readonly attempts: number | null;
  readonly host: string | null;
  readonly reason: string;
  /** Where the line names it itself, with its evidence: then nothing is to be guessed. */
  readonly named: { readonly code: Code; readonly evidence: Evidence } | null;
}

/** A failure with what most lines do not tell left empty. */
export function failed(given: Pick<Failed, 'source' | 'phase' | 'reason'> & Partial<Failed>): Failed {
  return { kind: 'failed', attempts: null, host: null, named: null, ...given };
}
