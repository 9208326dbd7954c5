import { expect, it } from 'vitest';
import { jsonSchema } from './json-schema.ts';
import { settingNames } from './schema.ts';
import { parts } from './whole-file.ts';

type Schema = {
  readonly $schema?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
};

const schemaOf = (of: Parameters<typeof jsonSchema>[0]): Schema => jsonSchema(of);

it.each(parts)('the file of %s has a schema of the draft that editors know, which names its keys', (part) => {
  const { $schema, properties, additionalProperties } = schemaOf(part);
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(Object.keys(properties ?? {})).not.toEqual([]);
  expect(additionalProperties).toBe(false);
});

it('what is in a list of the policy is told, for all that the list may be left blank', () => {
  const rule = schemaOf('policy').properties?.['rules']?.items;
  expect(rule?.properties?.['do']?.enum).toContain('quarantine');
  expect(rule?.required).toEqual(['name', 'do']);
  expect(schemaOf('exemptions').properties?.['exemptions']?.items?.required).toContain('owner');
});

it('a whole configuration has all files, and sources with every setting and nothing required but a name', () => {
  const { properties = {}, required } = schemaOf('node');
  expect(Object.keys(properties).toSorted()).toEqual(['feedgate', 'sources', ...parts].toSorted());
  expect(required).toEqual(['feedgate']);
  expect(properties['exemptions']?.items?.required).toContain('owner');
  const source = properties['sources']?.items;
  expect(source?.required).toEqual(['name']);
  expect(Object.keys(source?.properties ?? {})).toEqual(expect.arrayContaining([...settingNames(), 'suspended']));
});
