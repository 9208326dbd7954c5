import type { Clock } from '../base/clock.ts';
import type { Code } from '../base/failure.ts';
import { formatMicros } from '../base/instant.ts';
import type { Ask } from './ask.ts';
import type { Bytes, HttpReply, Reply } from './reply.ts';
import type { Bend, TaxiiService } from './taxii-service.ts';

/** What a fault has to work with. */
export interface Scene {
  readonly ask: Ask;
  /** The answer of the server without the fault; to another request than the one asked, if given. */
  honest(bend?: Bend, ask?: Ask): HttpReply;
  readonly taxii: TaxiiService;
  readonly clock: Clock;
  /** Address of the practice server, without path. */
  readonly url: string;
}

/** A switch of the practice server. */
export interface Fault {
  /** Lower case, hyphens. */
  readonly name: string;
  /** What happens, in a line of plain English. */
  readonly title: string;
  /** Which server or middlebox of the real world does this. */
  readonly imitates: string;
  /**
   * The condition that a request ends in which meets it, asked without credentials by a client that knows no better;
   * `null` where the answer can be read all the same.
   */
  readonly expects: Code | null;
  /** How a poll gets everything, or nearly, in spite of it; absent where it cannot. */
  readonly mendedBy?: 'narrower-spans' | 'leaving-a-block-out';
  /** Which requests it may touch: those to the poll service, or all. */
  readonly on: 'poll' | 'every';
  /** Which of these it does touch; all by default. The others are answered honestly and not counted. */
  readonly when?: (ask: Ask) => boolean;
  readonly answer: (scene: Scene) => Reply;
}

/** Name, title, what it imitates, expected condition. */
export type Row = readonly [name: string, title: string, imitates: string, expects: Code | null];

/** A fault of the poll service. */
export function pollFault(row: Row, answer: Fault['answer'], when?: Fault['when']): Fault {
  const [name, title, imitates, expects] = row;
  return { name, title, imitates, expects, on: 'poll', answer, ...(when === undefined ? {} : { when }) };
}

/** Marks a fault that a poll as a whole gets around. */
export function mended(by: NonNullable<Fault['mendedBy']>, fault: Fault): Fault {
  return { ...fault, mendedBy: by };
}

/** A poll, or the fetching of a part: what most content faults touch, so that probes with other messages are answered. */
export function asksForData(ask: Ask): boolean {
  return ask.taxii?.kind === 'poll' || ask.taxii?.kind === 'fulfilment';
}

export function asksToPoll(ask: Ask): boolean {
  return ask.taxii?.kind === 'poll';
}

export function asksForPart(ask: Ask): boolean {
  return ask.taxii?.kind === 'fulfilment';
}

/** The same answer with its first piece (everything before the content blocks) edited. */
export function editHead(reply: HttpReply, edit: (head: string) => string): HttpReply {
  return editBody(reply, function* (body) {
    let first = true;
    for (const piece of body) {
      yield first && typeof piece === 'string' ? edit(piece) : piece;
      first = false;
    }
  });
}

/** The same answer with more put in before its content blocks. */
export function insertAfterHead(reply: HttpReply, more: () => Iterable<string>): HttpReply {
  return editBody(reply, function* (body) {
    let first = true;
    for (const piece of body) {
      yield piece;
      if (first) yield* more();
      first = false;
    }
  });
}

/** The same answer with its body passed through `edit`; its length is no longer announced. */
function editBody(reply: HttpReply, edit: (body: Iterable<Bytes>) => Iterable<Bytes>): HttpReply {
  const { 'content-length': _, ...headers } = reply.headers;
  return { ...reply, headers, body: { [Symbol.iterator]: () => edit(reply.body)[Symbol.iterator]() } };
}

/** Sets an attribute of the message's start tag, or removes it with `null`. */
export function setAttribute(head: string, name: string, value: string | null): string {
  const bare = head.replace(new RegExp(` ${name}="[^"]*"`), '');
  return value === null ? bare : bare.replace(/^<[^\s>]+/, (tag) => `${tag} ${name}="${value}"`);
}

/** Sets the Inclusive_End_Timestamp, or removes it with `null`. */
export function setEnd(head: string, micros: bigint | null): string {
  if (micros === null) return head.replace(/ *<(\w+):Inclusive_End_Timestamp>.*\n/, '');
  return head.replace(/(Inclusive_End_Timestamp>)[^<]*/, `$1${formatMicros(micros)}`);
}
