import type { Taxii2 } from './seen.ts';

/** Entries of a list that are kept. */
const most = 500;

type Json = Readonly<Record<string, unknown>>;

/**
 * What an answer says of TAXII 2, by its media type or by its shape (TAXII 2.1 §4.1, §4.2, §5.1, §3.6); `null` where
 * it is none. `asked` is the version where the answer names none.
 */
export function readTaxii2(contentType: string | null, text: string, asked: Taxii2['version']): Taxii2 | null {
  const type = (contentType ?? '').toLowerCase();
  const named = /application\/(?:vnd\.oasis\.)?(?:taxii|stix)\+json/.test(type);
  const body = parsed(text);
  if (body === null) return null;
  const kind = kindOf(body);
  if (kind === null || (!named && kind === 'objects')) return null;
  return {
    version: versionOf(type, body) ?? asked,
    kind,
    title: textIn(body, 'title'),
    apiRoots: textsIn(body, 'api_roots'),
    collections: listIn(body, 'collections').map((each) => ({
      id: textIn(each, 'id') ?? '',
      title: textIn(each, 'title') ?? '',
      canRead: typeof each['can_read'] === 'boolean' ? each['can_read'] : null,
      description: textIn(each, 'description'),
    })),
  };
}

function kindOf(body: Json): Taxii2['kind'] | null {
  if (Array.isArray(body['collections'])) return 'collections';
  if (Array.isArray(body['versions'])) return 'api-root';
  if (typeof body['title'] === 'string' && (body['api_roots'] !== undefined || body['default'] !== undefined))
    return 'discovery';
  if (Array.isArray(body['objects'])) return 'objects';
  return typeof body['title'] === 'string' && (body['http_status'] !== undefined || body['error_id'] !== undefined)
    ? 'error'
    : null;
}

function versionOf(contentType: string, body: Json): Taxii2['version'] | undefined {
  const versions = textsIn(body, 'versions').join(' ');
  if (/version=2\.1/.test(contentType) || /2\.1/.test(versions)) return '2.1';
  return /version=2\.0|vnd\.oasis/.test(contentType) || /2\.0/.test(versions) ? '2.0' : undefined;
}

function parsed(text: string): Json | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(body: Json, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' ? value.slice(0, 500) : null;
}

function textsIn(body: Json, name: string): string[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, most) : [];
}

function listIn(body: Json, name: string): Json[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter(isObject).slice(0, most) : [];
}
