import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import type { Clock, Random } from '../base/clock.ts';
import { react } from '../feed/retry.ts';
import type { KnownSet } from '../feed/data-set.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SegmentWriter } from '../store/store.ts';
import { heldBack } from './held-back.ts';
import type { DocumentSink } from '../parse/session.ts';
import type { PollLog, SeenSet, SegmentOutcome, SourceClient } from './ports.ts';
import { noteReconciled } from './reconcile.ts';
import type { PollRecorder } from './recorder.ts';
import { cancelled } from './segments.ts';

export interface SnapshotRun {
  readonly settings: SourceSettings;
  readonly client: SourceClient;
  readonly recorder: PollRecorder;
  readonly log: Pick<PollLog, 'attemptFailed'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Observables of the set that this one is to take the place of; 0 takes any. */
  readonly before: number;
  /** Takes what comes, whatever its size. */
  readonly accept: boolean;
  openWriter(): Promise<SegmentWriter>;
  /** Applies the set: what it does not name is withdrawn. */
  commit(writer: SegmentWriter, set: SeenSet | null): Promise<void>;
}

/**
 * Reads a data set whole and replaces what was known of it. A set that is empty, has shrunk or grown past its limits,
 * is held back: the last good one stays in force (DESIGN §3). One that has not changed is left as it is.
 */
export async function readSnapshot(run: SnapshotRun): Promise<FailureRecord | null> {
  const { recorder, log, clock, settings, signal } = run;
  recorder.plan([null]);
  for (let attempts = 1, waits = 0; ; attempts += 1) {
    recorder.mark(null, 'running');
    const failure = await attempt(run);
    if (failure === null) return null;
    if (signal.aborted) return cancelled(settings.name).toJSON();
    const again = reactionTo(run, failure, attempts, waits);
    if (again === null) {
      recorder.mark(null, 'failed');
      return failure.toJSON();
    }
    recorder.attemptFailed(failure.toJSON());
    log.attemptFailed(settings.name, failure.toJSON());
    if (!again.counted) {
      attempts -= 1;
      waits += 1;
    }
    await clock.sleep(again.ms, signal);
  }
}

function reactionTo({ settings, random }: SnapshotRun, failure: Failure, attempts: number, waits: number) {
  const reaction = react({
    failure: failure.toJSON(),
    attempts,
    waits,
    allowed: settings.attempts,
    halvable: false,
    halvings: 0,
    bisecting: false,
    jitter: random(),
  });
  return reaction.kind === 'again' ? reaction : null;
}

/** What a data set is taken over with. */
type TakingOver = Parameters<typeof noteReconciled>[0] & {
  /** Of the set that is there, where what has not changed stays as it is. */
  readonly known: KnownSet | null;
};

/**
 * Commits a data set, and notes what it is known by. What the old one was known by is forgotten first: were it told
 * again after a crash in between, the new listings would count as the old ones.
 */
export async function takeOver(
  { store, source, recorder, known }: TakingOver,
  set: SeenSet | null,
  commit: (snapshotBegan: number) => Promise<void>,
): Promise<void> {
  const { id, revision, state } = source;
  const observables = recorder.progress().supported;
  if (state.dataSet !== null) await store.sources.patchState(id, { dataSet: null });
  await commit(recorder.startedAt);
  await noteReconciled({ store, source, recorder });
  if (set === null) return;
  const { etag, lastModified, digest } = set;
  const takenAt = known?.takenAt ?? recorder.startedAt;
  await store.sources.patchState(id, { dataSet: { etag, lastModified, digest, observables, takenAt, revision } });
}

async function attempt(run: SnapshotRun): Promise<Failure | null> {
  const { client, recorder, settings } = run;
  const writer = await run.openWriter();
  try {
    const { parts, incomplete, set } = await readWhole(client, { indicators: (batch) => writer.add(batch) });
    if (incomplete !== null) throw incomplete;
    if (set?.unchanged === true) recorder.unchanged();
    else {
      const held = heldBack(settings, { before: run.before, now: recorder.progress().supported });
      if (held !== null && !run.accept) throw held;
      await run.commit(writer, set ?? null);
      if (held !== null) recorder.warn(held.code, `taken over, as was asked: ${held.message}`);
    }
    recorder.mark(null, 'done', parts);
    return null;
  } catch (error) {
    return asFailure(error, `poll of "${settings.name}"`);
  } finally {
    recorder.settle(null);
    await writer.discard();
  }
}

async function readWhole(
  client: SourceClient,
  sink: DocumentSink,
): Promise<Pick<SegmentOutcome, 'parts' | 'incomplete' | 'set'>> {
  if (client.kind === 'segments') return client.read(null, sink);
  client.begin(null);
  for (let parts = 1; ; parts += 1) {
    const { end } = await client.next(sink);
    if (end !== null) return { parts, incomplete: end.incomplete };
  }
}
