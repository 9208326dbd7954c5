import { asFailure, type FailureRecord } from '../base/failure.ts';
import { proxyUrl } from '../config/proxy-url.ts';
import type { RouteOrigin } from '../config/route.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SettingsRules } from './local.ts';

/** The way of a source as it is now, and who says so. */
export interface ProxyView {
  /** `own`: an address of its own; `profile`: one that it names; `default`: the node's; `none`: it says none. */
  readonly from: RouteOrigin;
  /** The profile; `null` where there is none in it. */
  readonly profile: string | null;
  /** `http://host:port`; `null` for a source that goes directly. */
  readonly url: string | null;
  /** The source's host is in the no-proxy list, so it goes directly all the same. */
  readonly bypassed: boolean;
  /** Why no way can be found; `null` where one was. */
  readonly failure: FailureRecord | null;
}

/** The way of a source; where none can be found, why not. */
export function proxyView(settings: SourceSettings, rules: Pick<SettingsRules, 'route' | 'bypasses'>): ProxyView {
  const { proxy: choice, host } = settings;
  try {
    const { proxy, from } = rules.route(settings);
    return {
      from,
      profile: proxy?.profile ?? null,
      url: proxy === null ? null : proxyUrl(proxy),
      bypassed: proxy !== null && rules.bypasses(host, proxy.noProxy),
      failure: null,
    };
  } catch (error) {
    const named = typeof choice === 'object' && choice.kind === 'profile';
    const failure = asFailure(error, `the proxy of "${settings.name}"`).toJSON();
    return {
      from: named ? 'profile' : 'default',
      profile: named ? choice.name : null,
      url: null,
      bypassed: false,
      failure,
    };
  }
}
