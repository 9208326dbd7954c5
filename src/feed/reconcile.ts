import { microsOf } from '../base/instant.ts';
import type { SourceSettings } from './source.ts';
import type { Span } from './window.ts';

/**
 * The last poll that read everything, by which a source can be reconciled: every listing last seen since then carries a
 * label later than `from`. Milliseconds since 1970.
 */
export interface Reconciled {
  readonly at: number;
  readonly from: number;
}

/** What a source knows of its full polls. Milliseconds since 1970. */
export interface ReconcileState {
  readonly cursor: string | null;
  readonly reconciledAt: number | null;
  readonly reconciledFrom: number | null;
  /** When the last attempt began. */
  readonly reconcileTriedAt: number | null;
}

const day = 86_400_000;

/** Whether a poll that comes due should read everything again. One that failed is tried again a day later, that delta polls may go on. */
export function reconcileDue(settings: SourceSettings, state: ReconcileState, now: number): boolean {
  const { reconcile, collectionType } = settings;
  if (reconcile === 'never' || collectionType === 'set' || state.cursor === null) return false;
  if (state.reconcileTriedAt !== null && now - state.reconcileTriedAt < Math.min(day, reconcile)) return false;
  return state.reconciledAt === null || now - state.reconciledAt >= reconcile;
}

/** The last full poll, where a source is reconciled at all and has had one. */
export function reconciledBefore(settings: SourceSettings, state: ReconcileState): Reconciled | null {
  const { reconciledAt: at, reconciledFrom: from } = state;
  if (settings.reconcile === 'never' || settings.collectionType === 'set' || at === null || from === null) return null;
  return { at, from };
}

/**
 * What a full poll has to read besides its window, so that whatever it does not see has vanished: what was labelled
 * before the window and is still in force, because it was seen later. `null` where there is none. Nothing in force can
 * be older than twice the age.
 */
export function olderSpan({ from }: Reconciled, window: Span, age: number): Span | null {
  const oldest = window.begin - microsOf(age);
  const begin = microsOf(from) > oldest ? microsOf(from) : oldest;
  return begin < window.begin ? { begin, end: window.begin } : null;
}
