import type { Evidence } from '../base/failure.ts';
import type { JsonObject } from '../service/service.ts';

/** What settings say of where a source is polled, for what evidence does not name: `url`, `collection`, `proxy`. */
export function placeOf(settings: JsonObject): Evidence {
  const { host, port, https, path, collection, proxy } = settings;
  const place: Record<string, string> = {};
  if (typeof host === 'string' && typeof port === 'number') {
    const implied = port === (https === true ? 443 : 80);
    const name = host.includes(':') ? `[${host}]` : host;
    const at = typeof path === 'string' ? path : '/';
    place['url'] = `${https === true ? 'https' : 'http'}://${name}${implied ? '' : `:${port}`}${at}`;
  }
  if (typeof collection === 'string') place['collection'] = collection;
  if (typeof proxy === 'object' && proxy !== null && 'host' in proxy)
    place['proxy'] = `${proxy['host']}:${proxy['port']}`;
  return place;
}
