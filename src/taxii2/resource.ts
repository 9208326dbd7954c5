import { Failure, type JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { parseJson } from '../json/parse.ts';
import { versionOfMedia, type Taxii2Version } from './media.ts';

/** A collection as a server lists it (TAXII 2.1 §5.2.1). */
export interface Collection2 {
  readonly id: string;
  readonly alias: string | null;
  readonly title: string;
  /** `null` where the server does not say. */
  readonly canRead: boolean | null;
  readonly description: string | null;
}

/** What a TAXII 2 server says of itself (TAXII 2.1 §4.1.1, §4.2.1, §5.2.1, §3.6.1). */
export interface Taxii2 {
  readonly version: Taxii2Version;
  readonly kind: 'discovery' | 'api-root' | 'collections' | 'objects' | 'error';
  readonly title: string | null;
  /** As they are written, relative or whole; the default one first. */
  readonly apiRoots: readonly string[];
  readonly collections: readonly Collection2[];
}

/** An error as the server words it, safe to show. */
export interface ServerError {
  readonly title: string | null;
  readonly description: string | null;
}

/** Entries of a list that are kept. */
const most = 500;

type Json = Readonly<Record<string, JsonValue>>;

/**
 * What an answer says of TAXII 2, by its media type or by its shape; `null` where it is none. `asked` is the version
 * where the answer names none.
 */
export function readTaxii2(contentType: string | null, text: string, asked: Taxii2Version): Taxii2 | null {
  const body = parsed(text);
  if (body === null) return null;
  const named = /application\/(?:vnd\.oasis\.)?(?:taxii|stix)\+json/i.test(contentType ?? '');
  const said = resourceOf(body, contentType, asked);
  return said !== null && !named && said.kind === 'objects' ? null : said;
}

/** The same of members that have been read already. */
export function resourceOf(body: Json, contentType: string | null, asked: Taxii2Version): Taxii2 | null {
  const kind = kindOf(body);
  if (kind === null) return null;
  const preferred = textIn(body, 'default');
  const roots = [...(preferred === null ? [] : [preferred]), ...textsIn(body, 'api_roots')];
  return {
    version: versionOfMedia(contentType) ?? versionListed(body) ?? asked,
    kind,
    title: textIn(body, 'title'),
    apiRoots: [...new Set(roots)],
    collections: listIn(body, 'collections').map(collectionOf),
  };
}

/** What an error message says (§3.6.1), or what servers send in its place; `null` where it says nothing. */
export function errorIn(text: string): ServerError | null {
  const body = parsed(text);
  if (body === null) return null;
  const title = shown(body['title'] ?? body['name'], 200);
  const description = shown(body['description'], 500);
  return title === null && description === null ? null : { title, description };
}

function shown(value: JsonValue | undefined, max: number): string | null {
  if (value === undefined || value === null || value === '') return null;
  return safeText(typeof value === 'string' ? value : JSON.stringify(value), max);
}

function collectionOf(each: Json): Collection2 {
  const readable = each['can_read'];
  return {
    id: textIn(each, 'id') ?? '',
    alias: textIn(each, 'alias'),
    title: textIn(each, 'title') ?? '',
    canRead: typeof readable === 'boolean' ? readable : null,
    description: textIn(each, 'description'),
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

function versionListed(body: Json): Taxii2Version | null {
  const versions = textsIn(body, 'versions').join(' ');
  if (/2\.1/.test(versions)) return '2.1';
  return /2\.0/.test(versions) ? '2.0' : null;
}

function parsed(text: string): Json | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value = parseJson(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function isObject(value: JsonValue): value is Json {
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
