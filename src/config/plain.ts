import type { JsonValue } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import type { SourceSettings } from '../feed/source.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** The settings as JSON for every eye: secrets are `***`, durations are milliseconds. */
export function publicSettings(settings: SourceSettings): JsonObject {
  return plainObject(settings, { show: () => '***' });
}

/** Settings, or a part of them, as JSON with their secrets in clear: to be checked again, or written to a file. @throws Failure `secret/*` */
export function inClear(settings: object): JsonObject {
  return plainObject(settings, { show: (secret) => secret.reveal() });
}

/** The settings as JSON, each secret as `show` gives it with its path: `credentials.password`. */
export function withSecrets(settings: SourceSettings, show: (secret: Secret, path: string) => JsonValue): JsonObject {
  return plainObject(settings, { show });
}

interface Shown {
  show(secret: Secret, path: string): JsonValue;
}

function plainObject(value: object, shown: Shown, path = ''): JsonObject {
  const inside = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, shown, inside(key))]));
}

function plain(value: unknown, shown: Shown, path: string): JsonValue {
  if (value instanceof Secret) return shown.show(value, path);
  if (Array.isArray(value)) return value.map((each, at) => plain(each, shown, `${path}.${at}`));
  if (typeof value === 'object' && value !== null) return plainObject(value, shown, path);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
