import type { Code } from '../base/failure.ts';
import { emptyBook, type Book, type Notice } from './book.ts';
import { isAtLeast, type Problem, type Severity } from './problem.ts';

/** A notice on its way to a channel. */
export interface Delivery {
  readonly channel: string;
  readonly notice: Notice;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
}

/** How a channel is doing. Times are milliseconds since 1970. */
export interface ChannelState {
  readonly name: string;
  /** When something last arrived; `null` before. */
  readonly sentAt: number | null;
  /** Attempts failed in a row, why the last one did, and since when. */
  readonly failures: number;
  readonly failure: { readonly code: Code; readonly message: string } | null;
  readonly failingSince: number | null;
  /** Nothing is tried before. */
  readonly nextAt: number;
  /** Notices that were given up. */
  readonly dropped: number;
}

/** Everything of alerts that outlives a restart; plain JSON. */
export interface Kept {
  readonly book: Book;
  /** Oldest first. */
  readonly queue: readonly Delivery[];
  readonly channels: readonly ChannelState[];
}

export const nothingKept: Kept = { book: emptyBook, queue: [], channels: [] };

/** What of a channel decides what it gets. */
export interface Outlet {
  readonly name: string;
  readonly kind: string;
  readonly minimumSeverity: Severity;
}

/** Notices that wait for one channel; the oldest is given up for one more. */
const mostWaiting = 200;
const day = 86_400_000;
/** A notice that has waited so long is no news. */
const longestWait = 3 * day;
const firstRetry = 30_000;
const longestRetry = 3_600_000;
/** Attempts in a row after which a channel is a problem by itself. */
const failingAfter = 3;

function fresh(name: string): ChannelState {
  return { name, sentAt: null, failures: 0, failure: null, failingSince: null, nextAt: 0, dropped: 0 };
}

/** Puts notices in the queue of every channel that they are for. What waits for a channel that is no more is forgotten. */
export function enqueue(kept: Kept, notices: readonly Notice[], outlets: readonly Outlet[], now: number): Kept {
  let queue: Delivery[] = [];
  const channels = outlets.map((outlet): ChannelState => {
    const { name } = outlet;
    const before = kept.queue.filter(({ channel }) => channel === name);
    const added = notices.filter((notice) => isFor(outlet, notice));
    const all = [...before, ...added.map((notice): Delivery => ({ channel: name, notice, queuedAt: now }))];
    const young = all.filter(({ queuedAt }) => now - queuedAt < longestWait).slice(-mostWaiting);
    queue = [...queue, ...young];
    const state = kept.channels.find((each) => each.name === name) ?? fresh(name);
    return { ...state, dropped: state.dropped + all.length - young.length };
  });
  return { ...kept, queue, channels };
}

/** A mail that says only that another one explains the same is a mail too many. */
function isFor({ kind, minimumSeverity }: Outlet, notice: Notice): boolean {
  return isAtLeast(notice.severity, minimumSeverity) && !(kind === 'mail' && notice.kind === 'moved');
}

/** What a channel is sent next; `null` where nothing waits, or nothing is tried yet. */
export function due({ queue, channels }: Kept, name: string, now: number): Delivery | null {
  const state = channels.find((each) => each.name === name);
  // A clock that was set back must not silence a channel for longer than a retry takes.
  if (state === undefined || (now < state.nextAt && state.nextAt - now <= longestRetry)) return null;
  return queue.find(({ channel }) => channel === name) ?? null;
}

/** A delivery arrived. */
export function arrived(kept: Kept, delivery: Delivery, now: number): Kept {
  return {
    ...kept,
    queue: kept.queue.filter((each) => !isSame(each, delivery)),
    channels: changed(kept, delivery.channel, (state) => ({
      ...fresh(state.name),
      dropped: state.dropped,
      sentAt: now,
    })),
  };
}

/** A delivery failed: it stays first in the queue, and its channel is left alone for a while (`waitMs` where it said how long). */
export function failed(
  kept: Kept,
  delivery: Delivery,
  failure: { readonly code: Code; readonly message: string },
  { now, waitMs }: { readonly now: number; readonly waitMs: number },
): Kept {
  const { code, message } = failure;
  return {
    ...kept,
    channels: changed(kept, delivery.channel, (state) => ({
      ...state,
      failures: state.failures + 1,
      failure: { code, message },
      failingSince: state.failingSince ?? now,
      nextAt: now + Math.min(Math.max(firstRetry * 2 ** Math.min(state.failures, 10), waitMs), longestRetry),
    })),
  };
}

function changed(kept: Kept, name: string, change: (state: ChannelState) => ChannelState): readonly ChannelState[] {
  return kept.channels.map((state) => (state.name === name ? change(state) : state));
}

function isSame(a: Delivery, b: Delivery): boolean {
  return a.channel === b.channel && a.notice.id === b.notice.id;
}

/** Channels that nothing arrives by, so that the others tell of them. */
export function channelProblems({ channels }: Kept): readonly Problem[] {
  return channels.flatMap(({ name, failures, failure, failingSince }): Problem[] =>
    failure === null
      ? []
      : [
          {
            area: 'channels',
            cause: `channel ${name}`,
            subject: name,
            code: failure.code,
            severity: 'warning',
            ripe: failures >= failingAfter,
            since: failingSince,
            message: failure.message,
            evidence: {},
          },
        ],
  );
}
