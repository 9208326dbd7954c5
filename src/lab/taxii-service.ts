import type { Clock, Random } from '../base/clock.ts';
import { microsOf } from '../base/instant.ts';
import {
  collectionsResponse,
  discoveryResponse,
  pollResponse,
  statusMessage,
  type Envelope,
  type Status,
} from './answers.ts';
import { between, type Block, type Collection } from './collection.ts';
import type { HttpReply } from './reply.ts';
import type { FulfilmentAsk, PollAsk, TaxiiAsk } from './request.ts';
import { Results, type Result } from './results.ts';

/** Where the practice server's services are. */
export const paths = {
  discovery: '/taxii-discovery-service',
  collections: '/taxii/collections/',
  poll: '/taxii/poll/',
} as const;

export type ServiceName = keyof typeof paths;

/** Blocks in one part of a result unless told otherwise. */
export const defaultPartSize = 100;

/** How a fault bends an answer without leaving TAXII. */
export interface Bend {
  readonly collection?: (collection: Collection) => Collection;
  readonly partSize?: number;
}

export interface ServiceOptions {
  readonly collections: readonly Collection[];
  readonly clock: Clock;
  readonly random: Random;
  readonly partSize: number;
  /** Without path and without a slash at the end. */
  readonly url: string;
}

/** The honest TAXII server: answers as TAXII 1.0 and 1.1 say, holding nothing but the list of open results. */
export class TaxiiService {
  readonly #options: ServiceOptions;
  readonly #results = new Results();

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** The envelope of an answer to `ask`. */
  envelope(ask: Pick<TaxiiAsk, 'version' | 'id'>): Envelope {
    const protocol = this.#options.url.startsWith('https:') ? 'https' : 'http';
    return { version: ask.version, id: this.#newNumber(), inResponseTo: ask.id, protocol };
  }

  /** The answer of one service to one message. */
  answer(service: ServiceName, ask: TaxiiAsk, bend: Bend = {}): HttpReply {
    if (ask.kind === 'bad') return this.#status(ask, { type: 'BAD_MESSAGE', message: ask.why });
    if (ask.kind === 'discovery' && service === 'discovery') return this.#discover(ask);
    if (ask.kind === 'collections' && service === 'collections') return this.#list(ask);
    if (ask.kind === 'poll' && service === 'poll') return this.#poll(ask, bend);
    if (ask.kind === 'fulfilment' && service === 'poll') return this.#fulfil(ask, bend);
    return this.#status(ask, { type: 'FAILURE', message: 'Message not supported by this service' });
  }

  #status(ask: TaxiiAsk, status: Status): HttpReply {
    return statusMessage(this.envelope(ask), status);
  }

  #newNumber(): string {
    return String(Math.floor(this.#options.random() * 2 ** 52));
  }

  #discover(ask: TaxiiAsk): HttpReply {
    const { url } = this.#options;
    const management = ask.version === '1.0' ? 'FEED_MANAGEMENT' : 'COLLECTION_MANAGEMENT';
    return discoveryResponse(this.envelope(ask), [
      { type: 'DISCOVERY', address: url + paths.discovery, message: 'Discovery of the practice server' },
      { type: management, address: url + paths.collections, message: 'Collections of the practice server' },
      { type: 'POLL', address: url + paths.poll, message: 'Poll of the practice server' },
    ]);
  }

  #list(ask: TaxiiAsk): HttpReply {
    const { url, collections } = this.#options;
    const addresses = { poll: url + paths.poll, collections: url + paths.collections };
    return collectionsResponse(this.envelope(ask), collections, addresses);
  }

  #collection(name: string, bend: Bend): Collection | undefined {
    const found = this.#options.collections.find((collection) => collection.name === name);
    return found === undefined ? undefined : (bend.collection?.(found) ?? found);
  }

  #poll(ask: PollAsk, bend: Bend): HttpReply {
    const collection = this.#collection(ask.collection, bend);
    const refusal = collection === undefined ? unknownItem('collection', ask.collection) : refuse(ask, collection);
    if (collection === undefined || refusal !== undefined) return this.#status(ask, refusal ?? { type: 'FAILURE' });
    const { clock } = this.#options;
    const now = microsOf(clock.now());
    const set = collection.type === 'DATA_SET';
    const end = ask.end === null || ask.end > now ? now : ask.end;
    const result: Result = {
      collection: collection.name,
      begin: set ? null : ask.begin,
      end: set ? null : end,
      bindings: ask.bindings,
      readyAt: clock.monotonic() + collection.readyAfterMs,
    };
    const id = this.#newNumber();
    this.#results.keep(id, result);
    if (collection.readyAfterMs > 0) return this.#status(ask, pending(id, collection.readyAfterMs));
    return this.#part(ask, { collection, result, id, part: 1 }, bend);
  }

  #fulfil(ask: FulfilmentAsk, bend: Bend): HttpReply {
    const collection = this.#collection(ask.collection, bend);
    const result = this.#results.find(ask.resultId);
    if (collection === undefined) return this.#status(ask, unknownItem('collection', ask.collection));
    if (result?.collection !== ask.collection) return this.#status(ask, unknownItem('result', ask.resultId));
    const wait = result.readyAt - this.#options.clock.monotonic();
    if (wait > 0) return this.#status(ask, pending(ask.resultId, wait));
    return this.#part(ask, { collection, result, id: ask.resultId, part: ask.part }, bend);
  }

  #part(ask: PollAsk | FulfilmentAsk, wanted: Wanted, bend: Bend): HttpReply {
    const { collection, result, part } = wanted;
    const range = between(collection.blocks, result.begin, result.end ?? microsOf(this.#options.clock.now()));
    // TAXII 1.0 has no parts: everything comes at once (Services 1.0 §4.4.5).
    const size = ask.version === '1.0' ? Number.POSITIVE_INFINITY : (bend.partSize ?? this.#options.partSize);
    const parts = Math.max(1, Math.ceil((range.to - range.from) / size));
    if (part > parts) {
      const details = [['MAX_PART_NUMBER', String(parts)]] as const;
      return this.#status(ask, { type: 'INVALID_RESPONSE_PART', details, message: 'No such part' });
    }
    // Anew on every reading: some faults read an answer before it is sent.
    const chosen = (from: number, to: number): Iterable<Block> => ({
      [Symbol.iterator]: () => choose(collection, result.bindings, from, to),
    });
    const countOnly = ask.kind === 'poll' && ask.countOnly;
    const first = range.from + (part - 1) * (part === 1 ? 0 : size);
    const head = {
      collection: collection.name,
      resultId: ask.version === '1.0' ? null : wanted.id,
      more: !countOnly && part < parts,
      part,
      begin: result.begin,
      end: result.end,
      subscription: ask.kind === 'poll' ? ask.subscription : null,
      count: result.bindings.length === 0 ? range.to - range.from : count(chosen(range.from, range.to)),
    };
    const blocks = countOnly ? [] : chosen(first, Math.min(range.to, first + size));
    return pollResponse(this.envelope(ask), head, blocks);
  }
}

interface Wanted {
  readonly collection: Collection;
  readonly result: Result;
  readonly id: string;
  readonly part: number;
}

function unknownItem(what: 'collection' | 'subscription' | 'result', item: string): Status {
  return { type: 'NOT_FOUND', details: [['ITEM', item]], message: `Requested ${what} was not found` };
}

function pending(resultId: string, waitMs: number): Status {
  const wait = String(Math.ceil(waitMs / 1000));
  return {
    type: 'PENDING',
    details: [
      ['ESTIMATED_WAIT', wait],
      ['RESULT_ID', resultId],
      ['WILL_PUSH', 'false'],
    ],
  };
}

/** Why a poll of this collection is refused, if it is; wording and order as OpenTAXII has them. */
function refuse(ask: PollAsk, collection: Collection): Status | undefined {
  if (!collection.available) {
    const details = [['ITEM', collection.name]] as const;
    return { type: 'FAILURE', details, message: 'The collection is not available' };
  }
  return refuseSubscription(ask, collection) ?? refuseWindow(ask) ?? refuseContent(ask, collection);
}

function refuseSubscription(ask: PollAsk, collection: Collection): Status | undefined {
  if (ask.subscription === collection.subscription) return undefined;
  if (ask.subscription === null) return { type: 'DENIED', message: 'Subscription id is required' };
  return unknownItem('subscription', ask.subscription);
}

function refuseWindow(ask: PollAsk): Status | undefined {
  if (ask.begin === null || ask.end === null || ask.begin <= ask.end) return undefined;
  return { type: 'FAILURE', message: 'Exclusive begin timestamp is later than inclusive end timestamp' };
}

function refuseContent(ask: PollAsk, collection: Collection): Status | undefined {
  if (ask.query) return { type: 'UNSUPPORTED_QUERY', message: 'Queries are not supported' };
  if (ask.bindings.some((binding) => !collection.bindings.includes(binding))) {
    const details = collection.bindings.map((binding) => ['SUPPORTED_CONTENT', binding] as const);
    return { type: 'UNSUPPORTED_CONTENT', details };
  }
  if (collection.readyAfterMs === 0 || ask.asynchronous) return undefined;
  const message = 'The content is not available now and the request has allow_asynch set to false';
  return { type: 'FAILURE', message };
}

function* choose(collection: Collection, bindings: readonly string[], from: number, to: number): Generator<Block> {
  for (let i = from; i < to; i += 1) {
    const block = collection.blocks.at(i);
    if (bindings.length === 0 || bindings.includes(block.binding)) yield block;
  }
}

function count(blocks: Iterable<Block>): number {
  let found = 0;
  for (const _ of blocks) found += 1;
  return found;
}
