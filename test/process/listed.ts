import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePublication } from '../../src/match/publication.ts';
import type { Kind } from '../../src/observable/observable.ts';
import { built, listing } from '../fakes/match-listings.ts';

/** Publishes a match index on a data directory, as the poller would: these values, listed by a source that is set to act. */
export function publish(data: string, values: readonly (readonly [kind: Kind, value: string])[]): Promise<void> {
  return publishIn(join(data, 'index'), values);
}

/** The same in any directory. */
export async function publishIn(
  directory: string,
  values: readonly (readonly [kind: Kind, value: string])[],
): Promise<void> {
  const now = Date.now();
  const times = { source: 3, firstSeen: now, lastSeen: now, expiresAt: now + 3_600_000 };
  const listings = values.map(([kind, value], i) => listing(i + 1, kind, value, times));
  const { bytes } = await built(listings, { builtAt: now, generation: 1 });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'base-1.index'), bytes);
  writeFileSync(join(directory, 'current'), encodePublication({ generation: 1, base: 'base-1.index', overlay: null }));
}
