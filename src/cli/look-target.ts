import { resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { quote } from '../base/text.ts';
import { parseProxyUrl } from '../config/proxy-url.ts';
import { profileNamed } from '../config/route.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { LookTarget } from '../probe/look.ts';
import type { Given, OptionSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { proxiesOf } from './proxy-file.ts';

export const viaOption: OptionSpec = { flags: '--via <proxy>', text: 'via' };
export const caOption: OptionSpec = { flags: '--ca <file>', text: 'lookCa', completes: 'file' };

/** `HOST:PORT`, `[::1]:443`, a URL, or a host alone, whose port is 443. @throws Failure `usage/bad-value` */
export async function lookGiven(context: Context, given: Given, text: string): Promise<LookTarget> {
  const { environment } = context;
  const via = given.text('via');
  const file = given.text('ca');
  return {
    ...placeGiven(context, text),
    proxy: via === undefined ? null : proxyGiven(context, via),
    ca: file === undefined ? null : await readFile(resolve(environment.cwd, file), 'utf8'),
  };
}

/** A proxy by its address, or by the name of its profile. @throws Failure `config/proxy-unknown`, `config/proxy-url-bad`. */
function proxyGiven(context: Context, via: string): ProxySettings {
  return via.includes('://') ? parseProxyUrl(via) : profileNamed(proxiesOf(context).proxies, via);
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
