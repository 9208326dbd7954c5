import { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import { together, type Credential, type Credentials } from '../feed/credentials.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { SourceKind } from '../feed/source.ts';
import { parseAuthority, parsePath, type Authority } from './address.ts';
import { fail, type ConfigCode } from './conditions.ts';
import { parseCurl, type CurlLine } from './curl.ts';
import { checkHeader } from './header.ts';
import { keysApart } from './query-keys.ts';
import { parseProxyUrl, withoutSecrets } from './proxy-url.ts';

/** Which service of a server an address looks like, by its words alone; asking the server decides. */
type AddressRole = 'discovery' | 'poll' | 'collections' | 'inbox' | 'api-root' | 'objects';

/** Something in the pasted text that was not taken over, for the operator to know. */
interface AddressNote {
  readonly code: ConfigCode & ('config/insecure-option' | 'config/file-elsewhere');
  /** The setting that the file is for. */
  readonly setting: 'clientCertificate' | 'ca' | null;
  readonly message: string;
}

/** What a pasted address says of a source. */
export interface TakenApart {
  /** A guess; `null` where the words do not tell. */
  readonly kind: SourceKind | null;
  readonly role: AddressRole | null;
  readonly https: boolean;
  readonly host: string;
  readonly port: number;
  /** With the query, but for keys in it; `/` where none was given. */
  readonly path: string;
  /** The API root or discovery of TAXII 2 that the path belongs to, whatever it names below it. */
  readonly root: string;
  readonly credentials: Credentials | null;
  readonly collection: string | null;
  readonly proxy: ProxySettings | null;
  /** Names of files that a curl line has, and the passphrase of the key. */
  readonly files: AddressFiles;
  readonly notes: readonly AddressNote[];
}

interface AddressFiles {
  readonly certificate: string | null;
  readonly key: string | null;
  readonly ca: string | null;
  readonly passphrase: Secret | null;
}

const noFiles: AddressFiles = { certificate: null, key: null, ca: null, passphrase: null };

/** The most of a pasted text that is read, in characters. */
const longestText = 65_536;

/**
 * Takes any pasted address of a server apart: a URL of whatever service, `host`, `host:port`, `user:password@host`, a
 * whole `curl` command line, or a text with one URL in it. Nothing is asked of the network.
 * @throws Failure `config/url-bad`, `config/scheme`, `config/header-chars`, `config/proxy-url-bad`.
 */
export function takeApart(text: string): TakenApart {
  const { ways: _, ...found } = takeAllApart(text);
  return found;
}

function takeAllApart(text: string): Address {
  const curl = parseCurl(text);
  if (curl === undefined) return readAddress(soleAddress(text.slice(0, longestText)));
  if (curl.url === null)
    throw fail('config/url-bad', 'the curl command names no address', { evidence: { part: 'url' } });
  const address = readAddress(curl.query.length === 0 ? curl.url : withQuery(curl.url, curl.query));
  const keys = address.ways.filter(({ kind }) => kind === 'query');
  const shown = curlWays(curl);
  const ways = shown.length === 0 ? address.ways : [...shown, ...keys];
  return {
    ...address,
    ways,
    credentials: ways.length === 0 ? null : together(ways),
    proxy: curl.proxy === null ? null : curlProxy(curl.proxy, curl.proxyUser),
    files: filesOf(curl),
    notes: curlNotes(curl),
  };
}

/** The address without what people paste around it: quotes, angle brackets, a sentence whose first word is none. */
function soleAddress(text: string): string {
  let bare = text.trim();
  while (bare.length > 1 && wrappers[bare.charAt(0)] === bare.at(-1)) bare = bare.slice(1, -1).trim();
  const [first = ''] = /^\S*/.exec(bare) ?? [];
  if (first === bare || /[/@]/.test(first)) return bare;
  return /https?:\/\/[^\s<>"'`]+/i.exec(bare)?.[0].replace(/[).,;\]]{1,3}$/, '') ?? bare;
}

const wrappers: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '<': '>', '(': ')' };

interface Address extends TakenApart {
  /** The same as its credentials, one by one. */
  readonly ways: readonly Credential[];
}

function readAddress(text: string): Address {
  const [, scheme = '', place = '', tail = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^#]*)/i.exec(text) ?? [];
  if (scheme.toLowerCase() === 'file') return readFileAddress(text, place, tail);
  const authority = parseAuthority(place);
  const whole = parsePath(tail);
  const secure = isSecure(scheme.toLowerCase(), text);
  if (typeof authority === 'string') throw badUrl(text, authority);
  if (whole === undefined) throw badUrl(text, 'path');
  const { path, keys } = keysApart(whole);
  const ways = [...loginOf(authority), ...keys];
  const https = secure ?? authority.port !== 80;
  return {
    ...guess(path),
    https,
    host: authority.host,
    port: authority.port ?? (https ? 443 : 80),
    path,
    root: rootOf(path),
    ways,
    credentials: ways.length === 0 ? null : together(ways),
    proxy: null,
    files: noFiles,
    notes: [],
  };
}

/** `file:///path`, a list on this machine (RFC 8089). */
function readFileAddress(text: string, place: string, tail: string): Address {
  const path = parsePath(tail.replace(/\?.*$/s, '').replaceAll(' ', '%20'));
  if ((place !== '' && place !== 'localhost') || !tail.startsWith('/')) throw badUrl(text, 'host');
  if (path === undefined || path.endsWith('/')) throw badUrl(text, 'path');
  return {
    kind: 'list',
    role: null,
    collection: null,
    https: true,
    host: '',
    port: 443,
    path,
    root: path,
    ways: [],
    credentials: null,
    proxy: null,
    files: noFiles,
    notes: [],
  };
}

function loginOf({ user, password }: Authority): readonly Credential[] {
  return user === null ? [] : [basic(user, password ?? '')];
}

/** `null` where the address names no scheme. */
function isSecure(scheme: string, text: string): boolean | null {
  if (scheme === '') return null;
  if (scheme === 'http' || scheme === 'https') return scheme === 'https';
  const message = `address ${quote(withoutSecrets(text))} is neither https:// nor http://`;
  throw fail('config/scheme', message, { evidence: { scheme } });
}

function badUrl(text: string, part: string): Error {
  const shown = withoutSecrets(text);
  return fail('config/url-bad', `address ${quote(shown)} cannot be read: its ${part} is not valid`, {
    evidence: { address: shown.slice(0, 500), part },
  });
}

/** TAXII 2.x addresses are fixed below the API root (TAXII 2.1 §4, §5); those of 1.x are words that servers like. */
function guess(path: string): Pick<TakenApart, 'kind' | 'role' | 'collection'> {
  const objects = /\/collections\/([^/?]+)(\/objects)?/.exec(path);
  if (objects !== null) {
    return {
      kind: 'taxii2',
      role: objects[2] === undefined ? 'collections' : 'objects',
      collection: decoded(objects[1] ?? ''),
    };
  }
  const words = path.toLowerCase();
  if (mispFile.test(words)) return { kind: 'misp', role: null, collection: null };
  if (listFile.test(words)) return { kind: 'list', role: null, collection: null };
  const older = /poll|inbox|discovery-service/.test(words);
  if (!older && /taxii2|\/(api)?v?2[01]?(\/|$)/.test(words)) {
    return { kind: 'taxii2', role: /\/taxii2?\/?$/.test(words) ? 'discovery' : 'api-root', collection: null };
  }
  const role = roles.find(([word]) => words.includes(word))?.[1] ?? null;
  return { kind: role === null ? null : 'taxii1', role, collection: null };
}

/** The manifest of a feed of MISP, and what its API is asked by. */
const mispFile = /\/manifest\.json(?:\?.*)?$|\/(?:attributes|events)\/restsearch/s;

/** Lists by their names, packed or not; `/ctia/feed/…/view` is one of SecureX. */
const listFile =
  /\.(?:txt|csv|tsv|list|lst|hosts|netset|ipset|rules|jsonl|ndjson)(?:\.gz|\.zip)?(?:\?.*)?$|\/hosts(?:file)?\/?$|\/ctia\/feed\/[^/]+\/view/s;

/** What stands before the fixed part of a TAXII 2 address, without query and with its final slash. */
function rootOf(path: string): string {
  const bare = path.replace(/\?.*$/s, '');
  const root = /^(.*\/)collections(?:\/[^/]+(?:\/(?:objects|manifest)(?:\/.*)?)?)?\/?$/.exec(bare)?.[1] ?? bare;
  return root.endsWith('/') ? root : `${root}/`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const roles: readonly (readonly [string, AddressRole])[] = [
  ['discovery', 'discovery'],
  ['poll', 'poll'],
  ['collection', 'collections'],
  ['feed-management', 'collections'],
  ['inbox', 'inbox'],
];

type BasicLogin = Extract<Credential, { kind: 'basic' }>;

function basic(user: string, password: string): BasicLogin {
  return { kind: 'basic', user, password: new Secret(password) };
}

/** Its headers that prove who asks; and the user, unless a header stands where that would go. */
function curlWays(curl: CurlLine): Credential[] {
  const headers = curl.headers.flatMap((header) => {
    const colon = header.indexOf(':');
    const found = colon > 0 ? headerWay(header.slice(0, colon).trim(), header.slice(colon + 1).trim()) : null;
    return found === null ? [] : [found];
  });
  return curl.user === null || headers.some(isAuthorization) ? headers : [basicOf(curl.user), ...headers];
}

/** Whether it goes into the header `Authorization`. */
function isAuthorization(way: Credential): boolean {
  return way.kind === 'header' ? /^authorization$/i.test(way.name) : way.kind !== 'query';
}

/** A header that proves who asks: `Authorization`, or one whose name says that it is a key. Others are of no matter here. */
function headerWay(name: string, value: string): Credential | null {
  if (!/auth|key|token|secret/i.test(name)) return null;
  checkHeader(name, value);
  const [, scheme = '', rest = ''] = /^(\S+)\s+(\S+)$/.exec(value) ?? [];
  if (name.toLowerCase() === 'authorization') {
    if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', token: new Secret(rest) };
    if (scheme.toLowerCase() === 'basic') return basicOf(Buffer.from(rest, 'base64').toString('utf8'));
  }
  return { kind: 'header', name, value: new Secret(value) };
}

/** RFC 7617: the first colon ends the user. Without one the password is blank, and still sent. */
function basicOf(login: string): BasicLogin {
  const colon = login.indexOf(':');
  return colon < 0 ? basic(login, '') : basic(login.slice(0, colon), login.slice(colon + 1));
}

/** curl reads a proxy without a scheme as HTTP, on port 1080. */
function curlProxy(text: string, login: string | null): ProxySettings {
  const bare = !text.includes('://');
  const proxy = parseProxyUrl(bare ? `http://${text}${/:\d+$/.test(text) ? '' : ':1080'}` : text);
  const found = login === null ? null : basicOf(login);
  return found === null ? proxy : { ...proxy, user: found.user, password: found.password };
}

/** As `curl -G` puts data into the address. */
function withQuery(url: string, query: readonly string[]): string {
  const [, place = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(url) ?? [];
  return `${place}${place.includes('?') ? '&' : '?'}${query.join('&')}${fragment}`;
}

function filesOf({ certificate, key, ca, passphrase }: CurlLine): AddressFiles {
  return { certificate, key, ca, passphrase: passphrase === null ? null : new Secret(passphrase) };
}

function curlNotes({ insecure, certificate, key, ca }: CurlLine): AddressNote[] {
  const message = 'curl -k was not taken over: certificates are verified';
  const files = [
    ['clientCertificate', certificate],
    ['clientCertificate', key],
    ['ca', ca],
  ] as const;
  return [
    ...(insecure ? [{ code: 'config/insecure-option', setting: null, message } as const] : []),
    ...files.flatMap(([setting, file]) => {
      if (file === null) return [];
      const here = `the file ${quote(file)} has to be given here`;
      return [{ code: 'config/file-elsewhere', setting, message: here } as const];
    }),
  ];
}
