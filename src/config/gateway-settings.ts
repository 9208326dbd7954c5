import { hostname } from 'node:os';
import { join, isAbsolute } from 'node:path';
import { z } from 'zod';
import { parseAddress } from '../observable/address.ts';
import { canonicalName } from '../observable/domain.ts';
import { alertSettings, alertsSchema, type AlertSettings } from './alert-settings.ts';
import { backupsSchema, type BackupSettings } from './backup-settings.ts';
import { parseDuration } from './duration.ts';
import { isLocal, parseListenAddress, type ListenAddress } from './listen-address.ts';
import { monitoringSchema, type MonitoringSettings } from './monitoring-settings.ts';
import { textOf } from './text-file.ts';
import { readYaml, type FileText } from './yaml-document.ts';

/** The fronts of the gateway, in the order in which they are told. */
export const frontKinds = ['milter', 'policy', 'socketmap', 'clamd', 'dnsbl', 'http'] as const;
export type FrontKind = (typeof frontKinds)[number];

const failModes = ['accept', 'tag', 'tempfail'] as const;

const mebibyte = 1024 * 1024;

const address = z.string().transform((text, context): ListenAddress => {
  const parsed = parseListenAddress(text);
  if (parsed !== undefined) return parsed;
  context.issues.push({
    code: 'custom',
    input: text,
    message: 'unix:/path, or an address with a port (127.0.0.1:9651)',
  });
  return z.NEVER;
});

const mode = z
  .string()
  .regex(/^0?[0-7]{3}$/)
  .transform((text) => Number.parseInt(text, 8));

const duration = z.union([z.string(), z.number()]).transform((value, context): number => {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && ms >= 50 && ms <= 60_000) return ms;
  context.issues.push({ code: 'custom', input: value, message: 'a time from 50ms to 60s, with its unit (2s)' });
  return z.NEVER;
});

const sizes: Readonly<Record<string, number>> = { '': 1, k: 1024, m: mebibyte };

const size = z.union([z.string(), z.number()]).transform((value, context): number => {
  const [, count, unit = ''] = /^(\d{1,12})\s*([km]?)(?:i?b)?$/i.exec(String(value)) ?? [];
  const bytes = Number(count) * (sizes[unit.toLowerCase()] ?? NaN);
  if (bytes >= 1024 && bytes <= 64 * mebibyte) return bytes;
  context.issues.push({ code: 'custom', input: value, message: 'a size from 1 KiB to 64 MiB (10 MiB)' });
  return z.NEVER;
});

const network = z.string().refine(isNetwork, { message: 'an address, or a network in CIDR' });

/** However wide: these are our own. */
function isNetwork(text: string): boolean {
  const [base = '', prefix] = text.split('/', 2);
  const parsed = parseAddress(base);
  return parsed !== undefined && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= parsed.bits));
}

const origin = z.string().transform((text, context): string => {
  const name = canonicalName(text);
  if (typeof name === 'string') return name;
  context.issues.push({ code: 'custom', input: text, message: 'a domain name' });
  return z.NEVER;
});

/** `on` is a front with its defaults, `off` is none; else its settings. */
function front<S extends z.ZodType>(schema: S) {
  return z.preprocess(
    (value) => (value === true || value === 'on' ? {} : value === false || value === 'off' ? null : value),
    schema.nullable().default(null),
  );
}

const listening = (where: string) => ({ listen: address.default(requiredAddress(where)), mode: mode.optional() });

const deciding = { failMode: z.enum(failModes).optional(), deadline: duration.optional() };

const http = z
  .strictObject({
    ...listening('127.0.0.1:9651'),
    ...deciding,
    messageSize: size.optional(),
    tokenFile: z.string().min(1).optional(),
  })
  .refine((each) => isLocal(each.listen) || each.tokenFile !== undefined, {
    message: 'given a tokenFile, for others than this machine can reach it',
    path: ['listen'],
  });

const dnsbl = z.strictObject({
  listen: address
    .refine(({ kind }) => kind === 'tcp', { message: 'an address with a port: DNS has no unix sockets' })
    .default(requiredAddress('127.0.0.1:9653')),
  zone: origin.default('feedgate.internal'),
  ttl: duration.optional(),
  clients: z.array(network).max(1000).optional(),
});

const fronts = z
  .strictObject({
    milter: front(z.strictObject({ ...listening('unix:milter.sock'), ...deciding, messageSize: size.optional() })),
    policy: front(z.strictObject({ ...listening('unix:policy.sock'), ...deciding })),
    socketmap: front(z.strictObject({ ...listening('unix:socketmap.sock'), ...deciding })),
    clamd: front(z.strictObject({ ...listening('unix:clamd.sock'), ...deciding, messageSize: size.optional() })),
    dnsbl: front(dnsbl),
    http: front(http),
  })
  .prefault({});

const gateway = z
  .strictObject({
    node: z
      .string()
      .regex(/^[\w.-]{1,64}$/)
      .optional(),
    trustedNetworks: z.array(network).max(1000).default(['127.0.0.0/8', '::1/128']),
    failMode: z.enum(failModes).default('accept'),
    deadline: duration.default(2000),
    messageSize: size.default(10 * mebibyte),
    fronts,
  })
  .prefault({});

/** What a day or many are: `30d`. */
const days = z.union([z.string(), z.number()]).transform((value, context): number => {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && ms <= 3650 * 86_400_000) return ms;
  context.issues.push({ code: 'custom', input: value, message: 'a time with its unit, at most ten years (30d)' });
  return z.NEVER;
});

const journal = z
  .strictObject({
    /** How long verdicts are kept. */
    keep: days.default(30 * 86_400_000),
    /** `hashed`: addresses and what is not listed are written as keyed hashes. */
    privacy: z.enum(['clear', 'hashed']).default('clear'),
    /** How far back mails are looked at for what is listed later; 0d for not at all. */
    hunt: days.default(14 * 86_400_000),
  })
  .prefault({});

const secrets = z
  .strictObject({
    /** A file that holds the key of the secrets of sources, in place of `secret.key` (src/config/key-setting.ts). */
    key: z.string().min(1).max(4096).optional(),
  })
  .prefault({});

/** The file, as it is checked and as editors are told of it. */
export const settingsSchema = z.strictObject({
  gateway,
  journal,
  alerts: alertsSchema,
  secrets,
  monitoring: monitoringSchema,
  backups: backupsSchema,
});
/** What mail depends on: a mistake in the rest must not keep it from flowing. */
const ofMail = settingsSchema.extend({
  alerts: z.unknown().optional(),
  monitoring: z.unknown().optional(),
  backups: z.unknown().optional(),
});

/** What is kept of the mails that were examined. */
export interface JournalSettings {
  /** Milliseconds. */
  readonly keepMs: number;
  readonly privacy: 'clear' | 'hashed';
  /** Milliseconds. */
  readonly huntMs: number;
}

/** Settings of a front that decides about mails. */
export interface MailFrontSettings {
  readonly listen: ListenAddress;
  readonly failMode: (typeof failModes)[number];
  /** Milliseconds for one mail. */
  readonly deadlineMs: number;
  /** Bytes of a message that are kept. */
  readonly messageBytes: number;
  /** A file with the token that clients have to send; `http` alone. */
  readonly tokenFile: string | null;
}

export interface DnsblSettings {
  readonly listen: ListenAddress & { readonly kind: 'tcp' };
  /** The zones are `ip.`, `dom.` and `hash.` below it. */
  readonly zone: string;
  /** Seconds that "listed" may be kept. */
  readonly ttl: number;
  /** Addresses and networks that are answered. */
  readonly clients: readonly string[];
}

export type MailFrontKind = Exclude<FrontKind, 'dnsbl'>;

/** What the gateway does; a front that is `null` is off. */
export interface GatewaySettings {
  /** Names this gateway in headers. */
  readonly node: string;
  /** Networks whose Received lines are believed, and from which mail goes out. */
  readonly trustedNetworks: readonly string[];
  readonly fronts: Readonly<Record<MailFrontKind, MailFrontSettings | null>> & {
    readonly dnsbl: DnsblSettings | null;
  };
  readonly journal: JournalSettings;
}

/**
 * The settings of a file; paths without a directory are in `root`. An empty file opens no front.
 * Whether its alerts are well written is another matter (`parseAlertSettings`).
 * @throws Failure `config/file-bad`
 */
export function parseGatewaySettings(file: FileText, root: string): GatewaySettings {
  const { gateway: given, journal: kept } = readYaml(file, ofMail);
  const { fronts: on, trustedNetworks } = given;
  const mailFront = (each: MailFrontRow | null): MailFrontSettings | null =>
    each === null
      ? null
      : {
          listen: placed(each.listen, each.mode, root),
          failMode: each.failMode ?? given.failMode,
          deadlineMs: each.deadline ?? given.deadline,
          messageBytes: each.messageSize ?? given.messageSize,
          tokenFile: each.tokenFile === undefined ? null : inRoot(each.tokenFile, root),
        };
  return {
    node: given.node ?? hostname(),
    trustedNetworks,
    journal: { keepMs: kept.keep, privacy: kept.privacy, huntMs: kept.hunt },
    fronts: {
      milter: mailFront(on.milter),
      policy: mailFront(on.policy),
      socketmap: mailFront(on.socketmap),
      clamd: mailFront(on.clamd),
      http: mailFront(on.http),
      dnsbl: on.dnsbl === null ? null : dnsblOf(on.dnsbl, trustedNetworks),
    },
  };
}

/** Who is told of what goes wrong, as the same file has it. @throws Failure `config/file-bad` */
export function parseAlertSettings(file: FileText, root: string): AlertSettings {
  const { alerts, gateway: given } = readYaml(file, settingsSchema);
  return alertSettings(alerts, { root, node: given.node ?? hostname() });
}

/** What monitoring may ask, as the same file has it; `null` where it is off. @throws Failure `config/file-bad` */
export function parseMonitoringSettings(file: FileText, root: string): MonitoringSettings | null {
  const { monitoring } = readYaml(file, settingsSchema);
  if (monitoring === null) return null;
  const { listen, tokenFile } = monitoring;
  return {
    listen: placed(listen, undefined, root),
    tokenFile: tokenFile === undefined ? null : inRoot(tokenFile, root),
  };
}

/** The backups that the daemon makes, by the file of settings; `null` where it makes none. @throws Failure `config/file-bad` */
export function readBackupSettings(name: string, root: string): BackupSettings | null {
  const { backups } = readYaml({ name, text: textOf(name) }, settingsSchema);
  if (backups === null) return null;
  return { everyMs: backups.every, keep: backups.keep, directory: inRoot(backups.directory, root) };
}

/** Where backups lie: where the daemon makes them, and `usual`. A file of settings with a mistake names none. */
export function backupPlaces(name: string, root: string, usual: string): readonly string[] {
  try {
    return [...new Set([readBackupSettings(name, root)?.directory ?? usual, usual])];
  } catch {
    return [usual];
  }
}

interface MailFrontRow {
  readonly listen: ListenAddress;
  readonly mode?: number | undefined;
  readonly failMode?: (typeof failModes)[number] | undefined;
  readonly deadline?: number | undefined;
  readonly messageSize?: number | undefined;
  readonly tokenFile?: string | undefined;
}

function dnsblOf({ listen, zone, ttl, clients }: z.output<typeof dnsbl>, trusted: readonly string[]): DnsblSettings {
  if (listen.kind !== 'tcp') throw new TypeError('checked by the schema');
  const allowed = clients ?? [...new Set(['127.0.0.0/8', '::1/128', ...trusted])];
  return { listen, zone, ttl: Math.round((ttl ?? 60_000) / 1000), clients: allowed };
}

function placed(listen: ListenAddress, fileMode: number | undefined, root: string): ListenAddress {
  if (listen.kind === 'tcp') return listen;
  return { kind: 'unix', path: inRoot(listen.path, root), mode: fileMode ?? listen.mode };
}

function inRoot(path: string, root: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

function requiredAddress(text: string): ListenAddress {
  const parsed = parseListenAddress(text);
  if (parsed === undefined) throw new TypeError(text);
  return parsed;
}

/** The kinds of fronts that are on. */
export function frontsOn(settingsOf: GatewaySettings): readonly FrontKind[] {
  return frontKinds.filter((kind) => settingsOf.fronts[kind] !== null);
}
