import { parseMillis } from '../base/instant.ts';

/** Milliseconds since 1970, the end exclusive; `null` is open. */
export interface Window {
  readonly from: number | null;
  readonly until: number | null;
}

const always: Window = { from: null, until: null };

/** The milliseconds of a timestamp attribute, as `parseMillis` reads them; `null` where there is none. */
export function parseVersion(timestamp: string | undefined): number | null {
  if (timestamp === undefined || timestamp.length > 64) return null;
  return parseMillis(timestamp) ?? null;
}

/** Units of CybOX DateTimePrecisionEnum: how much of an ISO 8601 text they keep. */
const kept: ReadonlyMap<string, number> = new Map([
  ['year', 4],
  ['month', 7],
  ['day', 10],
  ['hour', 13],
  ['minute', 16],
]);

/**
 * A Start_Time or End_Time in milliseconds, widened to its precision in UTC: a start goes back to the beginning of its
 * year, month, day …, an end forward to the end of it. `null` where the text is no time.
 */
export function parseTime(text: string, precision: string | undefined, end: boolean): number | null {
  const ms = text.length > 64 ? undefined : parseMillis(text);
  if (ms === undefined) return null;
  const length = kept.get(precision?.trim().toLowerCase() ?? '');
  if (length === undefined) return ms;
  const floor = Date.parse(new Date(ms).toISOString().slice(0, length) + '1970-01-01T00:00:00.000Z'.slice(length));
  return end ? next(floor, length) : floor;
}

/** The beginning of the year, month, day … after this one. */
function next(ms: number, length: number): number {
  const at = new Date(ms);
  if (length === 4) return at.setUTCFullYear(at.getUTCFullYear() + 1);
  if (length === 7) return at.setUTCMonth(at.getUTCMonth() + 1);
  return ms + (length === 10 ? 86_400_000 : length === 13 ? 3_600_000 : 60_000);
}

/**
 * One window for several (STIX 1.x allows any number): from the earliest start to the latest end of those not yet
 * over at `now`; where all are over, of the one that ended last. None at all, or an empty one, is always.
 */
export function joinWindows(windows: readonly Window[], now: number): Window {
  if (windows.length === 0) return always;
  const live = windows.filter(({ until }) => until === null || until > now);
  if (live.length === 0) {
    return windows.reduce((a, b) => ((b.until ?? Infinity) > (a.until ?? Infinity) ? b : a));
  }
  return live.reduce((a, b) => ({
    from: a.from === null || b.from === null ? null : Math.min(a.from, b.from),
    until: a.until === null || b.until === null ? null : Math.max(a.until, b.until),
  }));
}
