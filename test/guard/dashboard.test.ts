import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metricsText } from '../../src/gateway/metrics.ts';
import type { GatewayStatus } from '../../src/gateway/status.ts';
import { monitoringText } from '../../src/service/monitoring-text.ts';

const at = '2026-11-22T10:00:00Z';

const daemon = monitoringText({
  now: Date.parse(at),
  version: '1.0.0',
  startedAt: 1000,
  sources: [
    {
      name: 'phish-urls',
      kind: 'taxii1',
      url: 'https://taxii.example.net/poll',
      collection: 'phish',
      mode: 'monitor',
      state: 'failing',
      suspended: false,
      listings: 12,
      lastAttempt: at,
      lastSuccess: at,
      lastNewData: at,
      nextDue: at,
      reconciled: null,
      cursor: null,
      segment: null,
      failures: 1,
      failure: {
        code: 'auth/refused',
        message: '',
        stage: 'auth',
        fault: 'operator',
        retry: 'after-change',
        evidence: {},
      },
      proxy: { from: 'none', profile: null, url: null, bypassed: false, failure: null },
      settings: {},
    },
  ],
  storeBytes: 1,
  polling: 0,
  poller: { pid: 1, restarts: 0, upMs: 1, idleMs: 1 },
  indexAt: 1,
  gatewayUp: true,
  diskFree: 1,
  memory: 1,
  cpuSeconds: 1,
});

const front = {
  kind: 'milter',
  address: 'unix:/milter.sock',
  failure: null,
  requests: 1,
  lastAt: 1,
  p50: 1,
  p99: 1,
  actions: { reject: 1 },
  undecided: { 'match/missing': 1 },
  reservations: { 'mail/too-large': 1 },
  maps: {},
} as const;

const gateway: GatewayStatus = {
  version: '1.0.0',
  node: 'mx1',
  pid: 1,
  since: at,
  supervised: true,
  policy: 'monitor',
  index: { generation: 1, builtAt: at, observables: 1, memory: 1 },
  fronts: [front],
  journalLost: 0,
  settingsFailure: null,
};

it('the dashboard names metrics that are told, and no others', () => {
  const told = new Set((daemon + metricsText(gateway)).match(/^feedgate_\w+/gm));
  const named = new Set(readFileSync('packaging/grafana/feedgate.json', 'utf8').match(/feedgate_\w+/g));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((name) => !told.has(name))).toEqual([]);
});
