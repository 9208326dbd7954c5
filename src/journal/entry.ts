import { kinds, type Kind, type Observable } from '../observable/observable.ts';
import { actions, type Action } from '../policy/rule.ts';
import { directions, places, type Assertion, type Direction, type Place } from '../policy/fact.ts';

/** A listed value of a mail, who lists it, and what let it pass. */
export interface JournalMatch extends Observable {
  /** What the mail shows, where that is not the listed value itself. */
  readonly shown: string;
  readonly where: Place;
  readonly sources: readonly string[];
  /** What a decision went by, to decide again under another policy. */
  readonly assertions: readonly Assertion[];
  /** The exemption that let it pass; `null` where none did. */
  readonly exemption: string | null;
  readonly done: Action;
}

/** A value that a mail showed. */
export interface JournalFact extends Observable {
  readonly where: Place;
}

/** One verdict, or that there was none. */
export interface JournalEntry {
  /** Stands in the mail's headers and in the reply to its sender. */
  readonly reference: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly front: string;
  readonly client: string | null;
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly queueId: string | null;
  /** Who authenticated; absent in what was written before this was. */
  readonly user?: string | null;
  readonly direction: Direction;
  readonly mode: 'monitor' | 'enforce';
  /** What was done; the fail mode's action where nobody could tell. */
  readonly action: string;
  readonly wanted: Action;
  readonly rule: string | null;
  /** Codes: why not all was seen; the failure where nobody could tell. */
  readonly notes: readonly string[];
  readonly matches: readonly JournalMatch[];
  readonly facts: readonly JournalFact[];
}

/** One entry as a line of the spool. */
export function encodeEntry(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** An entry from a line of the spool; `null` for a line that was cut by a crash, or is of another making. */
export function decodeEntry(line: string): JournalEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is JournalEntry {
  if (!isRecord(value)) return false;
  const { reference, time, action, wanted, direction, recipients, notes, matches, facts } = value;
  return (
    typeof reference === 'string' &&
    typeof time === 'number' &&
    typeof action === 'string' &&
    isOneOf(actions, wanted) &&
    isOneOf(directions, direction) &&
    [recipients, notes].every((list) => Array.isArray(list) && list.every((each) => typeof each === 'string')) &&
    [matches, facts].every((list) => Array.isArray(list) && list.every(isSeen)) &&
    (matches as readonly Partial<JournalMatch>[]).every(({ assertions }) => Array.isArray(assertions))
  );
}

function isSeen(value: unknown): value is { readonly kind: Kind; readonly value: string; readonly where: Place } {
  return (
    isRecord(value) &&
    isOneOf(kinds, value['kind']) &&
    isOneOf(places, value['where']) &&
    typeof value['value'] === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isOneOf(list: readonly unknown[], value: unknown): boolean {
  return list.includes(value);
}
