import { z } from 'zod';
import { Secret } from '../base/secret.ts';
import { checkCron } from '../feed/schedule.ts';
import { limits, sourceKinds, taxiiVersions, type Interval } from '../feed/source.ts';
import { parseHost, parsePath } from './address.ts';
import { listSchema } from './list-schema.ts';
import { mispSchema } from './misp-schema.ts';
import { proxyChoiceSchema, proxySchema } from './proxy-schema.ts';
import {
  basicUser,
  duration,
  field,
  flag,
  headerName,
  headerSecret,
  oneOf,
  pem,
  readDuration,
  Refused,
  secret,
  text,
  wholeNumber,
} from './fields.ts';

const name = field((value) => {
  const fits = typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value);
  return fits ? value : new Refused('config/name-bad', '1 to 64 letters, digits, dots, underscores, hyphens');
});

function readHost(value: unknown): string | Refused {
  const host = typeof value === 'string' ? parseHost(value.trim()) : undefined;
  return host ?? new Refused('config/host-bad', 'a host name or an IP address');
}

/** '' is this machine, for a list in a file; for other kinds it is refused afterwards. */
const sourceHost = field((value) => (value === '' ? '' : readHost(value)));

const path = field((value) => {
  const path = typeof value === 'string' ? parsePath(value) : undefined;
  return path ?? new Refused('config/url-bad', 'a path without blanks and control characters, at most 2048 characters');
});

const port = wholeNumber(1, 65_535);

/** A whole address, or a path at the source's own host; written as it is asked for. */
const tokenUrl = field((value) => {
  const refused = new Refused('config/url-bad', 'a path, or an address such as https://id.example.net/oauth2/token');
  if (typeof value !== 'string' || value.length > 2048) return refused;
  if (value.startsWith('/')) return parsePath(value) ?? refused;
  const url = URL.parse(value);
  const bad = url === null || !/^https?:$/.test(url.protocol) || url.username + url.password !== '';
  return bad ? refused : `${url.origin}${url.pathname}${url.search}`;
});

const loginFields = z.strictObject({
  user: text(64).default('username'),
  password: text(64).default('password'),
  token: text(128).default('token'),
});

/** Each way of proving who asks. */
const ways = [
  z.strictObject({
    kind: z.literal('basic'),
    user: basicUser,
    password: secret(0, 8192).default(() => new Secret('')),
  }),
  z.strictObject({ kind: z.literal('header'), name: headerName, value: headerSecret }),
  z.strictObject({ kind: z.literal('bearer'), token: headerSecret }),
  z.strictObject({ kind: z.literal('query'), name: text(128), value: secret(1, 2048) }),
  z.strictObject({
    kind: z.literal('oauth2'),
    url: tokenUrl,
    clientId: text(512),
    clientSecret: secret(1, 8192),
    secretIn: oneOf(['basic', 'body']).default('basic'),
    scope: text(2048).nullable().default(null),
    audience: text(2048).nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('login'),
    url: tokenUrl,
    user: text(1024),
    password: secret(0, 8192),
    fields: loginFields.prefault({}),
  }),
] as const;

/** More at once no server wants. */
const mostWays = 8;

const credentials = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  ...ways,
  z.strictObject({ kind: z.literal('several'), of: z.array(z.discriminatedUnion('kind', ways)).min(2).max(mostWays) }),
]);

const clientCertificate = z.strictObject({
  form: oneOf(['pem', 'pkcs12']).default('pem'),
  certificate: publicPem(),
  key: secret(1),
  passphrase: secret(0, 8192).nullable().default(null),
});

/** PEM text, which is shown: a key that stands in the same file is left out. */
function publicPem() {
  return pem().transform((text) =>
    text.replaceAll(/-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----[^]*?-----END \1-----\s*/g, ''),
  );
}

const pin = field((value) => {
  const hex =
    typeof value === 'string'
      ? value
          .replace(/^sha-?256:/i, '')
          .replace(/[:\s]/g, '')
          .toLowerCase()
      : '';
  return /^[0-9a-f]{64}$/.test(hex) ? hex : new Refused('config/value-bad', 'a SHA-256 fingerprint: 64 hex digits');
});

const interval = field((value): Interval | Refused => {
  const cron = cronOf(value);
  if (cron !== undefined) return readCron(cron.expression, cron.zone);
  const every = isRecord(value) ? (value['ms'] ?? value['every']) : value;
  const ms = readDuration(every, limits.interval.min, limits.interval.max);
  return ms instanceof Refused ? ms : { kind: 'every', ms };
});

/** A cron expression is told from a duration by its blanks, or by where it stands. */
function cronOf(value: unknown): { readonly expression: unknown; readonly zone: unknown } | undefined {
  if (typeof value === 'string') return /\s/.test(value.trim()) ? { expression: value, zone: null } : undefined;
  if (!isRecord(value)) return undefined;
  const expression = value['expression'] ?? value['cron'];
  return expression === undefined ? undefined : { expression, zone: value['zone'] ?? null };
}

/** Five fields, so that no source is asked more than once a minute. */
function readCron(expression: unknown, zone: unknown): Interval | Refused {
  const fields = typeof expression === 'string' ? expression.trim().split(/\s+/) : [];
  if (fields.length !== 5) return new Refused('config/cron-bad', 'five fields: minute hour day month weekday');
  if (zone !== null && typeof zone !== 'string') return new Refused('config/cron-bad', 'a zone such as Asia/Seoul');
  const cron = fields.join(' ');
  const wrong = checkCron(cron, zone);
  return wrong === null
    ? { kind: 'cron', expression: cron, zone }
    : new Refused('config/cron-bad', `a cron expression: ${wrong}`);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const segment = field((value) => (value === 'auto' ? 'auto' : readDuration(value, limits.segment.min, limits.age.max)));

const reconcile = field((value) =>
  value === 'never' ? 'never' : readDuration(value, limits.reconcile.min, limits.reconcile.max),
);

/** A whole number, or `null` for none. */
function limit({
  min,
  max,
  default: standard,
}: {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}) {
  return wholeNumber(min, max).nullable().default(standard);
}

function timeout(standard: number) {
  return duration(100, 86_400_000).default(standard);
}

const timeouts = z.strictObject({
  connect: timeout(limits.timeouts.connect),
  firstByte: timeout(limits.timeouts.firstByte),
  stall: timeout(limits.timeouts.stall),
  request: timeout(limits.timeouts.request),
});

/** The settings of a source field by field: shape, defaults and limits. What fields mean together is checked after it. */
export const sourceSchema = z.strictObject({
  name,
  kind: oneOf(sourceKinds).default('taxii1'),
  host: sourceHost,
  port,
  https: flag,
  path: path.default('/'),
  collection: text(512),
  subscription: text(512).nullable().default(null),
  collectionType: oneOf(['feed', 'set']).default('feed'),
  list: listSchema.nullable().default(null),
  misp: mispSchema.nullable().default(null),
  observables: oneOf(['indicated', 'all']).default('indicated'),
  taxiiVersion: oneOf(['auto', ...Object.values(taxiiVersions).flat()]).default('auto'),
  credentials: credentials.default({ kind: 'none' }),
  clientCertificate: clientCertificate.nullable().default(null),
  proxy: proxyChoiceSchema.default('default'),
  ca: pem().nullable().default(null),
  pin: pin.nullable().default(null),
  systemCa: flag.default(true),
  tlsMinimum: oneOf(['1.2', '1.3']).default('1.2'),
  allowPrivate: flag.default(false),
  interval: interval.default({ kind: 'every', ms: limits.interval.default }),
  age: duration(limits.age.min, limits.age.max).default(limits.age.default),
  segment: segment.default('auto'),
  reconcile: reconcile.default(limits.reconcile.default),
  shrinkLimit: limit(limits.shrinkLimit),
  growthLimit: limit(limits.growthLimit),
  overlap: duration(limits.overlap.min, limits.overlap.max).default(limits.overlap.default),
  bindings: z.array(text(256)).max(32).default([]),
  timeouts: timeouts.prefault({}),
  attempts: wholeNumber(limits.attempts.min, limits.attempts.max).default(limits.attempts.default),
  mode: oneOf(['monitor', 'enforce']).default('monitor'),
  confidence: wholeNumber(0, 100).nullable().default(null),
  subdomains: oneOf(['exact', 'registrable', 'all']).default('registrable'),
  tags: z.array(text(64)).max(64).default([]),
});

const insides: Readonly<Record<string, readonly string[]>> = {
  '': ['url', ...Object.keys(sourceSchema.shape)],
  timeouts: Object.keys(timeouts.shape),
  list: Object.keys(listSchema.shape),
  misp: Object.keys(mispSchema.shape),
  proxy: ['name', ...Object.keys(proxySchema.shape)],
  clientCertificate: ['pkcs12', ...Object.keys(clientCertificate.shape)],
  credentials: [...new Set(credentials.options.flatMap((option) => Object.keys(option.shape)))],
  'credentials.of': [...new Set(ways.flatMap((option) => Object.keys(option.shape)))],
};

/** The settings there are, or with `inside` those within one of them, for completion, help and suggestions. */
export function settingNames(inside = ''): readonly string[] {
  return insides[inside.replace(/\.\d+$/, '')] ?? [];
}
