import type { Observable, Refusal } from '../observable/observable.ts';

/** The most observables that one indicator may name; what comes beyond is counted `too-many-observables`. */
export const maximumObservables = 100_000;

/**
 * What an element of a package was found to assert: any one of `values`, or of what `references` name. There is no
 * AND in it: a conjunction is dropped where it is read, so whatever is left stands alone.
 */
export interface Found {
  values: Observable[];
  references: string[];
  /** Reasons of what was skipped, with counts; `null` where nothing was. */
  skipped: Map<string, number> | null;
  refused: number;
  /** The first 20. */
  refusals: Refusal[];
}

/** The list of those who have none: most have, and there is one Found for every object, observable and indicator. */
const none: never[] = [];

export function nothing(): Found {
  return { values: none, references: none, skipped: null, refused: 0, refusals: none };
}

/** Whether nothing was found, and nothing tells why. */
export function saysNothing(found: Found): boolean {
  return found.values.length + found.references.length + found.refused === 0 && found.skipped === null;
}

/** What is found where something was skipped for one reason. */
export function onlySkipped(reason: string): Found {
  const found = nothing();
  skip(found, reason);
  return found;
}

export function skip(found: Found, reason: string, times = 1): void {
  found.skipped ??= new Map();
  found.skipped.set(reason, (found.skipped.get(reason) ?? 0) + times);
}

export function refused(found: Found, refusal: Refusal): void {
  found.refused += 1;
  keepRefusal(found, refusal);
}

function keepRefusal(found: Found, refusal: Refusal): void {
  if (found.refusals === none) found.refusals = [];
  if (found.refusals.length < 20) found.refusals.push(refusal);
}

export function add(found: Found, value: Observable): void {
  if (found.values === none) found.values = [value];
  else if (found.values.length < maximumObservables) found.values.push(value);
  else skip(found, 'too-many-observables');
}

/** Adds a reference; there may be as many as observables. */
export function refer(found: Found, id: string): void {
  if (found.references === none) found.references = [id];
  else if (found.references.length < maximumObservables) found.references.push(id);
  else skip(found, 'too-many-observables');
}

export function merge(into: Found, from: Found): void {
  for (const value of from.values) add(into, value);
  for (const id of from.references) refer(into, id);
  for (const [reason, times] of from.skipped ?? []) skip(into, reason, times);
  into.refused += from.refused;
  for (const refusal of from.refusals) keepRefusal(into, refusal);
}

/** Any of the parts. */
export function anyOf(parts: readonly Found[]): Found {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const all = nothing();
  for (const part of parts) merge(all, part);
  return all;
}

/**
 * All of the parts at once. One value on its own must never stand for such a conjunction (it would stop mail that the
 * source did not mean), so it is dropped and counted; only where all parts are one and the same is it that one.
 */
export function allOf(parts: readonly Found[]): Found {
  const [first] = parts;
  if (first === undefined) return nothing();
  const one = single(first);
  if (parts.length === 1 || (one !== null && parts.every((part) => single(part) === one))) return first;
  return onlySkipped('and-composition');
}

/** The one thing that a part says, as text; `null` where it says none or more. */
function single(part: Found): string | null {
  if (part.skipped !== null || part.refused > 0 || part.values.length + part.references.length !== 1) return null;
  const [value] = part.values;
  return value === undefined ? `#${String(part.references[0])}` : `${value.kind} ${value.value}`;
}
