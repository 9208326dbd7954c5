import type { Observable } from '../observable/observable.ts';
import { defaultBudget, Spending } from './budget.ts';
import type { Reservation } from './conditions.ts';
import type { ByteEdit } from './byte-edits.ts';
import { defangedBody } from './defang-part.ts';
import { factsOfMessage, startReading, type MessageOptions } from './facts.ts';
import { encodedNotice, noticeHeaders } from './notice.ts';
import { takeApart, type Part } from './parts.ts';
import { contentOf, placeOf, readPart } from './read-part.ts';
import { spliced } from './reencode.ts';

export interface RewriteOptions extends Pick<MessageOptions, 'truncated' | 'clock' | 'signal'> {
  /** `defang-url` breaks links in text and pages; `strip-attachment` takes files out. */
  readonly how: 'defang-url' | 'strip-attachment';
  /** What the mail shows and what is listed. */
  readonly shown: readonly Observable[];
  /** Names the mail in the journal, and in what stands instead of a file. */
  readonly reference: string;
}

/** A header of the message that has to change with its body. */
export interface HeaderChange {
  readonly name: string;
  /** `null` takes it out. */
  readonly value: string | null;
}

export interface Rewritten {
  /** All that follows the head of the message; `null` where nothing of it was changed. */
  readonly body: Buffer | null;
  readonly headers: readonly HeaderChange[];
  /** Why some of what was asked for was not done. */
  readonly reservations: readonly Reservation[];
}

/** The mail was read before: what took long then is not waited for again. */
const budget = { ...defaultBudget, ms: 300 };

const partial: Rewritten = { body: null, headers: [], reservations: ['mail/rewrite-partial'] };

/**
 * The message with what is listed made harmless: whatever is not touched stays byte for byte as it came. What is
 * signed or encrypted is left alone. Never fails on what a sender wrote; the new message is read again, and what it
 * still shows is told by a reservation.
 */
export async function rewriteMessage(bytes: Uint8Array, options: RewriteOptions): Promise<Rewritten> {
  // A body that was cut off must not take the place of the whole one.
  if (options.truncated) return partial;
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const spending = new Spending(budget, () => options.clock.monotonic(), options.signal);
  const { heads, parts } = takeApart(message, spending, { truncated: false, depth: 0 });
  const bodyStart = heads[0]?.bodyStart ?? message.length;
  const rewriting = new Rewriting(message, spending, options);
  for (const part of parts) {
    if (spending.hasTime()) await rewriting.part(part, bodyStart);
  }
  const { edits, headers, isSealed } = rewriting;
  const rewritten = spliced(message, edits);
  const left = await stillShows(rewritten, options);
  const why = isSealed ? 'mail/rewrite-signed' : 'mail/rewrite-partial';
  return {
    body: edits.length === 0 ? null : rewritten.subarray(bodyStart),
    headers,
    reservations: left ? [why] : [],
  };
}

async function stillShows(message: Buffer, options: RewriteOptions): Promise<boolean> {
  const { facts, reservations } = await factsOfMessage(message, { ...options, budget });
  const keys = new Set(options.shown.map(keyOf));
  return facts.some(({ observable }) => keys.has(keyOf(observable))) || reservations.includes('mail/too-slow');
}

function keyOf({ kind, value }: Observable): string {
  return `${kind} ${value}`;
}

class Rewriting {
  readonly edits: ByteEdit[] = [];
  readonly headers: HeaderChange[] = [];
  isSealed = false;
  readonly #message: Buffer;
  readonly #spending: Spending;
  readonly #options: RewriteOptions;
  readonly #keys: ReadonlySet<string>;
  #until = 0;

  constructor(message: Buffer, spending: Spending, options: RewriteOptions) {
    this.#spending = spending;
    this.#message = message;
    this.#options = options;
    this.#keys = new Set(options.shown.map(keyOf));
  }

  async part(part: Part, bodyStart: number): Promise<void> {
    // What lies in a message that was taken out is gone with it.
    if (part.start < this.#until) return;
    if (this.#options.how === 'defang-url') this.#defang(part);
    else if (placeOf(part) === 'attachment' && (await this.#isListed(part))) this.#strip(part, bodyStart);
    await this.#spending.rest();
  }

  #wanted = (observables: readonly Observable[]): boolean => observables.some((each) => this.#keys.has(keyOf(each)));

  #defang(part: Part): void {
    const body = this.#message.subarray(part.bodyStart, part.end);
    const bytes = defangedBody(part, body, this.#wanted);
    if (bytes === null) return;
    if (part.sealed) this.isSealed = true;
    else this.edits.push({ start: part.bodyStart, end: part.end, bytes });
  }

  async #isListed(part: Part): Promise<boolean> {
    const reading = startReading(this.#spending);
    await readPart(reading, this.#message, part);
    return this.#wanted(reading.collector.facts.map(({ observable }) => observable));
  }

  #strip(part: Part, bodyStart: number): void {
    if (part.sealed) {
      this.isSealed = true;
      return;
    }
    const { fileName, start, end } = part;
    this.#until = end;
    const content = contentOf(this.#message, part);
    const body = encodedNotice({ fileName, content, reference: this.#options.reference });
    if (part.bodyStart === bodyStart) {
      this.edits.push({ start: bodyStart, end, bytes: body });
      this.headers.push(...Object.entries(noticeHeaders).map(([name, value]) => ({ name, value })));
      return;
    }
    const head = Object.entries(noticeHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
    this.edits.push({ start, end, bytes: Buffer.concat([Buffer.from(`${head.join('')}\r\n`), body]) });
  }
}
