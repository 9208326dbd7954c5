import { z } from 'zod';
import { activationSchema } from './activation-file.ts';
import { settingsSchema } from './gateway-settings.ts';
import { guardsSchema } from './guards-file.ts';
import { exemptionsSchema, policySchema } from './policy-file.ts';
import { proxiesSchema } from './proxies-file.ts';
import { settingNames, sourceSchema } from './schema.ts';
import { trustSchema } from './trust-file.ts';
import type { Part } from './whole-file.ts';

const schemas: Readonly<Record<Part, z.ZodType>> = {
  settings: settingsSchema,
  policy: policySchema,
  exemptions: exemptionsSchema,
  guards: guardsSchema,
  trust: trustSchema,
  proxies: proxiesSchema,
  activation: activationSchema,
};

/** The schema of a file as JSON Schema (2020-12) for editors: that of one part, or of a whole configuration (`node`). */
export function jsonSchema(of: Part | 'node'): object {
  if (of !== 'node') return inputSchema(schemas[of]);
  const { policy, exemptions, ...rest } = schemas;
  const properties = Object.fromEntries(Object.entries({ ...rest, policy }).map(([part, each]) => [part, bare(each)]));
  const listed = inputSchema(exemptions).properties?.['exemptions'] ?? {};
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    required: ['feedgate'],
    properties: {
      feedgate: { const: 1 },
      sources: { type: 'array', items: sourceItem() },
      exemptions: listed,
      ...properties,
    },
  };
}

/** What a file may say of a source: the settings, and what is convenient to write in their place. */
function sourceItem(): object {
  const { properties = {} } = inputSchema(sourceSchema);
  const settings = Object.fromEntries(settingNames().map((name) => [name, properties[name] ?? {}]));
  return {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    // A proxy may be its address, credentials a list of ways or null, an archive stand for a certificate.
    properties: { ...settings, proxy: {}, credentials: {}, clientCertificate: {}, suspended: { type: 'boolean' } },
  };
}

function bare(schema: z.ZodType): object {
  const { $schema: _told, ...rest } = inputSchema(schema);
  return rest;
}

function inputSchema(schema: z.ZodType) {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
