import type { Tlp } from '../indicator/indicator.ts';
import type { Found } from '../indicator/found.ts';
import type { Frame } from './frame.ts';

/** An indicator, or a TTP with its infrastructure, read to its end. */
export interface Subject {
  readonly kind: 'indicator' | 'ttp';
  readonly id: string | null;
  readonly version: number | null;
  readonly title: string | null;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
  /** There is nothing in it that could assert anything. */
  readonly empty: boolean;
  readonly found: Found;
}

/** A package-level observable that nobody has asserted so far. */
export interface Plain {
  readonly id: string | null;
  readonly title: string | null;
  readonly tlp: Tlp | null;
  readonly found: Found;
}

/** What the frames of a block tell the session. */
export interface Intake {
  /** Something was skipped. */
  count(reason: string): void;
  /** An observable, object or indicator with an id was read to its end: references may name it. */
  define(id: string, found: Found): void;
  /** A reference was seen, wherever it leads. */
  refer(id: string): void;
  assert(subject: Subject): void;
  observe(plain: Plain): void;
}

/** What the frames of one block share. */
export interface Context {
  readonly intake: Intake;
  readonly now: number;
  /** STIX 1.0 separates lists with plain commas. */
  readonly plainCommas: boolean;
  /** A frame for elements that assert nothing themselves; `reason` is what plain observables below it are counted as. */
  walk(tlp: Tlp | null, reason: string): Frame;
}
