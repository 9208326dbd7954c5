import { microsOf } from '../base/instant.ts';
import { limits } from './source.ts';
import type { Span } from './window.ts';

const smallest = microsOf(limits.segment.min);

/**
 * Cuts a window into segments of at most `spanMs`, oldest first. They tile it: each begins where the one before
 * ends. A window that would need more than 1,000 gets wider ones.
 */
export function tile(window: Span, spanMs: number): readonly Span[] {
  const length = window.end - window.begin;
  if (length <= 0n) return [];
  const floor = length / BigInt(limits.segment.maxCount) + 1n;
  const asked = microsOf(spanMs) < smallest ? smallest : microsOf(spanMs);
  const span = asked < floor ? floor : asked;
  const segments: Span[] = [];
  for (let begin = window.begin; begin < window.end; begin += span) {
    segments.push({ begin, end: begin + span < window.end ? begin + span : window.end });
  }
  return segments;
}

/** The two halves of a segment, or `undefined` where they would be narrower than `leastMs`. */
export function halve(segment: Span, leastMs: number): readonly [Span, Span] | undefined {
  const length = segment.end - segment.begin;
  if (length < 2n * microsOf(leastMs)) return undefined;
  const middle = segment.begin + length / 2n;
  return [
    { begin: segment.begin, end: middle },
    { begin: middle, end: segment.end },
  ];
}

/** Width in milliseconds, rounded up. */
export function widthMs(segment: Span): number {
  return Number((segment.end - segment.begin + 999n) / 1000n);
}
