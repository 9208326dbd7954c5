import type { Marks } from './tag.ts';

/** An event as the manifest of a feed names it. */
export interface EventEntry {
  readonly uuid: string;
  /** When it was last changed, seconds since 1970. */
  readonly timestamp: number;
  readonly title: string | null;
  readonly marks: Marks;
}

/** What was asked for, which says how the answer is to be read. */
export type MispTold =
  /** `manifest.json`; of the events only those that changed at `since` or after it, seconds since 1970. */
  | { readonly expect: 'manifest'; readonly since: number }
  /** `UUID.json` of a feed. */
  | { readonly expect: 'event'; readonly event: EventEntry }
  /** A page of `attributes/restSearch`. */
  | { readonly expect: 'attributes' };

/** A document read to its end. */
export interface MispDocument {
  /** `other`: JSON that is not what was asked for. */
  readonly shape: MispTold['expect'] | 'other';
  /** Of a manifest, the oldest first. */
  readonly events: readonly EventEntry[];
  /** Events that a manifest names, whenever they changed. */
  readonly named: number;
  /** Attributes received, whatever they are. */
  readonly attributes: number;
  /** What stands beside them where it is `other`: `name` and `message` of an error. */
  readonly said: string | null;
}
