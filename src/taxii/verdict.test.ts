import { describe, expect, it } from 'vitest';
import type { StatusMessage, TaxiiMessage } from './message.ts';
import { promisedResult, statusFailure, wrongReply } from './verdict.ts';

const context = { source: 'phish-urls', url: 'https://taxii.example.net/poll', collection: 'phish' };

function status(type: string, message: string | null = null, details: StatusMessage['details'] = {}): StatusMessage {
  return { kind: 'status', version: '1.1', inResponseTo: '1', type, message, details };
}

describe('a status message other than success', () => {
  it.each<[type: string, message: string | null, code: string]>([
    ['ASYNCHRONOUS_POLL_ERROR', null, 'taxii/async-error'],
    ['BAD_MESSAGE', 'Could not parse the message', 'taxii/bad-message'],
    ['DENIED', null, 'taxii/denied'],
    ['DESTINATION_COLLECTION_ERROR', null, 'taxii/destination'],
    ['FAILURE', null, 'taxii/failure'],
    ['FAILURE', 'There was a failure while executing the message handler', 'taxii/failure'],
    ['INVALID_RESPONSE_PART', null, 'taxii/invalid-part'],
    ['NETWORK_ERROR', null, 'taxii/network-error'],
    ['NOT_FOUND', 'no idea', 'taxii/not-found'],
    ['NOT_FOUND', null, 'taxii/collection-not-found'],
    ['PENDING', null, 'taxii/pending'],
    ['POLLING_UNSUPPORTED', null, 'taxii/polling-unsupported'],
    ['RETRY', null, 'taxii/retry'],
    ['UNAUTHORIZED', null, 'taxii/unauthorized'],
    ['UNSUPPORTED_CONTENT', null, 'taxii/content-binding'],
    ['UNSUPPORTED_MESSAGE', null, 'taxii/version-unsupported'],
    ['UNSUPPORTED_PROTOCOL', null, 'taxii/version-unsupported'],
    ['UNSUPPORTED_QUERY', null, 'taxii/query'],
    ['http://vendor.example/quota', 'Daily quota exceeded', 'taxii/status-unknown'],
    ['', null, 'taxii/status-unknown'],
  ])('is told by its type: %s %s', (type, message, code) => {
    expect(statusFailure(status(type, message), context).code).toBe(code);
  });
  it.each<[type: string, message: string, code: string]>([
    ['DENIED', 'Subscription id is required', 'taxii/subscription-needed'],
    ['BAD_MESSAGE', 'a subscription_id is required', 'taxii/subscription-needed'],
    ['NOT_FOUND', 'Requested subscription was not found', 'taxii/subscription-unknown'],
    ['FAILURE', 'The collection is not available', 'taxii/collection-unavailable'],
    ['NOT_FOUND', 'Requested collection was not found', 'taxii/collection-not-found'],
    ['FAILURE', 'Message not supported by this service', 'taxii/wrong-service'],
    ['FAILURE', 'Header X-TAXII-Services was not recognized', 'taxii/headers'],
    ['FAILURE', 'not available now and the request has allow_asynch set to false', 'taxii/async-refused'],
    ['FAILURE', 'The requested date range exceeds 4 days', 'taxii/window'],
    ['BAD_MESSAGE', 'Time span exceeds the maximum of 24 hours', 'taxii/window'],
    ['FAILURE', 'The poll window must not be wider than a day', 'taxii/window'],
    ['FAILURE', 'Exclusive begin is later than inclusive end', 'taxii/window'],
    ['BAD_MESSAGE', 'Timestamp without a time zone', 'taxii/window'],
  ])('is told by its words, where its type is broad: %s %s', (type, message, code) => {
    expect(statusFailure(status(type, message), context).code).toBe(code);
  });
  it('about an item that is not found means the collection', () => {
    const missing = status('NOT_FOUND', 'no such thing', { ITEM: ['phish'] });
    expect(statusFailure(missing, context).code).toBe('taxii/collection-not-found');
  });
  it('is quoted on one line, and held as evidence, both cut', () => {
    const forged = `no\nWed Info: all is well\u202e${'x'.repeat(10_000)}`;
    const details = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`D${i}`, Array(50).fill('y\u0007')]));
    const failure = statusFailure(status('FAILURE', forged, details), context);
    expect(failure.message).toMatch(/^collection "phish": the server answered FAILURE: no\\nWed Info/);
    expect(failure.message.length).toBeLessThan(400);
    expect(JSON.stringify(failure.evidence).length).toBeLessThan(20_000);
    // oxlint-disable-next-line no-control-regex -- they are what must not be there
    expect(JSON.stringify(failure.evidence)).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
  it('that asks to wait says how long; one that does not, does not', () => {
    const wait = (type: string, details: StatusMessage['details']): number | undefined =>
      statusFailure(status(type, null, details), context).retryAfterMs;
    expect(wait('RETRY', { ESTIMATED_WAIT: ['30'] })).toBe(30_000);
    expect(wait('RETRY', { ESTIMATED_WAIT: ['soon'] })).toBeUndefined();
    expect(wait('RETRY', { ESTIMATED_WAIT: ['-5'] })).toBeUndefined();
    expect(wait('RETRY', { ESTIMATED_WAIT: [''] })).toBeUndefined();
    expect(wait('RETRY', {})).toBeUndefined();
    expect(wait('FAILURE', { ESTIMATED_WAIT: ['30'] })).toBeUndefined();
    expect(wait('PENDING', { ESTIMATED_WAIT: ['30'], RESULT_ID: ['r'] })).toBe(30_000);
    expect(wait('PENDING', { ESTIMATED_WAIT: ['30'], RESULT_ID: ['r'], WILL_PUSH: ['true'] })).toBeUndefined();
  });
});

describe('a promised result', () => {
  it('can be fetched by its id, unless it has none or is to be pushed', () => {
    expect(promisedResult(status('PENDING', null, { RESULT_ID: ['r'] }))).toBe('r');
    expect(promisedResult(status('PENDING', null, { RESULT_ID: ['r'], WILL_PUSH: ['false'] }))).toBe('r');
    expect(promisedResult(status('PENDING', null, { RESULT_ID: ['r'], WILL_PUSH: ['TRUE'] }))).toBeNull();
    expect(promisedResult(status('PENDING', null, { RESULT_ID: [''] }))).toBeNull();
    expect(promisedResult(status('PENDING'))).toBeNull();
  });
});

describe('an answer to another question', () => {
  const common = { version: '1.1', inResponseTo: null } as const;
  const service = { available: null, protocolBinding: null, messageBindings: [], message: null };
  it('of the discovery service names the poll services that it lists', () => {
    const answer: TaxiiMessage = {
      kind: 'discovery-response',
      ...common,
      services: [
        { ...service, type: 'POLL', address: 'https://taxii.example.net/poll' },
        { ...service, type: 'INBOX', address: 'https://taxii.example.net/inbox' },
      ],
    };
    const failure = wrongReply(answer, context);
    expect(failure.code).toBe('taxii/wrong-service');
    expect(failure.evidence).toMatchObject({ service: 'discovery', polls: ['https://taxii.example.net/poll'] });
  });
  it('counts all that a server lists, and holds a hundred of it', () => {
    const services = Array.from({ length: 1000 }, (_, i) => ({ ...service, type: 'POLL', address: `/poll-${i}` }));
    const failure = wrongReply({ kind: 'discovery-response', ...common, services }, context);
    expect(failure.message).toContain('lists 1000 poll services');
    expect(failure.evidence['polls']).toHaveLength(100);
  });
  it('of the collection management service names the collections', () => {
    const information = { type: 'DATA_FEED', available: null, description: null, volume: null, bindings: [] } as const;
    const answer: TaxiiMessage = {
      kind: 'collections-response',
      ...common,
      collections: [{ ...information, name: 'phish\u001b', polling: [], subscribable: false }],
    };
    expect(wrongReply(answer, context).evidence).toMatchObject({ names: ['phish\\x1b'] });
  });
  it('for another collection, of another kind or with a status is called so', () => {
    const poll: TaxiiMessage = {
      kind: 'poll-response',
      ...common,
      collection: 'other',
      resultId: null,
      more: false,
      part: 1,
      begin: null,
      end: null,
      recordCount: null,
      recordCountPartial: false,
      subscription: null,
      message: null,
      blocks: 0,
      latestLabel: null,
    };
    expect(wrongReply(poll, context).message).toBe('collection "phish" was asked for and "other" came');
    const other = wrongReply({ kind: 'other', ...common, root: 'Inbox_Message' }, context);
    expect([other.code, other.evidence['root']]).toEqual(['taxii/wrong-service', 'Inbox_Message']);
    expect(wrongReply(status('DENIED'), context).code).toBe('taxii/denied');
  });
});
