import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../reply.ts';
import type { Collection2 } from './collection.ts';
import type { Fault2 } from './fault.ts';
import { honest2, type Ask2, type Rules2 } from './rules.ts';
import { TaxiiService2 } from './service.ts';

/** What a request to the practice server says, as far as TAXII 2 needs it. */
export interface Received2 {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Whether a request is one to TAXII 2. */
export function isForTaxii2(path: string): boolean {
  return /^\/taxii2(?:[/?]|$)/.test(path);
}

export interface Desk2Options {
  readonly collections: readonly Collection2[];
  /** What the server does otherwise than an honest one. */
  readonly rules?: Partial<Rules2>;
  readonly fault?: Fault2 | null;
}

/** Answers requests to TAXII 2, with the fault that is switched on. */
export class Desk2 {
  readonly #service: TaxiiService2;
  readonly #rules: Rules2;
  readonly #fault: Fault2 | null;
  #times = 0;

  constructor({ collections, rules, fault = null }: Desk2Options) {
    this.#service = new TaxiiService2(collections);
    this.#rules = { ...honest2, ...fault?.rules, ...rules };
    this.#fault = fault;
  }

  get fault(): string | null {
    return this.#fault?.name ?? null;
  }

  answer(received: Received2): Reply {
    const ask = understand2(received);
    const objects = ask.path.endsWith('/objects/');
    const honest = this.#service.answer(ask, this.#rules);
    if (objects && honest.status !== 406) this.#times += 1;
    return this.#fault?.answer?.({ ask, honest, objects, times: this.#times }) ?? honest;
  }
}

function understand2({ method, path, headers }: Received2): Ask2 {
  const url = new URL(path, 'http://practice.example/');
  const range = headers['range'] ?? null;
  return { method, path: url.pathname, query: url.searchParams, accept: headers.accept ?? '*/*', range };
}
