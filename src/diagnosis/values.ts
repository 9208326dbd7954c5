import type { Evidence, JsonValue } from '../base/failure.ts';

/** What stands where a value is not known; the same in prose and in commands. */
export const missing = {
  source: 'NAME',
  host: 'HOST',
  port: 'PORT',
  path: 'PATH',
  url: 'URL',
  collection: 'COLLECTION',
  address: 'ADDRESS',
  proxy: 'PROXY:PORT',
  profile: 'PROFILE',
  file: 'FILE',
  issuer: 'ISSUER',
  names: 'NAMES',
  validFrom: 'DATE',
  validTo: 'DATE',
  fingerprint: 'SHA256',
  location: 'NEW-URL',
  title: 'TITLE',
  nearest: 'NAME',
  /** A level of the service, as `--level` takes it. */
  level: 'node',
  /** A level with a feature key that counts here. */
  keyLevel: 'LEVEL',
  node: 'NODE',
  /** The server as commands that look at it name it: by the source, whose way to it is known, or by its place. */
  server: 'HOST:PORT',
  /** Fingerprint of the root that the server shows. */
  shownRoot: 'SHA256',
  /** Where the certificate says that its issuer's is to be had. */
  issuerAt: 'URL',
  /** How a proxy of the source's own is spoken to. */
  proxyScheme: 'http',
  /** Who the source says that it is. */
  user: 'USER',
  /** The client of OAuth 2. */
  client: 'ID',
  /** The id of the poll. */
  poll: 'ID',
} as const;

/** A value that a text may ask for. */
export type ValueName = keyof typeof missing;

/** Whether a text may ask for this value. */
export function isValueName(name: string): name is ValueName {
  return Object.hasOwn(missing, name);
}

/** What a text can be filled with, as the peer or the operator wrote it. */
export type Values = Partial<Readonly<Record<ValueName, string>>>;

/**
 * The values that evidence holds, whatever stage it is of: those under their own name, the parts of a `url`, the
 * certificate's facts, the first of several addresses.
 */
export function valuesOf(evidence: Evidence): Values {
  const found: Record<string, string> = {
    ...ofUrl(evidence['url']),
    ...ofCertificate(evidence['certificate']),
    ...ofChain(evidence['chain']),
  };
  for (const name of [
    'source',
    'host',
    'port',
    'path',
    'url',
    'collection',
    'address',
    'proxy',
    'profile',
    'file',
    'issuer',
  ])
    add(found, name, evidence[name]);
  for (const name of [
    'location',
    'title',
    'nearest',
    'level',
    'keyLevel',
    'node',
    'issuerAt',
    'proxyScheme',
    'user',
    'client',
    'poll',
  ])
    add(found, name, evidence[name]);
  add(found, 'address', found['address'] ?? evidence['addresses']);
  // Through a proxy, the dialled port is the proxy's.
  const { destination } = evidence;
  const [, host, port] = /^\[?(.+?)\]?:(\d+)$/.exec(typeof destination === 'string' ? destination : '') ?? [];
  add(found, 'host', host);
  add(found, 'port', port);
  add(found, 'collection', found['collection'] ?? evidence['collectionName']);
  add(found, 'server', found['source'] ?? placeOf(found));
  return found;
}

function add(found: Record<string, string>, name: string, value: JsonValue | undefined): void {
  const first = Array.isArray(value) ? (value[0] as JsonValue | undefined) : value;
  if (typeof first === 'string' || typeof first === 'number') found[name] = String(first);
}

function ofUrl(url: JsonValue | undefined): Record<string, string> {
  if (typeof url !== 'string' || url.length > 4000 || !URL.canParse(url)) return {};
  const { protocol, hostname, port, pathname } = new URL(url);
  if (hostname === '') return {};
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: port === '' ? (protocol === 'http:' ? '80' : '443') : port, path: pathname };
}

function ofCertificate(certificate: JsonValue | undefined): Record<string, string> {
  if (typeof certificate !== 'object' || certificate === null || Array.isArray(certificate)) return {};
  const facts = certificate as Evidence;
  const found: Record<string, string> = {};
  add(found, 'issuer', facts['issuer']);
  add(found, 'fingerprint', facts['fingerprint256']);
  const names = facts['names'];
  if (Array.isArray(names) && names.length > 0) found['names'] = names.slice(0, 5).join(', ');
  for (const name of ['validFrom', 'validTo']) {
    const day = dayOf(facts[name]);
    if (day !== undefined) found[name] = day;
  }
  return found;
}

/** The chain as it is shown ends in its root, or below. */
function ofChain(chain: JsonValue | undefined): Record<string, string> {
  const top: unknown = Array.isArray(chain) ? chain.at(-1) : undefined;
  if (typeof top !== 'object' || top === null) return {};
  const { selfSigned, fingerprint256 } = top as Evidence;
  return selfSigned === true && typeof fingerprint256 === 'string' ? { shownRoot: fingerprint256 } : {};
}

function placeOf({ host, port }: Readonly<Record<string, string>>): string | undefined {
  if (host === undefined || port === undefined) return undefined;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function dayOf(time: JsonValue | undefined): string | undefined {
  const ms = typeof time === 'string' ? Date.parse(time) : time;
  return typeof ms === 'number' && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : undefined;
}
