import { expect, it } from 'vitest';
import { facts, listing } from '../../test/fakes/match-listings.ts';
import { Partitions } from './partitions.ts';
import { Gathered } from './sink.ts';
import { groups } from './sort.ts';
import { TableWriter } from './table.ts';

it('refuses records beyond what 32 bits can tell places in', () => {
  const partitions = new Partitions(new Gathered(), 1);
  partitions.add(listing(1, 'ip', '192.0.2.1'), facts.key);
  const { memory, listings } = partitions.read(0);
  const table = new TableWriter({ write: () => undefined }, listings, 64);
  table.length = 64 * 2 ** 30;
  for (const group of groups(memory, listings)) table.add(memory, group);
  expect(() => table.finish()).toThrow(expect.objectContaining({ code: 'match/too-large' }));
});
