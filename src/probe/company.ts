import { proxyOf, type ProxySettings } from '../feed/proxy.ts';
import type { RoutedSource, SourceSettings } from '../feed/source.ts';
import { sameHost, type Canary } from './round.ts';

/** Another source, and when it last succeeded, milliseconds since 1970. */
export interface Companion {
  readonly settings: RoutedSource;
  readonly lastSuccessAt: number | null;
}

/**
 * The host of the source that succeeded last, for "this port, elsewhere": another host, reached without a proxy, and
 * on the same side of the border, for a host of the local network tells nothing of the way out. `null` where none is.
 */
export function canaryAmong(companions: readonly Companion[], of: SourceSettings): Canary | null {
  const best = companions
    .filter(
      ({ settings, lastSuccessAt }) =>
        lastSuccessAt !== null && settings.proxy === 'none' && settings.allowPrivate === of.allowPrivate,
    )
    .filter(({ settings }) => !sameHost(settings, of))
    .sort((a, b) => (b.lastSuccessAt ?? 0) - (a.lastSuccessAt ?? 0))[0];
  if (best === undefined) return null;
  const { host, port, https, allowPrivate } = best.settings;
  return { host, port, https, allowPrivate };
}

/** A proxy of this site: that of the source that succeeded last through one; `null` where none did. */
export function proxyAmong(companions: readonly Companion[]): ProxySettings | null {
  const best = companions
    .filter(({ settings, lastSuccessAt }) => lastSuccessAt !== null && settings.proxy !== 'none')
    .sort((a, b) => (b.lastSuccessAt ?? 0) - (a.lastSuccessAt ?? 0))[0];
  return best === undefined ? null : proxyOf(best.settings);
}
