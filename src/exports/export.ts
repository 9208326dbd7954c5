import type { Tlp } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';

/** One observable in force, with all that asserts it. Times are RFC 3339. */
export interface ExportedObservable extends Observable {
  readonly sources: readonly {
    readonly source: string;
    readonly indicator: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly validUntil: string | null;
    readonly expiresAt: string;
    readonly confidence: number | null;
    readonly tlp: Tlp | null;
  }[];
}

/** What an export says about itself. */
export interface ExportFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How observables are written in one format; lines without their ends. */
export interface ExportFormat {
  readonly first: (facts: ExportFacts) => readonly string[];
  /** `null` where the format has no place for this kind. */
  readonly lines: (observable: ExportedObservable, facts: ExportFacts) => readonly string[] | null;
  readonly last: readonly string[];
}

export const none = (): readonly string[] => [];

/** Who lists it, for a comment or a reply: names of sources alone, which are ours and safe. */
export function listedBy({ sources }: ExportedObservable): string {
  return `listed by ${[...new Set(sources.map(({ source }) => source))].slice(0, 5).join(', ')}`;
}
