import type { JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { formatDuration as shortDuration } from '../config/duration.ts';
import type { JsonObject } from '../service/service.ts';
import { isObject, plainText } from './json-value.ts';

/** Whether a setting is as if it were not there. */
export function saysNothing(value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === false;
}

/** Settings in milliseconds. */
const durations = new Set(['ms', 'age', 'segment', 'reconcile', 'overlap', 'connect', 'firstByte', 'stall', 'request']);

/** A setting in the words of the command line. */
export function settingText(name: string, value: JsonValue): string {
  if (typeof value === 'number' && durations.has(name)) return shortDuration(value);
  if (typeof value === 'string') return value.includes('-----BEGIN') ? 'PEM' : safeText(value, 300);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => settingText(name, item)).join(', ');
  return isObject(value) ? objectText(name, value) : '';
}

function objectText(name: string, value: JsonObject): string {
  if (value['kind'] === 'profile') return `profile ${settingText('name', value['name'] ?? null)}`;
  if (name === 'proxy' && value['host'] !== undefined) return proxyText(value);
  return Object.entries(value)
    .filter(([, inner]) => !saysNothing(inner))
    .map(([inner, content]) => {
      if (inner === 'kind') return settingText(inner, content);
      return inner === 'ms' || inner === 'expression'
        ? ` ${settingText(inner, content)}`
        : `, ${safeText(inner)} ${settingText(inner, content)}`;
    })
    .join('')
    .replace(/^, /, '');
}

/** `http://gw1@proxy.example:3128, password ***`: the address as it is typed, then what else there is. */
function proxyText({ kind, host, port, user, ...more }: JsonObject): string {
  const login = typeof user === 'string' ? `${user}@` : '';
  const name = plainText(host ?? '');
  const url = `${plainText(kind)}://${login}${name.includes(':') ? `[${name}]` : name}:${plainText(port)}`;
  const rest = Object.entries(more).filter(([, content]) => !saysNothing(content));
  return [safeText(url, 300), ...rest.map(([each, content]) => `${safeText(each)} ${settingText(each, content)}`)].join(
    ', ',
  );
}
