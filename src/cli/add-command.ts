import { takeApart } from '../config/take-apart.ts';
import { eachOf, type Credential } from '../feed/credentials.ts';
import type { JsonObject } from '../service/service.ts';
import type { Given } from './command.ts';
import { flagsOf } from './setting-flags.ts';
import { shellWord } from './shell.ts';
import { sourceOptions } from './source-options.ts';

/** What is to be added, or tried. */
export interface Addition {
  /** `null` for what is only tried. */
  readonly name: string | null;
  /** Of the poll service. */
  readonly url: string;
  readonly settings: JsonObject;
  /** Options as they are typed, in place of those of their names that were. */
  readonly options?: string;
}

/** Said by the address. */
const inAddress: ReadonlySet<string> = new Set(['host', 'port', 'path', 'https', 'noHttps']);

/**
 * The `feedgate source add` line for an address that was tried, or that which tries it anew: with the options that were typed, and those that say
 * what was found. Secrets stand on no command line: where the address held one, the option asks for it.
 */
export function addCommand(given: Given, pasted: string, { name, url, settings, options = '' }: Addition): string {
  const found = flagsOf(settings).flatMap(({ setting, flag }) =>
    flag === null || inAddress.has(setting) ? [] : [{ option: flag.split(' ', 1)[0] ?? '', flag }],
  );
  const changed = optionsIn(options);
  const told = new Set([...found, ...changed].map(({ option }) => option));
  const typed = typedFlags(given).filter(({ option }) => !told.has(option));
  const flags = [...found, ...typed, ...changed].map(({ flag }) => flag);
  const login = loginFlags(pasted).filter(({ option }) => !typed.some((each) => each.option === option));
  return [
    name === null ? 'feedgate source test' : `feedgate source add ${shellWord(name, 'NAME')}`,
    shellWord(url, 'URL'),
    ...flags,
    ...login.map(({ flag }) => flag),
  ].join(' ');
}

/** A name for a source that has none, from what it reads: the collection's name or title. */
export function nameFor(collection: string): string {
  const plain = collection.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return plain.replace(/^-+|-+$/g, '').slice(0, 64) || 'NAME';
}

/** The address with the parts that a change replaces. */
export function movedUrl(address: string, { path, port, https }: JsonObject): string {
  const url = new URL(address);
  if (typeof https === 'boolean') url.protocol = https ? 'https:' : 'http:';
  if (typeof port === 'number') url.port = String(port);
  return `${url.origin}${typeof path === 'string' ? path : url.pathname + url.search}`;
}

interface Flag {
  readonly option: string;
  readonly flag: string;
}

/** The options as they were typed; none of them takes a secret. */
function typedFlags(given: Given): Flag[] {
  return sourceOptions.flatMap(({ flags, text }) => {
    const [option = ''] = flags.split(' ');
    if (inAddress.has(text)) return [];
    const name = camel(option.replace(/^--(?:no-)?/, ''));
    if (option.startsWith('--no-')) return given.off(name) ? [{ option, flag: option }] : [];
    if (given.on(name)) return [{ option, flag: option }];
    const values = given.texts(name) ?? [given.text(name)];
    return values.flatMap((value) =>
      value === undefined ? [] : [{ option, flag: `${option} ${shellWord(value, 'VALUE')}` }],
    );
  });
}

/** `--ca FILE --no-proxy` one by one. */
function optionsIn(text: string): Flag[] {
  return text
    .split(/ (?=--)/)
    .filter((flag) => flag !== '')
    .map((flag) => ({ option: flag.split(' ', 1)[0] ?? '', flag }));
}

function camel(option: string): string {
  return option.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The option that asks for the credentials which the pasted address or curl line held. */
function loginFlags(pasted: string): Flag[] {
  const { credentials } = takeApart(pasted);
  return credentials === null ? [] : eachOf(credentials).flatMap((way) => loginFlag(way));
}

function loginFlag(way: Credential): Flag[] {
  switch (way.kind) {
    case 'basic':
      return [{ option: '--user', flag: `--user ${shellWord(way.user, 'NAME')}` }];
    case 'header':
      return [{ option: '--header', flag: `--header ${shellWord(way.name, 'NAME')}` }];
    case 'query':
      return [{ option: '--query', flag: `--query ${shellWord(way.name, 'NAME')}` }];
    case 'bearer':
      return [{ option: '--bearer-file', flag: '--bearer-file FILE' }];
    // No address and no curl line says these.
    case 'oauth2':
    case 'login':
      return [];
  }
}
