import { parseProxies, withProfile } from '../config/proxies-file.ts';
import { isSealed, storedPasswords } from '../config/proxies-sealed.ts';
import { proxyUrl } from '../config/proxy-url.ts';
import { profileNamed } from '../config/route.ts';
import { textOf } from '../config/text-file.ts';
import type { Proxies, ProxyProfile } from '../feed/proxy.ts';
import { replaceFile } from '../host/atomic-file.ts';
import type { SourceView } from '../service/service.ts';
import type { Context } from './context.ts';

/** The file of profiles of the data directory, as it is: passwords are encrypted there, and cannot be used. */
export interface ProxiesFile {
  readonly path: string;
  readonly text: string;
  readonly proxies: Proxies;
}

/** @throws Failure `config/file-bad` */
export function proxiesOf({ environment, globals }: Context): ProxiesFile {
  const path = environment.files(globals.data, undefined).paths.proxies;
  const text = textOf(path);
  return { path, text, proxies: parseProxies({ name: path, text }) };
}

/**
 * Writes the file anew, whole or not at all, its passwords encrypted; the next poll goes by it.
 * @throws Failure `config/file-bad`, `secret/*` before anything is written
 */
export async function writeProxies(
  context: Context,
  { path }: Pick<ProxiesFile, 'path'>,
  text: string,
): Promise<Proxies> {
  parseProxies({ name: path, text });
  const sealed = storedPasswords(text).length === 0 ? text : await (await context.service()).sealProxies(text);
  const proxies = parseProxies({ name: path, text: sealed });
  replaceFile(path, sealed);
  return proxies;
}

/** A profile whose password can be used. @throws Failure `config/file-bad`, `config/proxy-unknown`, `secret/*` */
export async function usableProfile(context: Context, name: string): Promise<ProxyProfile> {
  const { path, proxies } = proxiesOf(context);
  const profile = profileNamed(proxies, name);
  if (!isSealed(profile.password?.reveal() ?? '')) return profile;
  const text = await (await context.service()).openProxies(withProfile('', profile));
  return profileNamed(parseProxies({ name: path, text }), name);
}

/** A profile for every eye. */
export function profileView(profile: ProxyProfile, proxies: Proxies): object {
  const { user, password, noProxy, ca, kind, host, port } = profile;
  return {
    name: profile.profile,
    url: proxyUrl(profile),
    kind,
    host,
    port,
    user,
    password: password === null ? null : '***',
    noProxy,
    ca: ca !== null,
    default: proxies.default === profile.profile,
  };
}

/** The names of the sources that go by a profile, because they name it or it is the default. */
export function usersOf(name: string, sources: readonly SourceView[]): readonly string[] {
  return sources.filter(({ proxy }) => proxy.profile === name).map((source) => source.name);
}
