import { expect, it } from 'vitest';
import { defaultGuardRules, Guards } from '../../src/guard/guard.ts';
import { EntrySet } from '../../src/guard/list.ts';
import { startPoll } from '../../src/poller/poll.ts';
import { startPolling, valuesOf } from './polling.ts';

it('what guards keep out is not stored, and the report counts and shows it', { timeout: 60_000 }, async () => {
  await using polling = await startPolling({ source: { collection: 'practice.botnet' } });
  const source = await polling.store.sources.get('practice');
  if (source === undefined) throw new Error('no source');
  const all = new Guards({ ...defaultGuardRules, off: ['private-address', 'too-wide'] });
  const own = new Guards(defaultGuardRules, [
    { name: 'own', guard: 'own', origin: 'settings', updatedAt: null, entries: new EntrySet(['192.0.2.0/24']) },
  ]);

  const open = await (await startPoll(source, 'full', { ...polling.deps, guards: () => all })).done;
  const before = await valuesOf(polling.store);
  const ours = before.filter((value) => /^(?:ip|network) 192\.0\.2\./.test(value));
  expect(open.funnel.guarded).toBe(0);
  expect(ours.length, 'the sample has something to keep out').toBeGreaterThan(0);

  await using fresh = await startPolling({ source: { collection: 'practice.botnet' } });
  const again = await fresh.store.sources.get('practice');
  if (again === undefined) throw new Error('no source');
  const report = await (await startPoll(again, 'full', { ...fresh.deps, guards: () => own })).done;
  expect(report.failure).toBeNull();
  expect(await valuesOf(fresh.store)).toEqual(before.filter((value) => !ours.includes(value)));
  expect(report.funnel.guarded).toBeGreaterThanOrEqual(ours.length);
  expect(report.skipped).toContainEqual({ reason: 'guard:own', count: report.funnel.guarded });
  expect(report.refusals.some(({ rule }) => rule === 'guard:own')).toBe(true);
});
