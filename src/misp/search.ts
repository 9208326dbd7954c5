import type { MispSettings } from '../feed/source.ts';
import { attributeTypes } from './attribute.ts';

/** Which attributes are asked for. */
export interface Search {
  /** Those of events that changed after this instant, seconds since 1970. */
  readonly since: number;
  /** From 1 on. */
  readonly page: number;
  readonly limit: number;
}

/**
 * The body of `POST attributes/restSearch` as JSON. Attributes that were deleted, or that are not to be acted upon any
 * more, are asked for as well, or they would stay in force here. An event counts from when it was published where only
 * published ones are wanted: it may well have been written long before.
 */
export function searchBody({ published, tags, warninglists }: MispSettings, { since, page, limit }: Search): string {
  return JSON.stringify({
    returnFormat: 'json',
    page,
    limit,
    type: attributeTypes,
    deleted: [0, 1],
    includeEventTags: true,
    ...(published ? { published: true, publish_timestamp: String(since) } : { timestamp: String(since) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(warninglists ? { enforceWarninglist: true } : {}),
  });
}
