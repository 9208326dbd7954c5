import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { parseProxyUrl } from '../config/proxy-url.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { LookTarget } from '../probe/look.ts';
import type { Given, OptionSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { plainText } from './json-value.ts';
import { usableProfile } from './proxy-file.ts';
import type { SourceView } from '../service/service.ts';

export const viaOption: OptionSpec = { flags: '--via <proxy>', text: 'via' };
export const caOption: OptionSpec = { flags: '--ca <file>', text: 'lookCa', completes: 'file' };

/** What is to be looked at, and the source that was named; `null` where a place was. */
export interface Looking {
  readonly target: LookTarget;
  readonly source: string | null;
}

/**
 * A source by its name, seen as its polls see it; or `HOST:PORT`, `[::1]:443`, a URL, or a host alone, whose port is
 * 443. @throws Failure `usage/bad-value`
 */
export async function lookGiven(context: Context, given: Given, text: string): Promise<Looking> {
  const { environment } = context;
  const via = given.text('via');
  const file = given.text('ca');
  const source = await sourceNamed(context, text);
  const target =
    source === null ? { ...placeGiven(context, text), proxy: null, ca: null } : await seenBy(context, source);
  return {
    source: source?.name ?? null,
    target: {
      ...target,
      ...(via === undefined ? {} : { proxy: await proxyGiven(context, via) }),
      ...(file === undefined ? {} : { ca: await readFile(resolve(environment.cwd, file), 'utf8') }),
    },
  };
}

/** The source that a text names; `null` where none does, or where nobody has made any yet. */
async function sourceNamed(context: Context, text: string): Promise<SourceView | null> {
  const { environment, globals } = context;
  // To look at a port is no reason to make a data directory.
  if (/[:/]/.test(text) || !existsSync(environment.files(globals.data, undefined).paths.root)) return null;
  try {
    return await (await context.service()).getSource(text);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

/** The way and the trust of a source; the password of a proxy of its own is told to nobody, and is left out. */
async function seenBy(
  context: Context,
  { settings, proxy: { profile, url, bypassed } }: SourceView,
): Promise<LookTarget> {
  const { host, port, ca, systemCa } = settings;
  const proxy = profile === null ? (url === null ? null : parseProxyUrl(url)) : await proxyGiven(context, profile);
  return {
    host: plainText(host ?? ''),
    port: typeof port === 'number' ? port : 443,
    ca: typeof ca === 'string' ? ca : null,
    systemCa: systemCa !== false,
    proxy: bypassed ? null : proxy,
  };
}

/** A proxy by its address, or by the name of its profile. @throws Failure `config/proxy-unknown`, `config/proxy-url-bad`, `secret/*`. */
async function proxyGiven(context: Context, via: string): Promise<ProxySettings> {
  return via.includes('://') ? parseProxyUrl(via) : usableProfile(context, via);
}

/** Host and port of `HOST:PORT`, `[::1]:443`, a URL, or a host alone, whose port is 443. @throws Failure `usage/bad-value` */
export function placeGiven({ texts }: Context, text: string): { readonly host: string; readonly port: number } {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.hostname === '') throw fail('usage/bad-value', texts.look.notAPlace(quote(text)));
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port),
  };
}
