import type { SnapshotFacts } from '../../src/match/header.ts';
import { buildSnapshot, type BuildOptions, type BuildResult } from '../../src/match/build.ts';
import type { Layer } from '../../src/match/layer.ts';
import type { IndexedListing, IndexedSource } from '../../src/match/match.ts';
import { openSnapshot } from '../../src/match/open.ts';
import { Gathered } from '../../src/match/sink.ts';

/** The mail's time in tests. */
export const at = Date.parse('2026-11-23T10:00:00Z');

export const sources: readonly IndexedSource[] = [
  { id: 1, name: 'exact', mode: 'monitor', subdomains: 'exact', tags: [] },
  { id: 2, name: 'registrable', mode: 'enforce', subdomains: 'registrable', tags: ['phish'] },
  { id: 3, name: 'all', mode: 'enforce', subdomains: 'all', tags: [] },
];

export const facts: SnapshotFacts = {
  generation: 7,
  builtAt: at,
  id: 4711,
  base: null,
  key: { a: 0x01234567, b: 0x89abcdef },
  store: 5,
  commit: 3,
  nextListing: 100,
  revision: 2,
};

/** A listing in force, of the second source; `more` changes it. */
export function listing(
  id: number,
  kind: IndexedListing['kind'],
  value: string,
  more: Partial<IndexedListing> = {},
): IndexedListing {
  return {
    id,
    kind,
    value,
    source: 2,
    indicator: `example:indicator-${id}`,
    firstSeen: at - 5000,
    lastSeen: at - 1000,
    validFrom: null,
    validUntil: null,
    expiresAt: at + 1000,
    confidence: 80,
    tlp: 'amber',
    ...more,
  };
}

/** A snapshot in memory, and what building it told. */
export async function built(
  listings: readonly IndexedListing[],
  more: Partial<BuildOptions> = {},
): Promise<{ readonly bytes: Uint8Array; readonly result: BuildResult }> {
  const sink = new Gathered();
  const options = { ...facts, sources, scratch: new Gathered(), sink, ...more };
  const result = await buildSnapshot([listings], options);
  return { bytes: sink.bytes.slice(), result };
}

export async function layerOf(listings: readonly IndexedListing[], more: Partial<BuildOptions> = {}): Promise<Layer> {
  return openSnapshot((await built(listings, more)).bytes);
}
