import { beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../src/base/failure.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import { faults } from '../../src/lab/faults.ts';
import { startPolling, valuesOf } from './polling.ts';

/** Every switch of the practice server, polled through the real client, parser children and store. */
let honest: string[];
beforeAll(async () => {
  await using polling = await startPolling();
  expect((await polling.poll()).failure).toBeNull();
  honest = await valuesOf(polling.store);
  expect(honest.length).toBeGreaterThan(100);
});

/** What a fault does to a poll beyond ending it: a part of the collection is lost, and that is right. */
const partial = new Set([
  'block-not-xml',
  'block-binding-unknown',
  'block-empty',
  'status-success',
  'huge-block',
  'late-labels',
  'more-without-result-id',
]);

/** Settings under which a fault shows. */
const settings: Readonly<Record<string, JsonObject>> = {
  'slash-405': { path: '/taxii/poll' },
  'slash-500': { path: '/taxii/poll' },
  'slash-redirect': { path: '/taxii/poll' },
  'slow-first-byte': { timeouts: { connect: '1s', firstByte: '30s', stall: '1s', request: '60s' } },
  drip: { timeouts: { connect: '1s', firstByte: '5s', stall: '3s', request: '30s' } },
  'huge-answer': { timeouts: { connect: '1s', firstByte: '5s', stall: '10s', request: '80s' } },
  'endless-answer': { timeouts: { connect: '1s', firstByte: '5s', stall: '10s', request: '80s' } },
  'huge-block': { timeouts: { connect: '1s', firstByte: '30s', stall: '10s', request: '60s' } },
};

/** The test's budgets are far below the product's: what would fit there ends here by name. */
const overBudget: Readonly<Record<string, Code>> = { 'huge-answer': 'http/too-big', 'xml-huge-text': 'http/too-big' };

describe.concurrent('a poll that meets', () => {
  it.each(faults.map((fault) => [fault.name, fault] as const))('%s', { timeout: 90_000 }, async (name, fault) => {
    await using polling = await startPolling({ faults: [name], source: settings[name] ?? {} });
    const report = await polling.poll();
    const expected = fault.mendedBy === undefined ? (overBudget[name] ?? fault.expects) : null;
    expect(report.failure?.code ?? null, report.failure?.message).toBe(expected);
    expect(report.state).toBe(expected === null ? 'succeeded' : 'failed');
    const whole = expected === null && !partial.has(name) && fault.mendedBy !== 'leaving-a-block-out';
    if (whole) expect(await valuesOf(polling.store)).toEqual(honest);
    expect(polling.log.lines.join('')).not.toMatch(/[\n\r\u001b\u202e]/);
  });
});
