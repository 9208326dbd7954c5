import { type Found, nothing, onlySkipped } from '../indicator/found.ts';
import { reasonName } from '../indicator/reason.ts';
import { addresses, domains, emails, hashSort, readText, type Sort, urls } from '../indicator/value.ts';
import { property, textOf, type JsonObject } from '../json/object.ts';

/** How the value of a type is read: whole, or the part of a composite (`a|b`) that stands for itself. */
interface Reading {
  readonly sort: Sort;
  readonly part: 'whole' | 'first' | 'second';
}

function plain(sort: Sort): Reading {
  return { sort, part: 'whole' };
}

function first(sort: Sort): Reading {
  return { sort, part: 'first' };
}

function second(sort: Sort): Reading {
  return { sort, part: 'second' };
}

function hashed(name: string): Sort {
  const sort = hashSort(name);
  if ('reason' in sort) throw new TypeError(`no hash ${name}`);
  return sort;
}

const hashNames = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/**
 * Types of attribute that name something a mail can show. Of `domain|ip` the domain alone: the address is where it
 * pointed to once, and others live there. `email-dst` is whom a mail was sent to, and no sign of anything.
 */
const readings: ReadonlyMap<string, Reading> = new Map([
  ['ip-src', plain(addresses)],
  ['ip-dst', plain(addresses)],
  ['ip-src|port', first(addresses)],
  ['ip-dst|port', first(addresses)],
  ['domain', plain(domains)],
  ['domain|ip', first(domains)],
  ['hostname', plain(domains)],
  ['hostname|port', first(domains)],
  ['url', plain(urls)],
  ['uri', plain(urls)],
  ['email', plain(emails)],
  ['email-src', plain(emails)],
  ['email-reply-to', plain(emails)],
  ...hashNames.map((name) => [name, plain(hashed(name))] as const),
  ...hashNames.map((name) => [`filename|${name}`, second(hashed(name))] as const),
  ['malware-sample', second(hashed('md5'))],
]);

/** The types that are asked for. */
export const attributeTypes: readonly string[] = [...readings.keys()];

/** `true`, `1` and `"1"`, as versions of MISP write it. */
export function isSet(object: JsonObject, name: string): boolean {
  const value = property(object, name);
  return value === true || value === 1 || value === '1';
}

/** Seconds since 1970; `null` where there are none. */
export function secondsOf(object: JsonObject, name: string): number | null {
  const value = property(object, name);
  const seconds = typeof value === 'string' && /^\d{1,11}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && seconds < 1e11 ? seconds : null;
}

/** A text on one line, at most 300 characters; `null` where there is none. */
export function titleOf(text: string): string | null {
  const title = text.slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 300);
  return title === '' ? null : title;
}

/** What an attribute names that is meant to be acted upon (`to_ids`), or why it names nothing. */
export function foundInAttribute(attribute: JsonObject): Found {
  if (isSet(attribute, 'deleted')) return onlySkipped('deleted');
  if (!isSet(attribute, 'to_ids')) return onlySkipped('not-to-ids');
  const type = textOf(attribute, 'type');
  const reading = readings.get(type);
  if (reading === undefined) return onlySkipped(`unsupported-type:${reasonName(type.replaceAll('|', '.'))}`);
  const found = nothing();
  readText(partOf(textOf(attribute, 'value'), reading.part), reading.sort, found);
  return found;
}

/** A file's name may have a bar in it, so that of two parts the second is the last. */
function partOf(value: string, part: Reading['part']): string {
  if (part === 'whole') return value.trim();
  const bar = part === 'first' ? value.indexOf('|') : value.lastIndexOf('|');
  if (bar < 0) return value.trim();
  return (part === 'first' ? value.slice(0, bar) : value.slice(bar + 1)).trim();
}
