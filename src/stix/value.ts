import type { Observable, Refusal } from '../observable/observable.ts';
import { networksOfRange, parseAddresses } from '../observable/ip.ts';
import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseHash } from '../observable/hash.ts';
import { refang } from '../observable/refang.ts';
import { isRefusal } from '../observable/refusal.ts';
import { parseUrl } from '../observable/url.ts';
import type { Field } from './field.ts';
import { isTrue, own } from './frame.ts';
import { add, type Found, maximumObservables, refused, skip } from '../indicator/found.ts';

/** Where the values of an object go, and how its package writes lists. */
export interface Reading {
  readonly found: Found;
  /** STIX 1.0 (CybOX 2.0) separates with plain commas; from 1.0.1 on a comma is a comma. */
  readonly plainCommas: boolean;
}

/** How the text of a field is understood. */
export interface Sort {
  readonly parse: (text: string) => Observable | Refusal | readonly Observable[];
  /** Where a plain comma separates (STIX 1.0 only). */
  readonly comma: RegExp;
  readonly ranges: boolean;
  readonly defangs: boolean;
}

const anyComma = /,/;

export const addresses: Sort = { parse: parseAddresses, comma: anyComma, ranges: true, defangs: true };
export const domains: Sort = { parse: parseDomain, comma: anyComma, ranges: false, defangs: true };
export const emails: Sort = { parse: parseEmail, comma: anyComma, ranges: false, defangs: true };
export const hashes: Sort = { parse: (text) => parseHash(text), comma: anyComma, ranges: false, defangs: false };
/** Feeds leave `http://` out often enough; a comma inside a URL separates only before another scheme. */
export const urls: Sort = {
  parse: (text) => parseUrl(text, { assumeHttp: true }),
  comma: /,(?=\s*(?:[a-z]{3,5}:\/\/|hxxp))/i,
  ranges: false,
  defangs: true,
};

/** Conditions of CybOX 2.1 (ConditionTypeEnum) that no exact match expresses, by their lower-case names. */
const inexact: ReadonlyMap<string, string> = new Map(
  [
    'StartsWith',
    'EndsWith',
    'Contains',
    'FitsPattern',
    'InclusiveBetween',
    'ExclusiveBetween',
    'GreaterThan',
    'GreaterThanOrEqual',
    'LessThan',
    'LessThanOrEqual',
    'BitwiseAnd',
    'BitwiseOr',
    'BitwiseXor',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * Reads the value or the list of values of one field: an observable each, or why not. A missing condition reads as
 * Equals (what stands in an indicator is a pattern), `is`, `isnot` and `containsnot` are what OpenIOC leaves behind.
 */
export function readValue(field: Field, sort: Sort, reading: Reading): void {
  const condition = word(field, 'condition');
  const between = condition === 'inclusivebetween' && sort.ranges;
  if (!between && !exact.has(condition)) {
    skip(reading.found, inexactReason(condition));
    return;
  }
  const texts = withinCap(splitList(field, sort, reading), reading);
  const apply = word(field, 'apply_condition');
  if (apply === 'none') skip(reading.found, 'negated');
  else if (between) readRange(texts, reading);
  // ALL over several values can hold for none of them alone.
  else if (apply === 'all' && texts.length > 1) skip(reading.found, 'apply-all');
  else for (const text of texts) readOne(text, field, sort, reading);
}

/** An attribute trimmed and in lower case; '' where it is missing. */
export function word(field: Field, attribute: string): string {
  return field.attributes[attribute]?.trim().toLowerCase() ?? '';
}

const exact: ReadonlySet<string> = new Set(['', 'equals', 'is']);

function inexactReason(condition: string): string {
  if (condition.startsWith('doesnot') || condition === 'isnot' || condition === 'containsnot') return 'negated';
  return `condition:${inexact.get(condition) ?? 'other'}`;
}

function splitList(field: Field, sort: Sort, reading: Reading): readonly string[] {
  const text = field.value;
  const stated = field.attributes['delimiter'];
  const delimiter = stated === undefined || stated.trim() === '' ? '##comma##' : stated;
  const commas = reading.plainCommas && stated === undefined && !text.includes(delimiter);
  if (!commas && !text.includes(delimiter)) return [text];
  const parts = commas ? text.split(sort.comma) : text.split(delimiter);
  // CybOX 2.0 writes a comma inside a value of a list as &comma; (escaped once more in XML).
  const plain = commas ? parts.map((part) => part.replaceAll('&comma;', ',')) : parts;
  return plain.length === 1 ? plain : plain.filter((part) => part.trim() !== '');
}

function withinCap(texts: readonly string[], reading: Reading): readonly string[] {
  if (texts.length <= maximumObservables) return texts;
  skip(reading.found, 'too-many-observables', texts.length - maximumObservables);
  return texts.slice(0, maximumObservables);
}

/** CybOX takes least and greatest of a list; the one real feed known has typing errors, so the order must hold. */
function readRange(texts: readonly string[], reading: Reading): void {
  const [first, last] = texts;
  if (texts.length !== 2 || first === undefined || last === undefined) {
    skip(reading.found, 'condition:InclusiveBetween');
    return;
  }
  keep(networksOfRange(first, last), reading.found);
}

/** A value that can be read as it is stays as it is; only one that cannot is tried again refanged. */
function readOne(text: string, field: Field, sort: Sort, reading: Reading): void {
  const stated = sort.defangs && isTrue(field.attributes['is_defanged']);
  const answer = sort.parse(stated ? refang(text) : text);
  if (!isRefusal(answer) || stated || !sort.defangs) {
    keep(answer, reading.found);
    return;
  }
  const plain = refang(text);
  const second = plain === text ? answer : sort.parse(plain);
  keep(isRefusal(second) ? answer : second, reading.found);
}

function keep(answer: Observable | Refusal | readonly Observable[], found: Found): void {
  if (isRefusal(answer)) refused(found, { ...answer, text: own(answer.text) });
  else if ('value' in answer) add(found, { kind: answer.kind, value: own(answer.value) });
  else for (const value of answer) add(found, value);
}
