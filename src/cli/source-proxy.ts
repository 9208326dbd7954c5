import type { JsonValue } from '../base/failure.ts';
import { inClear } from '../config/plain.ts';
import { parseProxyChoice } from '../config/proxy-url.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { JsonObject } from '../service/service.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { isObject } from './json-value.ts';

/**
 * The setting `proxy` that the options ask for: `default`, `none`, a profile by its name, or an address; nothing where
 * they say nothing of it. Of a source that is there, a password or exceptions alone change its own address.
 * @throws Failure `config/proxy-url-bad`, `usage/*`.
 */
export async function proxySetting(
  context: Context,
  given: Given,
  before: Before | null,
): Promise<Record<string, JsonValue>> {
  const { texts } = context;
  const said = given.text('proxy');
  const extra = extraOf(given);
  if (said === undefined) {
    if (extra === null) return {};
    if (before === null) throw fail('usage/missing-argument', texts.usage.needs(extra, '--proxy URL'));
    return { proxy: await partOfProxy(context, given, before) };
  }
  const choice = parseProxyChoice(said);
  if (typeof choice !== 'string' && choice.kind !== 'profile') return { proxy: await ownProxy(context, given, choice) };
  if (extra !== null) throw fail('usage/conflicting-options', texts.usage.conflict(`--proxy ${said}`, extra));
  return { proxy: typeof choice === 'string' ? choice : inClear(choice) };
}

/** An option that has a meaning with an address alone. */
function extraOf(given: Given): string | null {
  if (given.text('proxyPasswordFile') !== undefined) return '--proxy-password-file';
  return given.text('proxyExcept') === undefined ? null : '--proxy-except';
}

/** The settings that a source has. */
export type Before = () => Promise<JsonObject>;

async function partOfProxy({ environment }: Context, given: Given, before: Before): Promise<JsonObject> {
  const except = given.text('proxyExcept');
  const file = given.text('proxyPasswordFile');
  const { proxy } = except?.startsWith('+') === true ? await before() : {};
  const known = isObject(proxy) && Array.isArray(proxy['noProxy']) ? proxy['noProxy'].map(String) : [];
  return {
    ...(file === undefined ? {} : { password: await environment.readSecretFile(file) }),
    ...(except === undefined ? {} : { noProxy: exceptions(except, known) }),
  };
}

/** Hosts that are reached directly; those that begin with `+` are added to what is known, `none` is none. */
export function exceptions(text: string, known: readonly string[]): string[] {
  const listed = text === 'none' ? [] : commaList(text);
  const isMore = listed.length > 0 && listed.every((item) => item.startsWith('+'));
  return isMore ? [...new Set([...known, ...listed.map((item) => item.slice(1))])] : listed;
}

async function ownProxy({ environment, texts }: Context, given: Given, proxy: ProxySettings): Promise<JsonObject> {
  if (proxy.password !== null) throw fail('usage/secret-on-command-line', texts.usage.secret('--proxy-password-file'));
  const file = given.text('proxyPasswordFile');
  const password = file === undefined ? null : await environment.readSecretFile(file);
  return { ...inClear(proxy), password, noProxy: exceptions(given.text('proxyExcept') ?? '', []) };
}

/** What stands between commas. */
export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
