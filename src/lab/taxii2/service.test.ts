import { describe, expect, it } from 'vitest';
import { gather } from '../reply.ts';
import type { HttpReply } from '../reply.ts';
import { practiceCount, practiceId, sampleCollections2 } from './collection.ts';
import { Desk2, isForTaxii2 } from './desk.ts';
import { faults2 } from './faults.ts';
import type { Rules2 } from './rules.ts';

const v21 = 'application/taxii+json;version=2.1';
const stix20 = 'application/vnd.oasis.stix+json; version=2.0';
const objects = `/taxii2/practice/collections/${practiceId}/objects/`;

interface Heard {
  readonly status: number;
  readonly headers: HttpReply['headers'];
  readonly json: { readonly [name: string]: unknown; readonly objects?: readonly unknown[] };
}

/** A server, to be asked by path and headers. */
function serving(rules: Partial<Rules2> = {}): (path: string, headers?: Readonly<Record<string, string>>) => Heard {
  const desk = new Desk2({ collections: sampleCollections2(Date.parse('2026-11-20T00:00:00Z')), rules });
  return (path, headers = { accept: v21 }) => {
    const reply = desk.answer({ method: 'GET', path, headers });
    if (reply.kind !== 'http') throw new Error('no HTTP');
    return { ...reply, json: JSON.parse(gather(reply.body).toString()) as Heard['json'] };
  };
}

describe('the practice server in TAXII 2', () => {
  it('has a discovery, an API root and collections', () => {
    const ask = serving();
    expect(ask('/taxii2/').json).toMatchObject({ default: '/taxii2/practice/', api_roots: ['/taxii2/practice/'] });
    expect(ask('/taxii2/practice/').json).toMatchObject({ versions: [v21, 'taxii-2.0'] });
    const { collections } = ask('/taxii2/practice/collections/').json;
    expect(collections).toContainEqual(expect.objectContaining({ id: practiceId, alias: 'practice', can_read: true }));
    expect(ask(`/taxii2/practice/collections/${practiceId}/`).json).toMatchObject({ id: practiceId });
  });
  it('redirects to the slash, and knows nothing else', () => {
    const ask = serving();
    expect(ask('/taxii2')).toMatchObject({ status: 308, headers: { location: '/taxii2/' } });
    expect(ask('/taxii2/elsewhere/').status).toBe(404);
    expect(ask('/taxii2/practice/collections/none/objects/').status).toBe(404);
    expect(ask('/taxii2/practice/collections/5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d13/objects/').status).toBe(403);
    expect(['/taxii2', '/taxii2/', '/taxii2?a'].every(isForTaxii2)).toBe(true);
    expect(isForTaxii2('/taxii2-data/')).toBe(false);
  });
  it('takes the media types of the standards alone', () => {
    const ask = serving();
    expect(ask(objects, { accept: 'application/json' }).status).toBe(406);
    expect(ask(objects, { accept: 'application/vnd.oasis.taxii+json; version=2.0' }).status).toBe(406);
    expect(ask(objects, { accept: stix20 }).status).toBe(206);
    expect(serving({ versions: ['2.0'] })(objects).status).toBe(406);
  });
  it('gives envelopes with marks, from an instant on', () => {
    const ask = serving();
    const first = ask(`${objects}?limit=200`);
    expect([first.json.objects?.length, first.json['more']]).toEqual([200, true]);
    const rest = ask(`${objects}?limit=200&next=${encodeURIComponent(String(first.json['next']))}`);
    expect([rest.json.objects?.length, rest.json['more'], rest.json['next']]).toEqual([50, false, undefined]);
    const last = rest.headers['x-taxii-date-added-last'] ?? '';
    expect(ask(`${objects}?added_after=${last}`).json).toEqual({});
    expect(ask(`${objects}?added_after=${first.headers['x-taxii-date-added-last'] ?? ''}`).json.objects).toHaveLength(
      50,
    );
    expect([ask(`${objects}?limit=0`).status, ask(`${objects}?next=x`).status]).toEqual([400, 400]);
  });
  it('gives bundles by ranges, without what came with STIX 2.1', () => {
    const ask = serving();
    const some = ask(objects, { accept: stix20, range: 'items=200-299' });
    expect([some.status, some.headers['content-range']]).toEqual([206, `items 200-249/${practiceCount}`]);
    expect(some.json.objects?.[0]).not.toHaveProperty('spec_version');
    expect(ask(objects, { accept: stix20, range: 'items=250-299' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'items */250' },
    });
    expect(ask(objects, { accept: stix20, range: 'items 0-9' }).status).toBe(400);
  });
  it('says of each fault what it is and which server has it', () => {
    for (const { name, title, imitates } of faults2) {
      expect(name).toMatch(/^taxii2-[a-z0-9.-]+$/);
      for (const text of [title, imitates]) expect(text, name).toMatch(/^\S.*[^.]$/);
    }
  });
});
