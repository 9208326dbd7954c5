import type { IndexedListing } from '../src/match/match.ts';

export const began = Date.parse('2026-11-22T10:00:00Z');

/** What is listed: a third each of domains and URLs, a sixth each of hashes and addresses, and 2,000 networks. */
export function observableOf(n: number): Pick<IndexedListing, 'kind' | 'value'> {
  const scattered = (Math.imul(n, 2_246_822_507) >>> 0).toString(36);
  if (n % 3 === 0) return { kind: 'url', value: `https://${scattered}.example.net/path/${n}/index.html` };
  if (n % 3 === 1) return { kind: 'domain', value: `host-${n}.${scattered}.malware.example.org` };
  if (n % 6 === 2) return { kind: 'sha256', value: `${scattered}${n}`.replace(/[^0-9a-f]/g, '0').padStart(64, '0') };
  const [a, b, c] = [(n >>> 16) & 255, (n >>> 8) & 255, n & 255];
  if (n < 12_000) return { kind: 'network', value: `${11 + (n % 7)}.${b}.${c}.0/24` };
  return { kind: 'ip', value: `${(n >>> 24) + 20}.${a}.${b}.${c}` };
}

export function listingOf(n: number): IndexedListing {
  return {
    id: n + 1,
    ...observableOf(n),
    source: 1 + (n % 4),
    indicator: `example:indicator-${(Math.imul(n, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`,
    firstSeen: began,
    lastSeen: began,
    validFrom: began,
    validUntil: null,
    expiresAt: began + 30 * 86_400_000,
    confidence: 80,
    tlp: 'amber',
  };
}

/** Pages of listings `from` to `to`. */
export function* pagesOf(from: number, to: number): Generator<readonly IndexedListing[]> {
  for (let at = from; at < to; at += 2000) {
    yield Array.from({ length: Math.min(2000, to - at) }, (_, i) => listingOf(at + i));
  }
}

export interface Query {
  readonly kind: IndexedListing['kind'];
  readonly value: string;
}

/** Texts as they come out of a mail: flat in memory, and never hashed by the engine before. */
export function queries(count: number, listed: number, hit: boolean, round: number): readonly Query[] {
  return Array.from({ length: count }, (_, i) => {
    const n = Math.floor(((Math.imul(i + round * count + 1, 2_654_435_761) >>> 0) / 2 ** 32) * listed);
    const { kind, value } = observableOf(n);
    const text = hit ? value : kind === 'ip' || kind === 'network' ? `2.${value.slice(3)}` : `${value.slice(0, -1)}~`;
    return { kind, value: Buffer.from(text, 'latin1').toString('latin1') };
  });
}
