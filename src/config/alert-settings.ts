import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { severities, type Severity } from '../alert/problem.ts';
import { defaultRules, type Rules } from '../alert/rules.ts';
import { languages, type Language } from '../diagnosis/entry.ts';
import { readDuration, Refused } from './fields.ts';
import { parseProxyUrl } from './proxy-url.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration within limits. */
const lasting = (min: number, max: number, standard: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value, context): number => {
      const ms = readDuration(typeof value === 'string' ? value : '', min, max);
      if (!(ms instanceof Refused)) return ms;
      context.issues.push({ code: 'custom', input: value, message: ms.allowed });
      return z.NEVER;
    })
    .default(standard);

const clockTime = z.string().transform((text, context): number => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) return Number(hours) * 60 + Number(minutes);
  context.issues.push({ code: 'custom', input: text, message: 'a time of the day in quotes, such as "22:00"' });
  return z.NEVER;
});

const zone = z.string().refine(isZone, { message: 'a time zone, such as Asia/Seoul' });

function isZone(text: string): boolean {
  try {
    return text !== '' && new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const rules = z
  .strictObject({
    failingAfter: z.number().int().min(1).max(100).default(defaultRules.failingAfter),
    staleAfter: lasting(10 * minute, 365 * day, defaultRules.staleAfter),
    certificateDays: z.number().int().min(1).max(365).default(defaultRules.certificateDays),
    holdFor: lasting(0, hour, defaultRules.holdFor),
    recoveredAfter: lasting(0, day, defaultRules.recoveredAfter),
    remindAfter: lasting(10 * minute, 30 * day, defaultRules.remindAfter),
  })
  .prefault({});

const common = {
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  minimumSeverity: z.enum(severities).default('warning'),
  language: z.enum(languages).optional(),
};

const file = z.string().min(1).max(4096);
const proxy = z.string().refine(isPlainProxy, {
  message: 'http://host:port, https://host:port or socks5://host:port; one with a password goes into proxyFile',
});

function isPlainProxy(text: string): boolean {
  try {
    return parseProxyUrl(text).user === null;
  } catch {
    return false;
  }
}

const webhook = z
  .strictObject({
    ...common,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
    urlFile: file.optional(),
    secretFile: file.optional(),
    caFile: file.optional(),
    proxy: proxy.optional(),
    proxyFile: file.optional(),
    allowPrivate: z.boolean().default(false),
  })
  .refine(({ url, urlFile }) => (url === undefined) !== (urlFile === undefined), {
    message: 'given either a url or, where that is a secret, a urlFile',
  });

const channels = z
  .strictObject({
    webhook: z.array(webhook).max(20).default([]),
  })
  .prefault({})
  .refine(
    (of) => {
      const names = of.webhook.map(({ name }) => name);
      return new Set(names).size === names.length;
    },
    { message: 'so that every channel has a name of its own' },
  );

/** The part `alerts` of the file of settings. */
export const alertsSchema = z
  .strictObject({
    language: z.enum(languages).default('en'),
    zone: zone.optional(),
    quietHours: z.strictObject({ from: clockTime, to: clockTime }).nullable().default(null),
    rules,
    channels,
  })
  .prefault({});

interface ChannelBase {
  /** Unique among the channels. */
  readonly name: string;
  readonly minimumSeverity: Severity;
  readonly language: Language;
}

/** Paths of files are absolute. */
export interface WebhookSettings extends ChannelBase {
  readonly kind: 'webhook';
  /** One of the two is there; a file holds one that is a secret by itself. */
  readonly url: string | null;
  readonly urlFile: string | null;
  /** The key of its signatures. */
  readonly secretFile: string | null;
  readonly caFile: string | null;
  readonly proxy: string | null;
  readonly proxyFile: string | null;
  readonly allowPrivate: boolean;
}

export type ChannelSettings = WebhookSettings;

/** Who is told of what, and when. */
export interface AlertSettings {
  /** How this node is called. */
  readonly node: string;
  /** IANA name of the zone in which times are told and quiet hours lie. */
  readonly zone: string;
  readonly rules: Rules;
  readonly channels: readonly ChannelSettings[];
}

/** The checked part with its paths made absolute in `root`. */
export function alertSettings(
  given: z.output<typeof alertsSchema>,
  { root, node }: { readonly root: string; readonly node: string },
): AlertSettings {
  const here = given.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const path = (name: string | undefined): string | null =>
    name === undefined ? null : isAbsolute(name) ? name : join(root, name);
  const base = (of: {
    readonly name: string;
    readonly minimumSeverity: Severity;
    readonly language?: Language | undefined;
  }) => ({
    name: of.name,
    minimumSeverity: of.minimumSeverity,
    language: of.language ?? given.language,
  });
  return {
    node,
    zone: here,
    rules: { ...given.rules, quietHours: given.quietHours === null ? null : { ...given.quietHours, zone: here } },
    channels: given.channels.webhook.map((of): WebhookSettings => ({
      ...base(of),
      kind: 'webhook',
      url: of.url ?? null,
      urlFile: path(of.urlFile),
      secretFile: path(of.secretFile),
      caFile: path(of.caFile),
      proxy: of.proxy ?? null,
      proxyFile: path(of.proxyFile),
      allowPrivate: of.allowPrivate,
    })),
  };
}
