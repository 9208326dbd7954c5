import { describe, expect, it } from 'vitest';
import { Meter } from './meter.ts';

describe('a meter', () => {
  it('knows nothing before the first request', () => {
    expect(new Meter().figures).toMatchObject({ requests: 0, lastAt: null, p50: null, p99: null });
  });
  it('tells half and nearly all to a quarter', () => {
    const meter = new Meter();
    for (let i = 1; i <= 1000; i += 1) meter.count(i, i < 980 ? 1 : 100);
    const { requests, lastAt, p50, p99 } = meter.figures;
    expect([requests, lastAt]).toEqual([1000, 1000]);
    expect(p50).toBeGreaterThanOrEqual(1);
    expect(p50).toBeLessThan(1.25);
    expect(p99).toBeGreaterThanOrEqual(100);
    expect(p99).toBeLessThan(125);
  });
  it('keeps when each map was fetched last', () => {
    const meter = new Meter();
    for (const [name, at] of [
      ['ip', 1],
      ['url', 2],
      ['ip', 3],
    ] as const)
      meter.countMap(name, at);
    expect(meter.figures.maps).toEqual({ ip: 3, url: 2 });
  });
  it('takes what took no time, and what took for ever', () => {
    const meter = new Meter();
    for (const ms of [0, Number.MAX_VALUE]) meter.count(1, ms);
    expect(meter.figures.p50).toBe(0.02);
    expect(meter.figures.p99).toBeGreaterThan(60_000);
  });
});
