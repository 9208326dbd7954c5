import type { PollReport } from '../feed/report.ts';
import type { Census, StoredSource } from '../store/store.ts';

/** What each source contributes, and what it has in common with the others. */
export interface ComparisonView {
  /** When it was counted, RFC 3339. */
  readonly countedAt: string;
  readonly sources: readonly SourceShare[];
}

export interface SourceShare {
  readonly source: string;
  /** In force. */
  readonly listings: number;
  /** Distinct observables in force, and those of them that no other source lists. */
  readonly observables: number;
  readonly unique: number;
  /** What its polls of the last 7 days did. */
  readonly week: WeekOfPolls;
  /** Observables in common with each other source, the most first; nothing of those with none. */
  readonly overlaps: readonly { readonly source: string; readonly observables: number }[];
}

export interface WeekOfPolls {
  readonly polls: number;
  readonly failed: number;
  readonly new: number;
  readonly known: number;
  readonly withdrawn: number;
  readonly expired: number;
}

const week = 7 * 24 * 3_600_000;

/** Adds up what the polls of the last 7 days did; `now` in milliseconds since 1970. */
export function weekOf(reports: readonly PollReport[], now: number): WeekOfPolls {
  const sum = { polls: 0, failed: 0, new: 0, known: 0, withdrawn: 0, expired: 0 };
  for (const { startedAt, state, funnel } of reports) {
    if (Date.parse(startedAt) < now - week) continue;
    sum.polls += 1;
    if (state === 'failed' || state === 'interrupted') sum.failed += 1;
    for (const key of ['new', 'known', 'withdrawn', 'expired'] as const) sum[key] += funnel[key];
  }
  return sum;
}

/** The sources of a census, the one with the most observables first; sources added since have nothing yet. */
export function compareSources(
  census: Census,
  sources: readonly StoredSource[],
  weeks: ReadonlyMap<number, WeekOfPolls>,
): ComparisonView {
  const names = new Map(sources.map(({ id, settings }) => [id, settings.name]));
  const counted = new Map(census.sources.map((each) => [each.source, each]));
  const shares = sources.map(({ id, settings }): SourceShare => {
    const { listings = 0, observables = 0, unique = 0 } = counted.get(id) ?? {};
    const overlaps = census.overlaps.flatMap(({ a, b, observables: common }) => {
      const other = a === id ? names.get(b) : b === id ? names.get(a) : undefined;
      return other === undefined ? [] : [{ source: other, observables: common }];
    });
    return { source: settings.name, listings, observables, unique, week: weeks.get(id) ?? weekOf([], 0), overlaps };
  });
  return {
    countedAt: new Date(census.at).toISOString(),
    sources: shares.sort((a, b) => b.observables - a.observables),
  };
}
