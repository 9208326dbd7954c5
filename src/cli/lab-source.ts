import type { JsonValue } from '../base/failure.ts';
import type { OpenExercise } from '../lab/exercise.ts';
import type { Scratch } from '../lab/scratch.ts';
import type { JsonObject } from '../service/service.ts';
import { isObject, plainText } from './json-value.ts';
import { shellWord } from './shell.ts';

/** Settings that are one option each. */
const options: Readonly<Record<string, string>> = {
  kind: '--kind',
  host: '--host',
  port: '--port',
  path: '--path',
  collection: '--collection',
  collectionType: '--collection-type',
  subscription: '--subscription',
  taxiiVersion: '--taxii-version',
  tlsMinimum: '--tls-minimum',
  pin: '--pin',
  age: '--age',
  segment: '--segment',
  attempts: '--attempts',
};

const timeouts: Readonly<Record<string, string>> = {
  connect: '--timeout-connect',
  firstByte: '--timeout-first-byte',
  stall: '--timeout-stall',
  request: '--timeout-request',
};

/** Adds and polls a practice source: words of commands. */
export interface SourceCommands {
  readonly add: readonly string[];
  readonly poll: readonly string[];
  readonly test: readonly string[];
  readonly remove: readonly string[];
}

/**
 * The commands that try an exercise; certificates and secrets go into files of the scratch directory, since no command
 * line takes them. Where the fault is only met with another environment, the data directory is the scratch directory:
 * a daemon that runs would not meet it.
 */
export function sourceCommands(name: string, exercise: OpenExercise, scratch: Scratch): SourceCommands {
  const words = Object.entries(exercise.settings).flatMap(([setting, value]) => wordsOf(setting, value, scratch));
  const apart = exercise.inside.length > 0 || Object.keys(exercise.environment).length > 0;
  const data = apart ? ['--data', scratch.path] : [];
  return {
    add: ['source', 'add', name, ...words, ...data],
    poll: ['poll', name, ...data],
    test: ['source', 'test', name, ...data],
    remove: ['source', 'remove', name, '--yes', ...data],
  };
}

/** A command as it can be typed, with all that it needs to meet the fault. */
export function typedLine(words: readonly string[], { environment, inside }: OpenExercise): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${shellWord(value, 'VALUE')}`);
  return [...variables, ...inside, 'feedgate', ...words]
    .map((word) => (word.includes('=') ? word : shellWord(word, word)))
    .join(' ');
}

/** Settings that are written in ways of their own. */
const written: Readonly<Record<string, (value: JsonValue, scratch: Scratch) => string[]>> = {
  https: (value) => [value === true ? '--https' : '--no-https'],
  allowPrivate: (value) => [value === true ? '--allow-private' : '--no-allow-private'],
  timeouts: (value) => (isObject(value) ? timeoutWords(value) : []),
  list: (value) => (isObject(value) ? listWords(value) : []),
  misp: (value) => (isObject(value) ? ['--misp-form', plainText(value['form'] ?? 'feed')] : []),
  ca: (value, scratch) => ['--ca', scratch.write('ca.pem', plainText(value))],
  clientCertificate: (value, scratch) => (isObject(value) ? clientWords(value, scratch) : []),
  credentials: (value, scratch) => (isObject(value) ? credentialWords(value, scratch) : []),
  proxy: (value, scratch) => (isObject(value) ? proxyWords(value, scratch) : ['--proxy', plainText(value)]),
};

function wordsOf(setting: string, value: JsonValue, scratch: Scratch): string[] {
  if (value === null) return [];
  const option = options[setting];
  return option === undefined ? (written[setting]?.(value, scratch) ?? []) : [option, plainText(value)];
}

function timeoutWords(value: JsonObject): string[] {
  return Object.entries(value).flatMap(([name, limit]) => {
    const option = timeouts[name];
    return option === undefined ? [] : [option, plainText(limit)];
  });
}

function listWords({ format, columns = {} }: JsonObject): string[] {
  const named = Object.entries(isObject(columns) ? columns : {}).map(
    ([name, column]) => `${name}=${plainText(column)}`,
  );
  return [
    ...(format === undefined ? [] : ['--list-format', plainText(format)]),
    ...(named.length === 0 ? [] : ['--list-columns', named.join(',')]),
  ];
}

function clientWords({ certificate, key, passphrase = null }: JsonObject, scratch: Scratch): string[] {
  const pair = [
    '--client-cert',
    scratch.write('client.pem', plainText(certificate)),
    '--client-key',
    scratch.write('client.key', plainText(key)),
  ];
  return passphrase === null
    ? pair
    : [...pair, '--client-key-passphrase-file', scratch.write('passphrase', plainText(passphrase))];
}

function credentialWords(credentials: JsonObject, scratch: Scratch): string[] {
  const { of = [credentials] } = credentials;
  const ways = Array.isArray(of) ? of : [];
  return ways.flatMap((way) => (isObject(way) ? wayWords(way, scratch) : []));
}

function wayWords(way: JsonObject, scratch: Scratch): string[] {
  const { kind, url, clientId, clientSecret, secretIn, scope, audience } = way;
  if (kind === 'login') return ['--login-url', plainText(url), ...wayWords({ ...way, kind: 'basic' }, scratch)];
  if (kind !== 'oauth2') return plainWords(way, scratch);
  const more = Object.entries({ 'secret-in': secretIn, scope, audience });
  return [
    '--oauth-url',
    plainText(url),
    '--oauth-client',
    plainText(clientId),
    '--oauth-secret-file',
    scratch.write('oauth-secret', plainText(clientSecret)),
    ...more.flatMap(([name, value]) => (value === undefined ? [] : [`--oauth-${name}`, plainText(value)])),
  ];
}

function plainWords({ kind, user, password, name, value, token }: JsonObject, scratch: Scratch): string[] {
  if (kind === 'header' || kind === 'query')
    return [`--${kind}`, plainText(name), `--${kind}-file`, scratch.write(kind, plainText(value))];
  if (kind === 'bearer') return ['--bearer-file', scratch.write('bearer', plainText(token))];
  if (kind !== 'basic') return [];
  const secret = plainText(password);
  const file = secret === '' ? ['--no-password'] : ['--password-file', scratch.write('password', secret)];
  return ['--user', plainText(user), ...file];
}

function proxyWords(
  { kind, host, port, user = null, password = null, noProxy }: JsonObject,
  scratch: Scratch,
): string[] {
  const login = typeof user === 'string' ? `${encodeURIComponent(user)}@` : '';
  const words = ['--proxy', `${plainText(kind)}://${login}${plainText(host)}:${plainText(port)}`];
  if (password !== null) words.push('--proxy-password-file', scratch.write('proxy-password', plainText(password)));
  if (Array.isArray(noProxy) && noProxy.length > 0) words.push('--proxy-except', noProxy.map(String).join(','));
  return words;
}
