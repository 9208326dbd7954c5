import type { JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { formatDuration as shortDuration } from '../config/duration.ts';
import { isObject } from './json-value.ts';

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
  if (isObject(value) && value['kind'] === 'profile') return `profile ${settingText('name', value['name'] ?? null)}`;
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
