import { expect, it } from 'vitest';
import { chooseCollection, collectionName, namesOf } from './choose.ts';

const collection = (id: string, alias: string | null, title: string) => ({
  id,
  alias,
  title,
  canRead: true,
  description: null,
});
const listed = [
  collection('91a7b528-80eb-42ed-a74d-c6fbd5a26116', 'phish', 'Phishing'),
  collection('52892447-4d7e-4f70-b94d-d7f22742ff63', null, 'Malware'),
  collection('472c94ae-3113-4e3e-a4dd-a9f4ac7471d4', null, 'malware '),
  collection('malware2', null, '91a7b528-80eb-42ed-a74d-c6fbd5a26116'),
];

it.each([
  ['91A7B528-80EB-42ED-A74D-C6FBD5A26116', '91a7b528-80eb-42ed-a74d-c6fbd5a26116'],
  ['Phish', '91a7b528-80eb-42ed-a74d-c6fbd5a26116'],
  [' phishing', '91a7b528-80eb-42ed-a74d-c6fbd5a26116'],
])('%s is a collection by its id, alias or title', (asked, id) => {
  expect(chooseCollection(listed, asked)).toMatchObject({ kind: 'found', collection: { id } });
});
it('a title of several collections is none of them', () => {
  const ids = ['52892447-4d7e-4f70-b94d-d7f22742ff63', '472c94ae-3113-4e3e-a4dd-a9f4ac7471d4'];
  expect(chooseCollection(listed, 'Malware')).toEqual({ kind: 'ambiguous', ids });
});
it('what is not listed is not guessed', () => {
  expect(chooseCollection(listed, 'phis')).toEqual({ kind: 'none' });
});
it('its names can be shown, and taken apart again', () => {
  const shown = collectionName(collection('a', 'b', 'C\n'));
  expect([shown, namesOf(shown)]).toEqual(['a · b · C\\n', ['a', 'b', 'C\\n']]);
  expect(collectionName(collection('a', null, ''))).toBe('a');
});
