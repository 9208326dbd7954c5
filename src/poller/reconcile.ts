import { failing, type FailureRecord } from '../base/failure.ts';
import { olderSpan, type Reconciled, reconciledBefore, reconcileDue } from '../feed/reconcile.ts';
import { lostTooMuch } from '../feed/set-size.ts';
import type { PollMode } from '../feed/report.ts';
import { planWindow, type Span } from '../feed/window.ts';
import type { ListingStore, SourceStore, StoredSource, Unseen } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import type { PollRecorder } from './recorder.ts';

const fail = failing(pollerConditions);

/** The mode of a poll that comes due: everything is read again from time to time. */
export function scheduledMode({ settings, state }: StoredSource, now: number): PollMode {
  return state.cursor === null || reconcileDue(settings, state, now) ? 'full' : 'delta';
}

/** What a poll is to read. */
export interface PollPlan {
  readonly mode: PollMode;
  /** All of it; `null` for what is read whole. */
  readonly span: Span | null;
  /** The last full poll, where this is one that withdraws what has vanished. */
  readonly reconciled: Reconciled | null;
  /** The part of the span that is only looked through for that. */
  readonly older: Span | null;
}

export function planPoll({ settings, state }: StoredSource, mode: PollMode, now: number): PollPlan {
  if (settings.collectionType === 'set') return { mode: 'full', span: null, reconciled: null, older: null };
  const plan = planWindow({ mode, cursor: state.cursor, now, age: settings.age, overlap: settings.overlap });
  const reconciled = plan.mode === 'full' ? reconciledBefore(settings, state) : null;
  const older = reconciled === null ? null : olderSpan(reconciled, plan.span, settings.age);
  return { mode: plan.mode, span: { ...plan.span, begin: older?.begin ?? plan.span.begin }, reconciled, older };
}

export interface Reconciliation {
  readonly store: {
    readonly sources: Pick<SourceStore, 'patchState'>;
    readonly listings: Pick<ListingStore, 'countUnseen'>;
  };
  readonly source: StoredSource;
  readonly recorder: PollRecorder;
  readonly reconciled: Reconciled | null;
  /** Withdraws whatever has vanished. */
  readonly accept: boolean;
  /** The last commit before the poll. */
  readonly afterCommit: number;
  withdraw(unseen: Unseen): Promise<void>;
}

/**
 * After everything was read: what was not seen has vanished, and is withdrawn, unless that is more than the source's
 * limit. A poll that had to pass something over proves nothing, and is left to the next one.
 */
export async function reconcile(run: Reconciliation): Promise<FailureRecord | null> {
  const { store, source, recorder, reconciled, afterCommit } = run;
  if (!recorder.complete) return null;
  if (reconciled !== null) {
    const unseen = { afterCommit, seenSince: reconciled.at, at: recorder.startedAt };
    const held = await store.listings.countUnseen(source.id, unseen);
    const { name, shrinkLimit } = source.settings;
    const tooMuch = lostTooMuch({ before: held.all, now: held.all - held.unseen }, shrinkLimit);
    // A source that was reset is to be taken as it is now.
    if (tooMuch && !run.accept && source.state.cursor !== null) return shrunk(name, held);
    if (held.unseen > 0) await run.withdraw(unseen);
  }
  await noteReconciled(run);
  return null;
}

/** Writes down that everything was read. */
export async function noteReconciled({
  store,
  source,
  recorder,
}: Pick<Reconciliation, 'store' | 'source' | 'recorder'>): Promise<void> {
  const at = recorder.startedAt;
  await store.sources.patchState(source.id, { reconciledAt: at, reconciledFrom: at - source.settings.age });
}

function shrunk(name: string, { unseen, all }: { readonly unseen: number; readonly all: number }): FailureRecord {
  const message = `everything of "${name}" was read again, and ${unseen} of ${all} listings were not among it: nothing was withdrawn`;
  return fail('guard/reconcile-shrunk', message, { evidence: { before: all, now: all - unseen } }).toJSON();
}
