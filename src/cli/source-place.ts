import type { Evidence, JsonValue } from '../base/failure.ts';
import type { JsonObject } from '../service/service.ts';
import { isObject, plainText } from './json-value.ts';

/** What is known of a source without its evidence. */
export interface Placed {
  /** `null` for an address that is no source. */
  readonly settings: JsonObject | null;
  readonly url?: string;
}

/** Where a source is polled, for texts whose evidence does not say: `url`, `collection`, `proxy` and how it is spoken to. */
export function placeOf({ settings, url }: Placed): Evidence {
  const { collection, proxy } = settings ?? {};
  const at = url ?? urlOf(settings ?? {});
  return {
    ...(at === null ? {} : { url: at }),
    ...(typeof collection === 'string' ? { collection } : {}),
    ...(isObject(proxy) && proxy['host'] !== undefined
      ? { proxy: authority(proxy), proxyScheme: plainText(proxy['kind']) }
      : {}),
    ...(isObject(proxy) && proxy['kind'] === 'profile' ? { profile: plainText(proxy['name']) } : {}),
    ...whoOf(settings?.['credentials']),
  };
}

/** Who a source says that it is: a user, or a client of OAuth 2. */
function whoOf(credentials: JsonValue | undefined): Evidence {
  if (!isObject(credentials)) return {};
  const { of = [credentials] } = credentials;
  const ways = Array.isArray(of) ? of.filter(isObject) : [];
  const said = (name: string) => ways.map((way) => way[name]).find((value) => typeof value === 'string');
  const [user, client] = [said('user'), said('clientId')];
  return { ...(user === undefined ? {} : { user }), ...(client === undefined ? {} : { client }) };
}

function urlOf(settings: JsonObject): string | null {
  const { host, port, https, path } = settings;
  if (typeof host !== 'string' || typeof port !== 'number') return null;
  if (host === '') return typeof path === 'string' ? `file://${path}` : null;
  const scheme = https === true ? 'https' : 'http';
  return URL.parse(`${scheme}://${authority({ host, port })}${typeof path === 'string' ? path : '/'}`)?.href ?? null;
}

function authority({ host, port }: JsonObject): string {
  const name = typeof host === 'string' ? host : '';
  return `${name.includes(':') ? `[${name}]` : name}:${typeof port === 'number' ? port : ''}`;
}
