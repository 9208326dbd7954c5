import { bugConditions, type Code, type Condition, type FailureRecord, type Stage } from '../base/failure.ts';
import type { RoutedSource } from '../feed/source.ts';
import { netConditions } from '../net/conditions.ts';
import { jsonConditions } from '../json/conditions.ts';
import { taxiiConditions } from '../taxii/conditions.ts';
import { taxii2Conditions } from '../taxii2/conditions.ts';
import { xmlConditions } from '../xml/conditions.ts';
import { probeConditions } from './conditions.ts';
import type { Finding, Verdict } from '../feed/finding.ts';
import { certain } from './finding.ts';
import { plans } from './plans.ts';
import { Round, type ProbeDeps, type ProbeOptions } from './round.ts';

/**
 * What a failed poll of this source amounts to after asking again: at most 6 connections within 30 s, to the
 * configured host on its own port, 443 and 80, to the proxy, the canary, and what the provider's own discovery lists
 * on that host. Credentials go to the configured origin alone. Where nothing can be asked the finding is the failure.
 * @throws Failure `gate/cancelled` or the reason with which the caller's signal was aborted.
 */
export async function probeFailure(
  failure: FailureRecord,
  settings: RoutedSource,
  deps: ProbeDeps,
  options: ProbeOptions = {},
): Promise<Finding> {
  // What befell the asking for a token says nothing of the source's own server.
  const elsewhere = failure.evidence['asked'] === 'token';
  const plan = elsewhere ? undefined : plans[settings.kind].get(failure.code);
  const round = new Round(settings, deps, options);
  try {
    const verdict = plan === undefined ? certain(failure.code) : await plan(failure, round, settings);
    options.signal?.throwIfAborted();
    return findingOf(failure, verdict, round);
  } finally {
    round.close();
  }
}

function findingOf(failure: FailureRecord, verdict: Verdict, { notes, veil }: Round): Finding {
  return {
    ...verdict,
    stage: failure.evidence['asked'] === 'token' ? failure.stage : (stageOf(verdict.code) ?? failure.stage),
    evidence: {
      ...failure.evidence,
      ...veil.evidence({ ...verdict.evidence, ...(notes.length === 0 ? {} : { probes: notes }) }),
    },
  };
}

const tables: readonly Readonly<Record<Code, Condition>>[] = [
  probeConditions,
  netConditions,
  taxiiConditions,
  taxii2Conditions,
  xmlConditions,
  jsonConditions,
  bugConditions,
];

function stageOf(code: Code): Stage | undefined {
  return tables.find((table) => Object.hasOwn(table, code))?.[code]?.stage;
}
