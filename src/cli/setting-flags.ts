import type { JsonValue } from '../base/failure.ts';
import { formatDuration } from '../config/duration.ts';
import type { JsonObject } from '../service/service.ts';
import { shellWord } from './shell.ts';
import { isObject, plainText } from './json-value.ts';

/** Settings and the options that give them, for those whose value is typed as it stands. */
const plain: Readonly<Record<string, string>> = {
  host: '--host',
  port: '--port',
  path: '--path',
  collection: '--collection',
  collectionType: '--collection-type',
  taxiiVersion: '--taxii-version',
  kind: '--kind',
  pin: '--pin',
  subscription: '--subscription',
  tlsMinimum: '--tls-minimum',
};

/** The options that give these settings on the command line; `null` for one that none gives. */
export function flagsOf(settings: JsonObject): readonly { readonly setting: string; readonly flag: string | null }[] {
  return Object.entries(settings).map(([setting, value]) => ({ setting, flag: flagOf(setting, value) }));
}

function flagOf(setting: string, value: JsonValue): string | null {
  const option = plain[setting];
  if (option !== undefined) return `${option} ${value === null ? 'none' : shellWord(plainText(value), 'VALUE')}`;
  switch (setting) {
    case 'segment':
    case 'reconcile':
      return `--${setting} ${typeof value === 'number' ? formatDuration(value) : plainText(value)}`;
    case 'credentials':
      return isObject(value) && value['kind'] === 'none' ? '--no-credentials' : null;
    case 'proxy':
      return proxyFlag(value);
    default:
      return switchFlag(setting, value);
  }
}

function switchFlag(setting: string, value: JsonValue): string | null {
  const option = { https: 'https', allowPrivate: 'allow-private', systemCa: 'system-ca' }[setting];
  return option === undefined ? null : `--${value === true ? '' : 'no-'}${option}`;
}

function proxyFlag(value: JsonValue): string | null {
  if (!isObject(value)) return `--proxy ${shellWord(plainText(value ?? 'default'), 'URL')}`;
  const { kind, host, port, user, name } = value;
  if (kind === 'profile') return `--proxy ${shellWord(plainText(name), 'PROFILE')}`;
  const login = typeof user === 'string' ? `${encodeURIComponent(user)}@` : '';
  return `--proxy ${shellWord(`${plainText(kind)}://${login}${plainText(host)}:${plainText(port)}`, 'URL')}`;
}
