import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { failed } from '../../test/fakes/probing.ts';
import type { Code } from '../base/failure.ts';
import { parseSource } from '../config/source-settings.ts';
import type { Finding } from '../feed/finding.ts';
import type { PollReport } from '../feed/report.ts';
import type { StoredSource } from '../store/store.ts';
import { findingAfter } from './finding.ts';

const clock = new ManualClock();
const scene = { span: null, signal: new AbortController().signal };
const found: Finding = {
  code: 'tls/inspection',
  stage: 'tls',
  certainty: 'certain',
  alternatives: [],
  evidence: {},
  proposal: null,
};

function source(failures: number): StoredSource {
  return {
    id: 1,
    settings: parseSource({ name: 'phish', host: 'feed.example', path: '/', collection: 'c' }),
    revision: 1,
    suspended: false,
    createdAt: 0,
    state: {
      cursor: null,
      segmentMs: null,
      lastAttemptAt: null,
      lastSuccessAt: null,
      lastNewDataAt: null,
      nextDueAt: null,
      failures,
      lastFailure: null,
      reconciledAt: null,
      reconciledFrom: null,
      reconcileTriedAt: null,
      dataSet: null,
      listings: 0,
    },
  };
}

function report(code: Code, minutesAgo: number): PollReport {
  const at = new Date(clock.now() - minutesAgo * 60_000).toISOString();
  return pollReport({ state: 'failed', failure: failed(code), finding: { ...found, at } });
}

async function after(code: Code, failures: number, reports: readonly PollReport[] = []) {
  const probed: Code[] = [];
  const probe = (failure: { readonly code: Code }) => {
    probed.push(failure.code);
    return Promise.resolve(found);
  };
  const deps = { probe, clock, reports: () => Promise.resolve(reports) };
  return { finding: await findingAfter(failed(code), source(failures), scene, deps), probed };
}

describe('the finding of a failed poll', () => {
  it('is probed after the first failure', async () => {
    const { finding, probed } = await after('tls/unknown-root', 0);
    expect(probed).toEqual(['tls/unknown-root']);
    expect(finding).toEqual({ ...found, at: new Date(clock.now()).toISOString() });
  });
  it('goes on while the same failure does, and is not probed again', async () => {
    const before = report('tls/unknown-root', 600);
    const { finding, probed } = await after('tls/unknown-root', 3, [before]);
    expect(probed).toEqual([]);
    expect(finding).toEqual(before.finding);
  });
  it('of another failure is probed an hour after the last at the earliest', async () => {
    expect(await after('http/404', 1, [report('tls/unknown-root', 59)])).toEqual({ finding: null, probed: [] });
    expect((await after('http/404', 1, [report('tls/unknown-root', 61)])).probed).toEqual(['http/404']);
  });
  it('begins anew after a success or a change of the settings', async () => {
    expect((await after('tls/unknown-root', 0, [report('tls/unknown-root', 1)])).probed).toHaveLength(1);
  });
  it('is none where probes tell no more than the failure did', async () => {
    expect(await after(found.code, 0)).toEqual({ finding: null, probed: [found.code] });
  });
  it('knows how far the clocks are apart', async () => {
    const seen: unknown[] = [];
    const date = new Date(clock.now() + 7_200_000).toUTCString();
    const failure = { ...failed('http/503'), evidence: { headers: { date } } };
    const probe = (given: { readonly evidence: unknown }) => {
      seen.push(given.evidence);
      return Promise.resolve(found);
    };
    await findingAfter(failure, source(0), scene, { probe, clock, reports: () => Promise.resolve([]) });
    expect(seen).toEqual([{ headers: { date }, clockDriftMs: 7_200_000 - (clock.now() % 1000) }]);
  });
});
