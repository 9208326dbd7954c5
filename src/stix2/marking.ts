import type { Tlp } from '../indicator/indicator.ts';
import { parseTlp, strictest } from '../indicator/tlp.ts';
import { isObject, objectsOf, property, textOf } from '../json/object.ts';
import { idsOf, type StixObject } from './object.ts';

/** The marking definitions that everybody knows: TLP 1 (STIX 2.1 §7.2.1.4) and TLP 2 (its extension). */
export const predefinedMarkings: ReadonlyMap<string, Tlp> = new Map([
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
  ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', 'clear'],
  ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'green'],
  ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber'],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'amber+strict'],
  ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'red'],
]);

/** Marking definitions of one object that are looked at. */
const mostMarkings = 100;

/** The property extension by which TLP 2 is written in STIX 2.1. */
const tlp2Extension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/**
 * The marking definitions that an object refers to. Those of some of its properties (granular markings) count for all
 * of it, since a marking too strict does less harm than one too mild.
 */
export function markingsOf(object: StixObject): readonly string[] {
  const whole = idsOf(object, 'object_marking_refs');
  const granular = objectsOf(object, 'granular_markings').map((marking) => textOf(marking, 'marking_ref'));
  return [...whole, ...granular.filter((id) => id !== '')].slice(0, mostMarkings);
}

/** What a marking-definition says in terms of TLP; `null` where it says something else. */
export function tlpOf(definition: StixObject): Tlp | null {
  const extensions = property(definition, 'extensions');
  const extension = isObject(extensions) ? property(extensions, tlp2Extension) : undefined;
  const second = isObject(extension) ? parseTlp(textOf(extension, 'tlp_2_0')) : null;
  const body = property(definition, 'definition');
  const first = isObject(body) ? parseTlp(textOf(body, 'tlp')) : null;
  const named = /^TLP:(.*)$/i.exec(textOf(definition, 'name'))?.[1] ?? '';
  return strictest(strictest(first, second), parseTlp(named));
}
