import type { Failure } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { quote } from '../base/text.ts';
import type { Proxies, ProxyChoice, ProxyProfile, ProxySettings } from '../feed/proxy.ts';
import type { RoutedSource, SourceSettings } from '../feed/source.ts';
import { fail } from './conditions.ts';

/** Where a source's proxy comes from: its own setting, or the node's default. */
export type RouteOrigin = 'own' | 'profile' | 'default' | 'none';

/** The way of a source. */
export interface Route {
  /** `null`: directly. */
  readonly proxy: ProxySettings | null;
  readonly from: RouteOrigin;
}

/**
 * The way that a choice amounts to. `proxies` is asked only where it matters.
 * @throws Failure `config/proxy-unknown`, and what `proxies` throws.
 */
export function routeOf(choice: ProxyChoice, proxies: () => Proxies): Route {
  if (choice === 'none') return { proxy: null, from: 'none' };
  if (choice === 'default') {
    const known = proxies();
    return { proxy: known.default === null ? null : profileNamed(known, known.default), from: 'default' };
  }
  if (choice.kind !== 'profile') return { proxy: choice, from: 'own' };
  return { proxy: profileNamed(proxies(), choice.name), from: 'profile' };
}

/**
 * The way of a source. What is in a file of this machine needs none; and a server on this machine is not reached by a
 * proxy elsewhere, so the default is not for it. @throws what `routeOf` throws.
 */
export function sourceRoute({ proxy, host }: Pick<SourceSettings, 'proxy' | 'host'>, proxies: () => Proxies): Route {
  if (host === '') return routeOf('none', proxies);
  return proxy === 'default' && isHere(host) ? { proxy: null, from: 'default' } : routeOf(proxy, proxies);
}

/** Loopback, and the names that RFC 6761 §6.3 has for it. */
function isHere(host: string): boolean {
  return /^(?:127(?:\.\d+){3}|::1|(?:.+\.)?localhost)$/i.test(host);
}

/** A source with its proxy found. @throws what `routeOf` throws. */
export function routed(settings: SourceSettings, proxies: () => Proxies): RoutedSource {
  return { ...settings, proxy: sourceRoute(settings, proxies).proxy ?? 'none' };
}

/** The profile of a name. @throws Failure `config/proxy-unknown` with the nearest. */
export function profileNamed({ profiles }: Proxies, name: string): ProxyProfile {
  const found = profiles.find(({ profile }) => profile === name);
  if (found !== undefined) return found;
  const names = profiles.map(({ profile }) => profile);
  const near = nearest(name, names);
  const there = names.length === 0 ? 'there are none' : `there are: ${names.slice(0, 20).join(', ')}`;
  const message = `there is no proxy profile ${quote(name, 64)}; ${there}. An address is written http://host:port`;
  throw fail('config/proxy-unknown', message, {
    evidence: { profile: name, profiles: names.slice(0, 100), ...(near === undefined ? {} : { nearest: near }) },
  });
}

/** Why a profile may not go: sources go by it. */
export function inUse(name: string, sources: readonly string[]): Failure {
  const shown = sources
    .slice(0, 10)
    .map((source) => quote(source, 64))
    .join(', ');
  const more = sources.length > 10 ? ` and ${sources.length - 10} more` : '';
  return fail('config/proxy-in-use', `proxy profile ${quote(name, 64)} is used by ${shown}${more}`, {
    evidence: { profile: name, sources: sources.slice(0, 100), source: sources[0] ?? '' },
  });
}
