/** Longest wait that a server is granted, milliseconds. */
const longest = 24 * 60 * 60_000;

/**
 * `Retry-After` (RFC 9110 §10.2.3) in milliseconds, 0 to 24 hours; `undefined` where it is absent or unreadable.
 * @param now milliseconds since 1970 by the server's own clock where it told it, else by ours.
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text) * 1000, longest);
  // A date begins with the name of a day; `Date.parse` would make something of "-5" too.
  const ms = /^[A-Z]/i.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longest);
}
