import type { Clock } from '../base/clock.ts';
import type { Reader } from '../alert/text.ts';
import type { Resolver } from '../net/resolver.ts';

/** What a delivery takes from the world. */
export interface DeliveryWorld {
  readonly clock: Clock;
  readonly resolver: Resolver;
  /** Of Feedgate. */
  readonly version: string;
  readonly signal: AbortSignal;
}

/** How the receiver of a channel reads, without his language. */
export type Place = Omit<Reader, 'language'>;

/** Milliseconds for the stages of a delivery: nobody waits for it, but the next one does. */
export const patience = { connect: 10_000, firstByte: 20_000, stall: 20_000, request: 60_000 } as const;
