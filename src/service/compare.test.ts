import { expect, it } from 'vitest';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { emptyFunnel } from '../feed/report.ts';
import type { StoredSource } from '../store/store.ts';
import { compareSources, weekOf } from './compare.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const source = (id: number, name: string) => ({ id, settings: { name } }) as StoredSource;

it('a week of polls is added up, older ones aside', () => {
  const at = (startedAt: string, state: 'succeeded' | 'failed') =>
    pollReport({ startedAt, state, funnel: { ...emptyFunnel, new: 3, withdrawn: 1 } });
  expect(weekOf([at('2026-11-22T09:00:00Z', 'succeeded'), at('2026-11-16T09:00:00Z', 'failed')], now)).toEqual({
    polls: 2,
    failed: 1,
    new: 6,
    known: 0,
    withdrawn: 2,
    expired: 0,
  });
  expect(weekOf([at('2026-11-15T09:00:00Z', 'succeeded')], now).polls).toBe(0);
});

it('sources are compared by name, one that is gone left out, one that is new without figures', () => {
  const census = {
    at: now,
    commit: 7,
    listings: 9,
    observables: { ip: 5 },
    sources: [
      { source: 1, listings: 3, observables: 3, unique: 1 },
      { source: 2, listings: 6, observables: 4, unique: 2 },
      { source: 3, listings: 1, observables: 1, unique: 0 },
    ],
    overlaps: [
      { a: 1, b: 2, observables: 2 },
      { a: 1, b: 3, observables: 1 },
    ],
  };
  const view = compareSources(census, [source(1, 'a'), source(2, 'b'), source(4, 'new')], new Map());
  expect(view.sources.map(({ source: name, unique }) => [name, unique])).toEqual([
    ['b', 2],
    ['a', 1],
    ['new', 0],
  ]);
  expect(view.sources[1]?.overlaps).toEqual([{ source: 'b', observables: 2 }]);
  expect(view.countedAt).toBe('2026-11-22T10:00:00.000Z');
});
