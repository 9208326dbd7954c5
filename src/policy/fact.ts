import type { Observable } from '../observable/observable.ts';

/** Where a mail shows a value. */
export const places = [
  'client',
  'received',
  'helo',
  'envelope-from',
  'from',
  'sender',
  'reply-to',
  'subject',
  'text',
  'html',
  'calendar',
  'attachment',
  'document',
  'archive',
] as const;
export type Place = (typeof places)[number];

/** One value that a mail shows. */
export interface Fact {
  readonly observable: Observable;
  readonly where: Place;
  /** A file's name or a header's, hostile text; `null` where there is none. */
  readonly note: string | null;
}

/** Which way a mail goes: `outbound` from an authenticated user or from our own networks. */
export const directions = ['inbound', 'outbound'] as const;
export type Direction = (typeof directions)[number];

/** What stands around a mail, besides what it shows. */
export interface Envelope {
  readonly direction: Direction;
  /** Bare address, lower case; empty for bounces. */
  readonly sender: string;
  /** Bare addresses, lower case. */
  readonly recipients: readonly string[];
  /** Who authenticated; `null` where nobody did. */
  readonly user: string | null;
}

/** One assertion about a value, as far as a decision needs it. */
export interface Assertion {
  readonly source: string;
  readonly indicator: string;
  readonly tags: readonly string[];
  /** 0–100; `null` where neither the indicator nor its source says. */
  readonly confidence: number | null;
  /** How far its source is trusted to act. */
  readonly mode: 'monitor' | 'enforce';
}

/** A fact that is listed. */
export interface Match {
  readonly fact: Fact;
  /** What is listed: the fact itself, a network around it, a domain above it. */
  readonly listed: Observable;
  readonly assertions: readonly Assertion[];
}
