import { expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';

const week = { polls: 168, failed: 0, new: 120, known: 9, withdrawn: 4, expired: 7 };
const share = { listings: 10, week };
const comparison = {
  countedAt: '2026-11-22T09:57:00.000Z',
  sources: [
    { ...share, source: 'otx', observables: 2000, unique: 500, overlaps: [{ source: 'phish-urls', observables: 100 }] },
    { ...share, source: 'phish-urls', observables: 400, unique: 300, overlaps: [{ source: 'otx', observables: 100 }] },
  ],
};
const service = () =>
  Object.assign(new FakeService(), { sources: [sourceView(), sourceView({ name: 'otx' })], comparison });

it('shows what each source contributes', async () => {
  const { code, out, talk } = await feedgate(['source', 'compare'], { service: service() });
  expect(code).toBe(0);
  expect(out).toMatch(/^otx +2,000 +500 +25\.0 % +phish-urls 100 +120 +4 +7$/m);
  expect(talk).toContain('counted 2026-11-22 09:57 UTC (3 min ago)');
});

it('shows what one has in common with each other', async () => {
  const { out } = await feedgate(['source', 'compare', 'phish-urls'], { service: service() });
  expect(out).not.toMatch(/^otx +2,000/m);
  expect(out).toMatch(/^otx +100 +25\.0 % +5\.0 %$/m);
});

it('counts at once where asked to, and answers in JSON', async () => {
  const run = await feedgate(['source', 'compare', '--now', '--json'], { service: service() });
  expect(run.service.calls).toEqual([['compareSources', true]]);
  expect(JSON.parse(run.out)).toEqual(comparison);
});

it('knows no source of another name', async () => {
  expect((await feedgate(['source', 'compare', 'nope'], { service: service() })).code).toBe(3);
});
