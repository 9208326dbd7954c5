import type { JsonValue } from '../base/failure.ts';
import type { SourceSettings } from '../feed/source.ts';
import { parseHost } from './address.ts';
import { eachOf } from '../feed/credentials.ts';
import { inClear, type JsonObject } from './plain.ts';
import { problem, problemsOfCheck, type Problem } from './problems.ts';
import { certificateInArchive } from './pkcs12.ts';
import { parseProxyChoice } from './proxy-url.ts';
import { keysApart } from './query-keys.ts';
import { isRecord } from './schema.ts';
import { takeApart, type TakenApart } from './take-apart.ts';

/** Input in the schema's own terms, and what could not be read on the way there. */
export interface Expanded {
  readonly input: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/**
 * Replaces what is convenient to write by what the schema knows: a pasted address in `url` or `host` by its parts, a
 * proxy's URL by its fields, no credentials by `none`; and fills in `https` and `port`. What is given on its own wins
 * over what an address says. With `base`, the input is a change of those settings.
 */
export function expandAddress(input: JsonObject, base?: SourceSettings): Expanded {
  const { url, ...rest } = input;
  const problems: Problem[] = [];
  if (url !== undefined && rest['host'] !== undefined) {
    problems.push(problem('config/value-bad', 'url', 'and host cannot both be given'));
  }
  const found = readAddress(url, rest['host']);
  problems.push(...found.problems);
  const proxy = readProxy(rest['proxy']);
  problems.push(...proxy.problems);
  const archive = readArchive(rest['clientCertificate']);
  problems.push(...archive.problems);
  const expanded = {
    ...rest,
    ...waysOf(rest['credentials']),
    ...fromAddress(rest, found.address, base),
    ...proxy.input,
    ...archive.input,
    ...place(rest, found.address, base),
  };
  return { input: { ...expanded, ...keysFound(rest, found.address, expanded, base) }, problems };
}

/** No credentials as `none`, a list of ways as what it amounts to. */
function waysOf(credentials: unknown): Readonly<Record<string, unknown>> {
  if (credentials !== null && !Array.isArray(credentials)) return {};
  const [first = { kind: 'none' }, ...rest] = credentials ?? [];
  return { credentials: rest.length === 0 ? first : { kind: 'several', of: credentials } };
}

/**
 * A key in the query of an address is a secret, and goes where those are: with the credentials that are given or that
 * the source has, unless they have keys of their own.
 */
function keysFound(
  given: JsonObject,
  address: TakenApart | undefined,
  expanded: Readonly<Record<string, unknown>>,
  base: SourceSettings | undefined,
): Readonly<Record<string, unknown>> {
  const path = typeof given['path'] === 'string' ? keysApart(given['path']) : null;
  const keys = path?.keys ?? eachOf(address?.credentials ?? { kind: 'none' }).filter(({ kind }) => kind === 'query');
  if (keys.length === 0) return {};
  const stripped = path === null ? {} : { path: path.path };
  const credentials = expanded['credentials'];
  const own = credentials === undefined ? waysWithoutKeys(base) : listOf(credentials);
  if (own === null || own.some((way) => isRecord(way) && way['kind'] === 'query')) return stripped;
  return { ...stripped, ...waysOf([...own, ...keys.map((key) => inClear(key))]) };
}

function waysWithoutKeys(base: SourceSettings | undefined): readonly unknown[] {
  const ways = eachOf(base?.credentials ?? { kind: 'none' });
  return ways.filter(({ kind }) => kind !== 'query').map((way) => inClear(way));
}

/** The ways in a value for credentials; `null` where none are wanted, or it is no such value. */
function listOf(credentials: unknown): readonly unknown[] | null {
  if (!isRecord(credentials) || credentials['kind'] === 'none') return null;
  return Array.isArray(credentials['of']) ? credentials['of'] : [credentials];
}

function readAddress(
  url: unknown,
  host: unknown,
): { readonly address: TakenApart | undefined; readonly problems: readonly Problem[] } {
  const isPlainHost =
    typeof host !== 'string' || (!/[/:@]/.test(host) && host === host.trim()) || parseHost(host) !== undefined;
  const text = url ?? (isPlainHost ? undefined : host);
  if (text === undefined) return { address: undefined, problems: [] };
  const field = url === undefined ? 'host' : 'url';
  if (typeof text !== 'string')
    return { address: undefined, problems: [problem('config/value-bad', field, 'must be text')] };
  let address: TakenApart | undefined;
  const problems = problemsOfCheck(field, () => {
    address = takeApart(text);
  });
  return { address, problems };
}

function readProxy(proxy: unknown): Expanded {
  if (typeof proxy !== 'string') return { input: {}, problems: [] };
  let choice: JsonValue = 'default';
  const problems = problemsOfCheck('proxy', () => {
    const said = parseProxyChoice(proxy);
    choice = typeof said === 'string' ? said : inClear(said);
  });
  return { input: { proxy: choice }, problems };
}

/** `{ pkcs12, passphrase }`, the archive in base64, as a certificate to be shown and the archive. */
function readArchive(given: unknown): Expanded {
  if (!isRecord(given) || typeof given['pkcs12'] !== 'string') return { input: {}, problems: [] };
  const { pkcs12, passphrase = null, ...rest } = given;
  let certificate = '';
  const problems = problemsOfCheck('clientCertificate', () => {
    certificate = certificateInArchive(pkcs12, typeof passphrase === 'string' ? passphrase : null);
  });
  if (problems.length > 0) return { input: { clientCertificate: null }, problems };
  return { input: { clientCertificate: { ...rest, form: 'pkcs12', certificate, key: pkcs12, passphrase } }, problems };
}

/** What an address says besides the place: kind, credentials, proxy, collection, where they are not given on their own. */
function fromAddress(
  given: JsonObject,
  address: TakenApart | undefined,
  base: SourceSettings | undefined,
): Readonly<Record<string, unknown>> {
  if (address === undefined) return {};
  const { credentials, proxy, collection } = address;
  const said = {
    ...(credentials === null ? {} : { credentials: inClear(credentials) }),
    ...(proxy === null ? {} : { proxy: inClear(proxy) }),
    ...(collection === null ? {} : { collection }),
    ...(address.kind === null || address.kind === 'taxii1' ? {} : { kind: address.kind }),
  };
  const kind = given['kind'] ?? ('kind' in said ? said.kind : base?.kind);
  const own = Object.keys(said).filter((key) => given[key] !== undefined);
  return {
    ...said,
    ...Object.fromEntries(own.map((key) => [key, given[key]])),
    host: address.host,
    path: given['path'] ?? (kind === 'taxii2' ? address.root : address.path),
  };
}

/** `https` and `port`, each inferred from the other where one is not given. */
function place(
  given: JsonObject,
  address: TakenApart | undefined,
  base: SourceSettings | undefined,
): Readonly<Record<string, unknown>> {
  const before = address ?? base;
  const port80 = given['port'] === 80 || given['port'] === '80';
  const https = given['https'] ?? before?.https ?? !port80;
  const keepsPort = before !== undefined && before.port !== impliedPort(before.https);
  const implied = impliedPort(https !== false && https !== 'false');
  return { https, port: given['port'] ?? (keepsPort ? before.port : implied) };
}

function impliedPort(https: boolean): number {
  return https ? 443 : 80;
}
