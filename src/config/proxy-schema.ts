import { z } from 'zod';
import { proxyKinds, type ProxyChoice } from '../feed/proxy.ts';
import { parseHost } from './address.ts';
import { basicUser, field, oneOf, pem, Refused, secret, text, wholeNumber } from './fields.ts';

/** A name of a profile: 1 to 64 letters, digits, dots, underscores, hyphens; not what else a source may say. */
export const profileName = field((value) => {
  const fits = typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(value);
  return fits && value !== 'default' && value !== 'none'
    ? value
    : new Refused('config/value-bad', '1 to 64 letters, digits, dots, underscores, hyphens, and not default or none');
});

const host = field((value) => {
  const host = typeof value === 'string' ? parseHost(value.trim()) : undefined;
  return host ?? new Refused('config/host-bad', 'a host name or an IP address');
});

/** A proxy field by field. What fields mean together is `proxyProblems`'. */
export const proxySchema = z.strictObject({
  kind: oneOf(proxyKinds).default('http'),
  host,
  port: wholeNumber(1, 65_535),
  user: basicUser.nullable().default(null),
  password: secret(0, 8192).nullable().default(null),
  noProxy: z.array(text(255)).max(100).default([]),
  ca: pem().nullable().default(null),
});

const profileChoice = z.strictObject({ kind: z.literal('profile'), name: profileName });

/** What a source says of its proxy. `null` is written by programs that knew no profiles, and means the default. */
export const proxyChoiceSchema = z.unknown().transform((value, context): ProxyChoice => {
  if (value === null || value === 'default') return 'default';
  if (value === 'none') return value;
  const isProfile = typeof value === 'object' && 'kind' in value && value.kind === 'profile';
  const parsed = (isProfile ? profileChoice : proxySchema).safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  context.issues.push(...(parsed.error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});
