import type { JsonValue } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import type { SourceSettings } from '../feed/source.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** The settings as JSON for every eye: secrets are `***`, durations are milliseconds. */
export function publicSettings(settings: SourceSettings): JsonObject {
  return plainObject(settings, () => '***');
}

/** Settings, or a part of them, as JSON with their secrets in clear: for the store, and to be checked again. */
export function inClear(settings: object): JsonObject {
  return plainObject(settings, (secret) => secret.reveal());
}

type Show = (secret: Secret<unknown>) => unknown;

function plainObject(value: object, show: Show): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, show)]));
}

function plain(value: unknown, show: Show): JsonValue {
  if (value instanceof Secret) return String(show(value));
  if (Array.isArray(value)) return value.map((each) => plain(each, show));
  if (typeof value === 'object' && value !== null) return plainObject(value, show);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
