import { z } from 'zod';
import { severities, type Severity } from '../alert/problem.ts';
import { languages, type Language } from '../diagnosis/entry.ts';
import { parseHost } from './address.ts';
import { parseProxyUrl } from './proxy-url.ts';

const common = {
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  minimumSeverity: z.enum(severities).default('warning'),
  language: z.enum(languages).optional(),
};

const file = z.string().min(1).max(4096);
const port = z.number().int().min(1).max(65_535);
const host = z.string().transform((text, context): string => {
  const parsed = parseHost(text);
  if (parsed !== undefined) return parsed;
  context.issues.push({ code: 'custom', input: text, message: 'a host name or an address' });
  return z.NEVER;
});

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

const mailAddress = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}$/);

const mail = z
  .strictObject({
    ...common,
    host,
    port: port.optional(),
    tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
    caFile: file.optional(),
    user: z.string().min(1).max(255).optional(),
    passwordFile: file.optional(),
    from: mailAddress,
    to: z.array(mailAddress).min(1).max(50),
  })
  .refine(({ user, passwordFile }) => (user === undefined) === (passwordFile === undefined), {
    message: 'given user and passwordFile together',
  })
  .refine(({ user, tls }) => user === undefined || tls !== 'none', {
    message: 'given a password over TLS alone: set tls to starttls or implicit',
  });

const facilities = ['user', 'daemon', 'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'];
const facilityNumbers: Readonly<Record<string, number>> = { user: 1, daemon: 3 };

const syslog = z
  .strictObject({
    ...common,
    transport: z.enum(['udp', 'tcp', 'tls', 'unix']).default('udp'),
    host: host.optional(),
    port: port.optional(),
    path: z.string().startsWith('/').max(100).optional(),
    caFile: file.optional(),
    format: z.enum(['rfc5424', 'cef']).default('rfc5424'),
    facility: z.enum(facilities).default('daemon'),
  })
  .refine(({ transport, host: to, path }) => (transport === 'unix') === (path !== undefined && to === undefined), {
    message: 'given a path for transport unix, a host for any other',
  })
  .refine(({ transport, host: to }) => transport === 'unix' || to !== undefined, {
    message: 'given a host',
  });

/** The part `alerts.channels` of the file of settings. */
export const channelsSchema = z
  .strictObject({
    webhook: z.array(webhook).max(20).default([]),
    mail: z.array(mail).max(20).default([]),
    syslog: z.array(syslog).max(20).default([]),
  })
  .prefault({})
  .refine(
    (of) => {
      const names = [...of.webhook, ...of.mail, ...of.syslog].map(({ name }) => name);
      return new Set(names).size === names.length;
    },
    { message: 'so that every channel has a name of its own' },
  );

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

export interface MailSettings extends ChannelBase {
  readonly kind: 'mail';
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly caFile: string | null;
  readonly user: string | null;
  readonly passwordFile: string | null;
  readonly from: string;
  readonly to: readonly string[];
}

export interface SyslogSettings extends ChannelBase {
  readonly kind: 'syslog';
  readonly transport: 'udp' | 'tcp' | 'tls' | 'unix';
  /** '' for unix. */
  readonly host: string;
  readonly port: number;
  /** '' but for unix. */
  readonly path: string;
  readonly caFile: string | null;
  readonly format: 'rfc5424' | 'cef';
  /** RFC 5424 §6.2.1. */
  readonly facility: number;
}

export type ChannelSettings = WebhookSettings | MailSettings | SyslogSettings;

const mailPorts = { starttls: 587, implicit: 465, none: 25 } as const;

/** What holds for all channels that say nothing else. */
export interface ChannelDefaults {
  readonly language: Language;
  /** The absolute path of a file that is named. */
  path(name: string | undefined): string | null;
}

interface Named {
  readonly name: string;
  readonly minimumSeverity: Severity;
  readonly language?: Language | undefined;
}

function baseOf({ name, minimumSeverity, language }: Named, defaults: ChannelDefaults): ChannelBase {
  return { name, minimumSeverity, language: language ?? defaults.language };
}

/** The channels that were checked, webhooks first, each kind in the order of the file. */
export function channelsOf(
  given: z.output<typeof channelsSchema>,
  defaults: ChannelDefaults,
): readonly ChannelSettings[] {
  return [
    ...given.webhook.map((of) => webhookOf(of, defaults)),
    ...given.mail.map((of) => mailOf(of, defaults)),
    ...given.syslog.map((of) => syslogOf(of, defaults)),
  ];
}

function webhookOf(of: z.output<typeof webhook>, defaults: ChannelDefaults): WebhookSettings {
  return {
    ...baseOf(of, defaults),
    kind: 'webhook',
    url: of.url ?? null,
    urlFile: defaults.path(of.urlFile),
    secretFile: defaults.path(of.secretFile),
    caFile: defaults.path(of.caFile),
    proxy: of.proxy ?? null,
    proxyFile: defaults.path(of.proxyFile),
    allowPrivate: of.allowPrivate,
  };
}

function mailOf(of: z.output<typeof mail>, defaults: ChannelDefaults): MailSettings {
  return {
    ...baseOf(of, defaults),
    kind: 'mail',
    host: of.host,
    port: of.port ?? mailPorts[of.tls],
    tls: of.tls,
    caFile: defaults.path(of.caFile),
    user: of.user ?? null,
    passwordFile: defaults.path(of.passwordFile),
    from: of.from,
    to: of.to,
  };
}

function syslogOf(of: z.output<typeof syslog>, defaults: ChannelDefaults): SyslogSettings {
  return {
    ...baseOf(of, defaults),
    kind: 'syslog',
    transport: of.transport,
    host: of.host ?? '',
    port: of.port ?? (of.transport === 'tls' ? 6514 : 514),
    path: of.path ?? '',
    caFile: defaults.path(of.caFile),
    format: of.format,
    facility: facilityNumbers[of.facility] ?? 16 + Number(of.facility.slice(-1)),
  };
}
