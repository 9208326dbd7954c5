import { describe, expect, it } from 'vitest';
import { judgeGateway, type FrontFacts, type GatewayFacts } from './check-gateway.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const hour = 3_600_000;
const front: FrontFacts = {
  kind: 'milter',
  address: 'unix:/run/m.sock',
  failure: null,
  requests: 12_841,
  lastAt: now - 2000,
  p99: 6.1,
  proof: { state: 'matches', heard: '' },
};
const running = { pid: 811, since: now - 80 * hour, indexBuiltAt: now - hour, fronts: [front] };
const facts: GatewayFacts = { now, wanted: ['milter'], failure: null, running };
const judged = (change: Partial<GatewayFacts>) =>
  judgeGateway({ ...facts, ...change }).map(({ grade, code, says }) => [grade, code, says.en]);
const fronted = (change: Partial<FrontFacts>) =>
  judged({ running: { ...running, fronts: [{ ...front, ...change }] } })[1];
const failure = {
  code: 'gateway/listen',
  stage: 'mail',
  fault: 'operator',
  retry: 'after-change',
  message: 'listening on x: EACCES',
  evidence: {},
} as const;

describe('the check of the mail fronts', () => {
  it('tells when each was asked last', () => {
    expect(judged({})).toEqual([
      ['ok', null, 'pid 811, match index 1 h old'],
      ['ok', null, 'milter asked 2 s ago, requests 12,841, p99 6.1 ms'],
    ]);
    expect(fronted({ lastAt: null })).toEqual(['warning', 'gateway/front-unused', 'milter was not asked for 80 h']);
    const young = { ...running, since: now - hour, fronts: [{ ...front, lastAt: null }] };
    expect(judged({ running: young })[1]).toEqual(['ok', null, 'milter listens, not asked yet']);
  });
  it('tells what is wrong with one', () => {
    expect(fronted({ failure })).toEqual(['problem', 'gateway/listen', 'milter does not listen']);
    expect(fronted({ proof: { state: 'silent', heard: 'ETIMEDOUT' } })?.[1]).toBe('gateway/unreachable');
    expect(fronted({ proof: { state: 'misses', heard: '220 hello' } })?.[1]).toBe('gateway/canary-missed');
  });
  it('tells which map is fetched no more, though others are', () => {
    const maps = { ip: now - hour, url: now - 25 * hour, hash: now - 90 * hour };
    expect(fronted({ kind: 'http', maps })).toEqual([
      'warning',
      'gateway/map-unfetched',
      'http: maps not fetched for a day: url, hash',
    ]);
    expect(fronted({ kind: 'http', maps: { ip: now - hour } })?.[0]).toBe('ok');
  });
  it('tells an old index, and none', () => {
    expect(judged({ running: { ...running, indexBuiltAt: now - 200 * hour } })[0]?.[1]).toBe('match/stale');
    expect(judged({ running: { ...running, indexBuiltAt: null } })[0]?.[1]).toBe('match/missing');
  });
  it('tells that none runs, if one should', () => {
    expect(judged({ running: null })).toEqual([['problem', 'gateway/down', 'not running, though on: milter']]);
    expect(judged({ running: null, wanted: [] })[0]?.[0]).toBe('skipped');
    expect(judged({ failure: { ...failure, code: 'config/file-bad' } })[0]?.[1]).toBe('config/file-bad');
  });
});
