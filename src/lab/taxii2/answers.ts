import { whole, type HttpReply } from '../reply.ts';
import type { Stix2Version } from './objects.ts';

/** Media types of everything but the objects of 2.0. */
export const media: Readonly<Record<Stix2Version, string>> = {
  '2.1': 'application/taxii+json;version=2.1',
  '2.0': 'application/vnd.oasis.taxii+json; version=2.0',
};
export const stix20 = 'application/vnd.oasis.stix+json; version=2.0';

/** A small document, whole. */
export function json(
  status: number,
  type: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return whole(status, type, JSON.stringify(body), headers);
}

/** An error message (TAXII 2.1 §3.6.1). */
export function problem(
  version: Stix2Version,
  status: number,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  return json(status, media[version], { title: 'ProcessingError', description, http_status: String(status) }, headers);
}
