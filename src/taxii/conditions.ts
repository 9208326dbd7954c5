import { failing, type Code, type Condition } from '../base/failure.ts';

const taxii = { stage: 'taxii', fault: 'source' } as const;
const auth = { stage: 'auth', fault: 'operator', retry: 'after-change' } as const;

/** What a TAXII 1.x server can say instead of what was asked for (TAXII 1.1 §4.3, Status Messages). */
export const taxiiConditions = {
  'taxii/not-taxii': { ...taxii, title: 'the answer is XML but not TAXII', retry: 'after-change' },
  'taxii/too-long': { ...taxii, title: 'the message has too many elements', retry: 'next-poll' },
  'taxii/wrong-service': {
    ...taxii,
    title: 'this is another service of the server',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/wrong-reply': { ...taxii, title: 'the answer belongs to another request', retry: 'soon' },
  'taxii/collection-not-found': {
    ...taxii,
    title: 'the server has no such collection for these credentials',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/collection-unavailable': { ...taxii, title: 'the provider has closed the collection', retry: 'next-poll' },
  'taxii/not-found': { ...taxii, title: 'the server does not find what was asked for', retry: 'next-poll' },
  'taxii/subscription-needed': {
    ...taxii,
    title: 'the collection is polled with a subscription',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/subscription-unknown': {
    ...taxii,
    title: 'the server does not know the subscription',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/unauthorized': { ...auth, title: 'the server does not accept the credentials' },
  'taxii/denied': { ...auth, title: 'the server denies these credentials the request' },
  'taxii/headers': { ...taxii, title: 'the server objects to a TAXII header', retry: 'after-change' },
  'taxii/version-unsupported': {
    ...taxii,
    title: 'the server speaks another version of TAXII',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/content-binding': {
    ...taxii,
    title: 'the server has none of the content bindings that were asked for',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/query': { ...taxii, title: 'the server does not support the query', retry: 'after-change' },
  'taxii/polling-unsupported': {
    ...taxii,
    title: 'the collection cannot be polled',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/bad-message': { ...taxii, title: 'the server calls the request invalid', retry: 'after-change' },
  'taxii/window': { ...taxii, title: 'the server does not accept the time window', retry: 'next-poll' },
  'taxii/pending': { ...taxii, title: 'the result is not ready yet', retry: 'next-poll' },
  'taxii/retry': { ...taxii, title: 'the server asks to come back later', retry: 'soon' },
  'taxii/async-refused': {
    ...taxii,
    title: 'the server can only answer later and was not allowed to',
    retry: 'next-poll',
  },
  'taxii/async-error': { ...taxii, title: 'the server could not make the promised result', retry: 'soon' },
  'taxii/invalid-part': { ...taxii, title: 'the server has no such part of the result', retry: 'soon' },
  'taxii/network-error': { ...taxii, title: 'the server could not reach its own back end', retry: 'soon' },
  'taxii/destination': {
    ...taxii,
    title: 'the address is an inbox, not a poll service',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/failure': { ...taxii, title: 'the server failed and does not say why', retry: 'soon' },
  'taxii/status-unknown': {
    ...taxii,
    title: 'a status message of a type that TAXII does not define',
    retry: 'next-poll',
  },
} as const satisfies Record<Code, Condition>;

export type TaxiiCode = keyof typeof taxiiConditions;
export const fail = failing(taxiiConditions);
