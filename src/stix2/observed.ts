import { type Found, nothing, onlySkipped, refused, skip } from '../indicator/found.ts';
import { reasonName } from '../indicator/reason.ts';
import { isObject, isTrue, property, textOf } from '../json/object.ts';
import { idsOf, type StixObject } from './object.ts';
import { hashSort, readText, valueSorts } from '../indicator/value.ts';

/** Properties that refer to the recipients of a message: the victims. */
const recipients = ['to_refs', 'cc_refs', 'bcc_refs'] as const;

/** The types of cyber-observable objects (STIX 2.1 §6), and OpenCTI's `hostname`. */
export const observableTypes: ReadonlySet<string> = new Set([
  ...valueSorts.keys(),
  'artifact',
  'autonomous-system',
  'directory',
  'email-message',
  'file',
  'mac-addr',
  'mutex',
  'network-traffic',
  'process',
  'software',
  'user-account',
  'windows-registry-key',
  'x509-certificate',
]);

/**
 * What a cyber-observable object is in itself: an address, a name, a file by its content. A message or a connection is
 * none of these; the addresses that take part in it are objects of their own.
 */
export function foundInObservable(object: StixObject): Found {
  const type = textOf(object, 'type');
  const sort = valueSorts.get(type);
  const found = nothing();
  if (sort !== undefined) readText(textOf(object, 'value'), sort, found, isTrue(object, 'defanged'));
  else if (type === 'file' || type === 'artifact') readHashes(object, found);
  else skip(found, `unsupported-object:${reasonName(type)}`);
  return found;
}

function readHashes(object: StixObject, found: Found): void {
  const hashes = property(object, 'hashes');
  const entries = isObject(hashes) ? Object.entries(hashes).slice(0, 100) : [];
  if (entries.length === 0) skip(found, 'file-without-hash');
  for (const [algorithm, value] of entries) {
    const sort = hashSort(algorithm);
    if ('reason' in sort) skip(found, sort.reason);
    else if (typeof value === 'string') readText(value, sort, found);
    else refused(found, { kind: 'sha256', text: JSON.stringify(value).slice(0, 200), rule: 'not-hex' });
  }
}

/** The objects that a message names as its recipients, by their identifiers. */
export function victimsOf(object: StixObject): readonly string[] {
  return textOf(object, 'type') === 'email-message' ? recipients.flatMap((name) => idsOf(object, name)) : [];
}

/** What the `objects` of an observed-data of STIX 2.0 (part 2 §2.8) are; recipients left out. */
export function foundInObjects(objects: StixObject): readonly Found[] {
  const entries = Object.entries(objects).slice(0, 10_000);
  const victims = new Set(entries.flatMap(([, object]) => (isObject(object) ? victimsOf(object) : [])));
  return entries.map(([key, object]) => {
    if (!isObject(object)) return onlySkipped('malformed-object');
    return victims.has(key) ? onlySkipped('victim-observable') : foundInObservable(object);
  });
}

/** The cyber-observable objects that an observation refers to (STIX 2.1 §4.12, §4.14). */
export function referencesOf(object: StixObject): readonly string[] {
  const sample = textOf(object, 'sample_ref');
  return [...new Set([...idsOf(object, 'object_refs'), ...(sample === '' ? [] : [sample])])];
}
