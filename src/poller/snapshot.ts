import { asFailure, failing, type Failure, type FailureRecord } from '../base/failure.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SegmentWriter } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import type { DocumentSink } from '../parse/session.ts';
import type { SegmentOutcome, SourceClient } from './ports.ts';
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
    const outcome = await readWhole(client, { indicators: (batch) => writer.add(batch) });
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

async function readWhole(
  client: SourceClient,
  sink: DocumentSink,
): Promise<Pick<SegmentOutcome, 'parts' | 'incomplete'>> {
  if (client.kind === 'segments') return client.read(null, sink);
  client.begin(null);
  for (let parts = 1; ; parts += 1) {
    const { end } = await client.next(sink);
    if (end !== null) return { parts, incomplete: end.incomplete };
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
