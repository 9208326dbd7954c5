/** Longest wait that a server is granted, milliseconds. */
const longest = 24 * 60 * 60_000;

/**
 * `Retry-After` (RFC 9110 §10.2.3) in milliseconds, 0 to 24 hours; `undefined` where it is absent or unreadable.
 * @param now milliseconds since 1970 by the server's own clock where it told it, else by ours.
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  const ms = /^\d{1,10}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) || !/\d/.test(text) ? undefined : Math.min(Math.max(ms, 0), longest);
}
