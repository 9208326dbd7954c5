import { expect, it } from 'vitest';
import { monitoringText, mostSources, unreadiness, type MonitoringFacts } from './monitoring-text.ts';
import type { SourceView } from './service.ts';

const source: SourceView = {
  name: 'a"b\\c',
  kind: 'taxii1',
  url: 'https://taxii.example.net/poll',
  collection: 'phish',
  mode: 'monitor',
  state: 'failing',
  suspended: false,
  listings: 12,
  lastAttempt: '2026-11-22T10:00:00Z',
  lastSuccess: null,
  lastNewData: null,
  nextDue: '2026-11-22T10:30:00Z',
  reconciled: null,
  cursor: null,
  segment: null,
  failures: 3,
  failure: null,
  proxy: { from: 'none', profile: null, url: null, bypassed: false, failure: null },
  settings: {},
};

const facts: MonitoringFacts = {
  now: Date.parse('2026-11-22T11:00:00Z'),
  version: '1.0.0',
  startedAt: 1000,
  sources: [source],
  storeBytes: 4096,
  polling: 0,
  poller: { pid: 7, restarts: 0, upMs: 1000, idleMs: null },
  indexAt: 2000,
  gatewayUp: false,
  diskFree: null,
  memory: 1024,
  cpuSeconds: 0.5,
};

it('names of sources are escaped, and what is not known is left out', () => {
  const text = monitoringText(facts);
  expect(text).toContain('# TYPE feedgate_source_listings gauge\nfeedgate_source_listings{source="a\\"b\\\\c"} 12\n');
  expect(text).toContain('feedgate_sources_late 1\n');
  expect(text).not.toContain('source_last_success');
  expect(text).not.toContain('disk_free');
});

it('very many sources are counted, and the first of them told', () => {
  const text = monitoringText({ ...facts, sources: Array.from({ length: mostSources + 5 }, () => source) });
  expect(text).toContain(`feedgate_sources ${mostSources + 5}\n`);
  expect(text.match(/^feedgate_source_listings\{/gm)).toHaveLength(mostSources);
});

it('what is missing keeps the daemon from being ready, and is told', () => {
  expect(unreadiness(facts)).toEqual([]);
  const down = { ...facts, sources: null, indexAt: null, poller: { ...facts.poller, pid: null } };
  expect(unreadiness(down)).toHaveLength(3);
  expect(monitoringText(down)).toContain('feedgate_store_up 0\n');
});
