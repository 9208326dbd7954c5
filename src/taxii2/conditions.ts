import { failing, type Code, type Condition } from '../base/failure.ts';

const operator = { stage: 'taxii', fault: 'operator', retry: 'after-change' } as const;
const source = { stage: 'taxii', fault: 'source', retry: 'next-poll' } as const;

/** What a TAXII 2.x server can answer instead of the objects of a collection, and what a poll gets around but tells. */
export const taxii2Conditions = {
  'taxii2/root-or-discovery': {
    ...operator,
    title: 'the address is the discovery or API root of TAXII 2, not a collection',
  },
  'taxii2/collection': { ...operator, title: 'the TAXII 2 collection is unknown or may not be read' },
  'taxii2/collection-ambiguous': { ...operator, title: 'several TAXII 2 collections have this title' },
  'taxii2/root-elsewhere': { ...operator, title: 'the API roots of TAXII 2 lie on other hosts' },
  'taxii2/no-root': { ...source, title: 'the TAXII 2 server names no API root', retry: 'after-change' },
  'taxii2/not-objects': { ...source, title: 'the answer is JSON, but no objects of TAXII 2' },
  'taxii2/next-invalid': { ...source, title: 'the server no longer accepts its own page mark', retry: 'soon' },
  'taxii2/more-without-next': { ...source, title: 'more was promised without a page mark' },
  'taxii2/more-false-early': { ...source, title: 'the server said that there was no more, and there was' },
  'taxii2/empty-more': { ...source, title: 'more was promised, and nothing came' },
  'taxii2/ties': { ...source, title: 'objects added at one instant may be missing' },
  'taxii2/count-differs': { ...source, title: 'the server counts more objects than it gave' },
  'taxii2/media-type': { ...source, title: 'the answer of TAXII 2 has a wrong media type' },
  'taxii2/version': { ...source, title: 'the server was asked in another version or media type of TAXII 2' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(taxii2Conditions);
