import type { Clock } from '../base/clock.ts';
import type { Evidence, FailureRecord } from '../base/failure.ts';
import type { Finding, KeptFinding } from '../feed/finding.ts';
import type { PollReport } from '../feed/report.ts';
import type { StoredSource } from '../store/store.ts';
import type { Probe, ProbeScene } from './ports.ts';

/** Probes of one source are at least this far apart. */
const leastBetween = 60 * 60_000;

/** Clocks that differ by less are called equal. */
const drift = 60_000;

export interface FindingDeps {
  readonly probe: Probe;
  readonly clock: Clock;
  /** The last reports of the source, newest first, that of this poll among them. */
  reports(): Promise<readonly PollReport[]>;
}

/**
 * What probes make of a poll that failed for good. They are made once for a failure: while the same code goes on, its
 * finding goes on too, and another code is probed an hour after the last at the earliest. A success or a change of the
 * settings (both leave no failed polls in a row) begins anew. `null` where nothing more was learnt than the failure says.
 * @throws Failure when the scene's signal is aborted.
 */
export async function findingAfter(
  failure: FailureRecord,
  source: StoredSource,
  scene: ProbeScene,
  deps: FindingDeps,
): Promise<KeptFinding | null> {
  const { clock } = deps;
  const before = source.state.failures === 0 ? [] : (await deps.reports()).filter(({ state }) => state === 'failed');
  const [last] = before;
  if (last?.finding !== undefined && last.failure?.code === failure.code) return last.finding;
  const now = clock.now();
  const newest = Math.max(...before.map(({ finding }) => (finding === undefined ? 0 : Date.parse(finding.at))), 0);
  if (now - newest < leastBetween) return null;
  const seen = { ...failure, evidence: { ...failure.evidence, ...clockDrift(failure.evidence, now) } };
  const finding = await deps.probe(seen, source.settings, scene);
  return saysMore(finding, failure) ? { ...finding, at: new Date(now).toISOString() } : null;
}

/** How far the server's clock is ahead of ours, milliseconds, where that is more than a minute. */
export function clockDrift({ headers }: Evidence, now: number): Evidence {
  const date = typeof headers === 'object' && headers !== null && 'date' in headers ? headers.date : undefined;
  const ahead = typeof date === 'string' ? Date.parse(date) - now : Number.NaN;
  return Math.abs(ahead) > drift ? { clockDriftMs: ahead } : {};
}

function saysMore({ code, proposal, evidence }: Finding, failure: FailureRecord): boolean {
  return code !== failure.code || proposal !== null || evidence['probes'] !== undefined;
}
