import { parseProxies } from '../config/proxies-file.ts';
import { proxyUrl } from '../config/proxy-url.ts';
import { textOf } from '../config/text-file.ts';
import type { Proxies, ProxyProfile } from '../feed/proxy.ts';
import { replaceFile } from '../host/atomic-file.ts';
import type { SourceView } from '../service/service.ts';
import type { Context } from './context.ts';

/** The file of profiles of the data directory, as it is. */
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

/** Writes the file anew, whole or not at all; the next poll goes by it. @throws Failure `config/file-bad` before anything is written */
export function writeProxies({ path }: Pick<ProxiesFile, 'path'>, text: string): Proxies {
  const proxies = parseProxies({ name: path, text });
  replaceFile(path, text);
  return proxies;
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
