import { parseProxyUrl } from '../config/proxy-url.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import { bypassesProxy } from '../net/no-proxy.ts';
import { authority } from '../net/target.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** How many sources go another way than curl and Python would, that heed the environment. */
export interface EnvironmentWays {
  /** They go directly. */
  readonly direct: number;
  /** They go by another proxy. */
  readonly elsewhere: number;
}

/** Compares the way of each source with the one that the environment names for it; where it names none, nothing differs. */
export function environmentWays(
  env: Env,
  sources: readonly Pick<RoutedSource, 'host' | 'https' | 'proxy'>[],
): EnvironmentWays {
  const ways = sources.flatMap((source) => {
    const named = namedFor(env, source);
    const own = wayOf(source);
    return named === null || named === own ? [] : [own];
  });
  const direct = ways.filter((way) => way === null).length;
  return { direct, elsewhere: ways.length - direct };
}

/** `host:port` of the proxy that is dialled. */
function wayOf(source: Pick<RoutedSource, 'host' | 'proxy'>): string | null {
  const proxy = proxyOf(source);
  return proxy === null || bypassesProxy(source.host, proxy.noProxy) ? null : authority(proxy.host, proxy.port);
}

/** What the environment names for a source, as curl reads it; what cannot be read stands for a proxy all the same. */
function namedFor(env: Env, { host, https }: Pick<RoutedSource, 'host' | 'https'>): string | null {
  const named = variable(env, https ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? variable(env, 'ALL_PROXY');
  const except = (variable(env, 'NO_PROXY') ?? '').split(/[\s,]+/).flatMap((entry) => [entry, `.${entry}`]);
  if (
    named === undefined ||
    host === '' ||
    bypassesProxy(
      host,
      except.filter((entry) => !/^\.*$/.test(entry)),
    )
  )
    return null;
  try {
    const proxy = parseProxyUrl(named.includes('://') ? named : `http://${named}`);
    return authority(proxy.host, proxy.port);
  } catch {
    return '?';
  }
}

function variable(env: Env, name: string): string | undefined {
  const value = env[name] ?? env[name.toLowerCase()];
  return value === '' ? undefined : value;
}
