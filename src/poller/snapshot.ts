import { asFailure, failing, type Failure, type FailureRecord } from '../base/failure.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SegmentWriter } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import type { SourceClient } from './ports.ts';
import type { PollRecorder } from './recorder.ts';

const fail = failing(pollerConditions);

export interface SnapshotRun {
  readonly settings: SourceSettings;
  readonly client: SourceClient;
  readonly recorder: PollRecorder;
  /** Listings of the source in the store before this poll. */
  readonly held: number;
  openWriter(): Promise<SegmentWriter>;
  /** Applies the set: what it does not name is withdrawn. */
  commit(writer: SegmentWriter): Promise<void>;
}

/**
 * Reads a data set whole and replaces what was known of it. A set that is empty, or has shrunk by more than half,
 * is held back: the last good one stays in force (DESIGN §3).
 */
export async function readSnapshot(run: SnapshotRun): Promise<FailureRecord | null> {
  const { client, recorder, settings } = run;
  recorder.plan([null]);
  recorder.mark(null, 'running');
  const writer = await run.openWriter();
  try {
    const outcome = await client.read(null, { indicators: (batch) => writer.add(batch) });
    const held = outcome.incomplete ?? shrunk(settings.name, run.held, recorder.progress().supported);
    if (held !== null) throw held;
    await run.commit(writer);
    recorder.mark(null, 'done', outcome.parts);
    return null;
  } catch (error) {
    const failure = asFailure(error, `poll of "${settings.name}"`);
    recorder.settle(null);
    recorder.mark(null, 'failed');
    return failure.toJSON();
  } finally {
    await writer.discard();
  }
}

function shrunk(name: string, before: number, now: number): Failure | null {
  if (before === 0) return null;
  const evidence = { before, now };
  if (now === 0)
    return fail('guard/snapshot-empty', `the data set of "${name}" came back empty; ${before} listings stay`, {
      evidence,
    });
  if (now * 2 >= before) return null;
  return fail('guard/snapshot-shrunk', `the data set of "${name}" shrank from ${before} to ${now}; the old one stays`, {
    evidence,
  });
}
