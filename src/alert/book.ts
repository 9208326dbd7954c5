import type { Code } from '../base/failure.ts';
import type { Values } from '../diagnosis/values.ts';
import type { Area, Severity } from './problem.ts';

/** What is wrong for one cause, from its first sign until everybody was told that it is over. Times are milliseconds since 1970. */
export interface Alert {
  /** Area and cause. */
  readonly key: string;
  readonly area: Area;
  readonly cause: string;
  readonly code: Code;
  readonly severity: Severity;
  /** The worst that it was. */
  readonly peak: Severity;
  /** What suffers: how many, and the first of them by name. */
  readonly count: number;
  readonly subjects: readonly string[];
  /** The most that suffered at once. */
  readonly reach: number;
  readonly message: string;
  /** For the texts of the catalogue. */
  readonly values: Values;
  /** When it began, as far as is known, and when it was seen to. */
  readonly since: number;
  readonly openedAt: number;
  /** Since when nothing of it is left; `null` while something is. */
  readonly wellSince: number | null;
  /** When it counted as gone; `null` before. */
  readonly overAt: number | null;
  /** It is gone as a cause, but all that suffered from it suffers from another one now. */
  readonly moved: boolean;
  /** How often it has come within a day of going, this time included. */
  readonly openings: number;
  /** What was told last; `null` before anything was. */
  readonly told: { readonly at: number; readonly severity: Severity } | null;
}

/** A cause that is gone, and may come back. */
export interface Gone {
  readonly key: string;
  readonly at: number;
  readonly openings: number;
}

/** All that alerts remember; plain JSON. */
export interface Book {
  readonly alerts: readonly Alert[];
  readonly gone: readonly Gone[];
  /** Number of the next notice. */
  readonly next: number;
}

export const emptyBook: Book = { alerts: [], gone: [], next: 1 };

/**
 * What people are told: `opened` and `recovered`; `worse`, its severity rose; `reminder`, it still holds; `passed`, it
 * came and went while nobody was to be told; `moved`, what suffered from it suffers from another cause now, which has an
 * alert of its own; `test`.
 */
export const noticeKinds = ['opened', 'worse', 'reminder', 'recovered', 'passed', 'moved', 'test'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One thing to tell; plain JSON. */
export interface Notice {
  /** Unique among those of a node, and the same however often it is sent. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: number;
  /** Of a recovery the worst that it was. */
  readonly severity: Severity;
  readonly alert: Alert;
}
