import type { Clock } from '../base/clock.ts';
import { parseIp } from '../observable/ip.ts';
import { isRefusal } from '../observable/refusal.ts';
import type { Fact, Place } from '../policy/fact.ts';
import { findAddresses, receivedFrom } from './addresses.ts';
import { defaultBudget, Spending, type MailBudget } from './budget.ts';
import { Collector } from './collector.ts';
import type { Reservation } from './conditions.ts';
import type { Head } from './head.ts';
import { field, takeApart } from './parts.ts';
import { readFile } from './read-file.ts';
import { readPart } from './read-part.ts';
import type { Reading } from './reading.ts';
import { decodeWords } from './words.ts';

export interface MessageOptions {
  /** The end of the message is missing: what reaches into the cut is not hashed. */
  readonly truncated: boolean;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Default `defaultBudget`. */
  readonly budget?: MailBudget;
  /**
   * Whether an address is one of our own, whose `Received` fields are believed; `null` where the client is a stranger
   * and none is. Default `null`.
   */
  readonly isOwn?: ((address: string) => boolean) | null;
  /** Aborts when nobody waits for the facts any more. */
  readonly signal?: AbortSignal;
}

/** What a message shows, each value once, and why some of it was not looked at. */
export interface MessageFacts {
  readonly facts: readonly Fact[];
  readonly reservations: readonly Reservation[];
}

/**
 * Everything that a message (RFC 5322) shows and that can be listed: who says to have written it, links in all its
 * parts, hashes of what is attached. Never fails on what a sender wrote: what is beyond the budget or cannot be read
 * is left out, and a reservation says so.
 */
export async function factsOfMessage(bytes: Uint8Array, options: MessageOptions): Promise<MessageFacts> {
  const { truncated, clock, budget = defaultBudget, isOwn = null, signal } = options;
  const spending = new Spending(budget, () => clock.monotonic(), signal);
  const reading = startReading(spending);
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { heads, parts } = takeApart(message, spending, { truncated, depth: 0 });
  const [top] = heads;
  if (top !== undefined && isOwn !== null) readHops(reading, top, isOwn);
  await readParts(reading, message, { heads, parts });
  return { facts: reading.collector.facts, reservations: spending.reservations };
}

/** A reading of nothing yet. */
export function startReading(spending: Spending): Reading {
  const reading: Reading = {
    spending,
    collector: new Collector(spending),
    seen: new Set(),
    file: (file) => readFile(reading, file),
    message: (bytes, depth) => readParts(reading, bytes, takeApart(bytes, spending, { truncated: false, depth })),
  };
  return reading;
}

async function readParts(
  reading: Reading,
  message: Buffer,
  { heads, parts }: ReturnType<typeof takeApart>,
): Promise<void> {
  for (const head of heads) readHead(reading, head);
  for (const part of parts) await readPart(reading, message, part);
}

const writers: readonly Place[] = ['from', 'sender', 'reply-to'];

/** Who says to have written it, and links in the subject. */
function readHead({ collector }: Reading, head: Head): void {
  for (const where of writers) {
    for (const value of head.fields.get(where) ?? []) {
      for (const address of findAddresses(decodeWords(value))) collector.mailbox(address, where, null);
    }
  }
  collector.text(decodeWords(field(head, 'subject')), 'subject', null);
}

/** The way through our own servers back to the first stranger; what lies behind him, he may have made up. */
function readHops({ collector }: Reading, head: Head, isOwn: (address: string) => boolean): void {
  for (const value of head.fields.get('received') ?? []) {
    const address = parseIp(receivedFrom(value) ?? '');
    if (isRefusal(address)) return;
    collector.add(address, 'received', null);
    if (!isOwn(address.value)) return;
  }
}
