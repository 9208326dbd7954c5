import type { FailureRecord } from '../base/failure.ts';

/** What a poll does about a failed request of a segment. */
export type Reaction =
  /** Ask again for the same span after `ms`; `counted` is false for a wait that the server itself asked for. */
  | { readonly kind: 'again'; readonly ms: number; readonly counted: boolean }
  /** Ask for half the span. */
  | { readonly kind: 'halve' }
  /** Look for the one content block that breaks its window. */
  | { readonly kind: 'bisect' }
  | { readonly kind: 'give-up' };

/** Failures that a narrower window mends (DESIGN §3 "self-tuning segments"). */
const narrowing: ReadonlySet<string> = new Set([
  'body/empty',
  'xml/truncated',
  'json/truncated',
  'http/truncated',
  'http/truncated-unmarked',
  'http/gzip-truncated',
  'http/stalled',
  'http/drip',
  'http/too-long',
  'http/slow-server',
  'http/413',
  'http/500',
  'http/504',
  'host/parser-stalled',
  'host/parser-out-of-memory',
]);

/** Of these, the ones that cost a whole time limit each: a silent server is not asked eleven times over. */
const slow: ReadonlySet<string> = new Set([
  'http/stalled',
  'http/drip',
  'http/too-long',
  'http/slow-server',
  'host/parser-stalled',
]);
const slowHalvings = 3;

/** Failures that one bad content block can cause by itself, whatever the rest of its window holds. */
const poisonous: ReadonlySet<string> = new Set([
  'http/500',
  'taxii/failure',
  'body/empty',
  'body/charset',
  'xml/truncated',
  'xml/malformed',
  'xml/forbidden-dtd',
  'xml/forbidden-entity',
  'xml/forbidden-depth',
  'xml/forbidden-attributes',
  'xml/forbidden-token',
  'http/truncated',
  'host/parser-crashed',
  'host/parser-stalled',
  'host/parser-out-of-memory',
]);

/** Longest wait that a server's `Retry-After` or `ESTIMATED_WAIT` is granted within a poll; a longer one ends the poll. */
const longestWait = 5 * 60_000;

/** Server-asked waits granted per segment before they count as attempts. */
const patience = 5;

export interface Situation {
  readonly failure: FailureRecord;
  /** Attempts made for this span, this one included; waits that the server asked for are not attempts. */
  readonly attempts: number;
  readonly waits: number;
  /** Attempts allowed (settings, default 3). */
  readonly allowed: number;
  /** Whether the span may be halved further by self-tuning (it is wider than the least segment). */
  readonly halvable: boolean;
  /** How often self-tuning has halved already on the way to this span. */
  readonly halvings: number;
  /** Whether a search for a poison block is under way: one attempt a span. */
  readonly bisecting: boolean;
  /** In [0, 1). */
  readonly jitter: number;
}

/** Decides by the failure's class, not its text. Pure: the same situation gives the same reaction. */
export function react(situation: Situation): Reaction {
  const { failure } = situation;
  if (failure.retryAfterMs !== undefined && situation.waits < patience) {
    if (failure.retryAfterMs > longestWait) return { kind: 'give-up' };
    return { kind: 'again', ms: failure.retryAfterMs, counted: false };
  }
  if (situation.halvable && narrows(situation)) return { kind: 'halve' };
  if (situation.bisecting && poisonous.has(failure.code)) return { kind: 'bisect' };
  if (failure.retry === 'soon' && situation.attempts < situation.allowed) {
    return { kind: 'again', ms: backOff(situation.attempts, situation.jitter), counted: true };
  }
  return poisonous.has(failure.code) ? { kind: 'bisect' } : { kind: 'give-up' };
}

function narrows({ failure, halvings }: Situation): boolean {
  return narrowing.has(failure.code) && !(slow.has(failure.code) && halvings >= slowHalvings);
}

/** Full jitter over 2 s, 8 s, 32 s … at most 2 minutes, never below a second. */
export function backOff(attempt: number, jitter: number): number {
  return Math.round(1000 + jitter * Math.min(2000 * 4 ** (attempt - 1), 120_000));
}
