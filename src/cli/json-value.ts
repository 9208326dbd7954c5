import type { Evidence, JsonValue } from '../base/failure.ts';

/** The value as text: a text as it is, nothing for nothing, what has parts as JSON. */
export function plainText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function isObject(value: JsonValue | undefined): value is Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
