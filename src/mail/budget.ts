import { setImmediate } from 'node:timers/promises';
import type { Reservation } from './conditions.ts';

/** How much of one message is read. What lies beyond is not looked at, and a reservation says so. */
export interface MailBudget {
  /** Parts of all nested messages together. Default 1,000. */
  readonly parts: number;
  /** Nesting of multiparts, attached messages, archives and embedded pages. Default 30. */
  readonly depth: number;
  /** Bytes of headers, of all parts together. Default 1 MiB. */
  readonly headerBytes: number;
  /** Different URLs and names as written. Default 2,000. */
  readonly urls: number;
  /** Bytes that archives and documents unpack to, all together. Default 64 MiB. */
  readonly unpackedBytes: number;
  /** How many times its size an archive or a document may unpack to, beyond its first MiB. Default 200. */
  readonly ratio: number;
  /** Members of archives, all together. Default 1,000. */
  readonly members: number;
  /** Milliseconds, looked at between parts, members and streams. Default 1,500. */
  readonly ms: number;
}

export const defaultBudget: MailBudget = {
  parts: 1000,
  depth: 30,
  headerBytes: 1024 * 1024,
  urls: 2000,
  unpackedBytes: 64 * 1024 * 1024,
  ratio: 200,
  members: 1000,
  ms: 1500,
};

/** What reading a message has used of its budget, and what it ran out of. */
export class Spending {
  readonly budget: MailBudget;
  readonly #monotonic: () => number;
  readonly #signal: AbortSignal | undefined;
  readonly #until: number;
  #restedAt: number;
  readonly #reservations = new Set<Reservation>();
  #parts = 0;
  #headerBytes = 0;
  #urls = 0;
  #members = 0;
  #unpacked = 0;

  constructor(budget: MailBudget, monotonic: () => number, signal?: AbortSignal) {
    this.budget = budget;
    this.#monotonic = monotonic;
    this.#signal = signal;
    this.#until = monotonic() + budget.ms;
    this.#restedAt = monotonic();
  }

  get reservations(): readonly Reservation[] {
    return [...this.#reservations];
  }

  reserve(code: Reservation): void {
    this.#reservations.add(code);
  }

  /** Whether there is time left. */
  hasTime(): boolean {
    return this.#within(this.#monotonic() <= this.#until && this.#signal?.aborted !== true, 'mail/too-slow');
  }

  /** Lets other mails go on where this one has kept them waiting for 10 ms. */
  async rest(): Promise<void> {
    if (this.#monotonic() - this.#restedAt < 10) return;
    await setImmediate();
    this.#restedAt = this.#monotonic();
  }

  takePart(): boolean {
    this.#parts += 1;
    return this.#within(this.#parts <= this.budget.parts, 'mail/too-many-parts') && this.hasTime();
  }

  mayNest(depth: number): boolean {
    return this.#within(depth <= this.budget.depth, 'mail/too-deep');
  }

  /** How many of `count` bytes of headers may be read. */
  takeHeader(count: number): number {
    const left = Math.max(0, this.budget.headerBytes - this.#headerBytes);
    this.#headerBytes += count;
    return this.#within(count <= left, 'mail/header-too-long') ? count : left;
  }

  takeUrl(): boolean {
    this.#urls += 1;
    return this.#within(this.#urls <= this.budget.urls, 'mail/too-many-urls');
  }

  takeMember(): boolean {
    this.#members += 1;
    return this.#within(this.#members <= this.budget.members, 'mail/archive-too-large') && this.hasTime();
  }

  /** Bytes that a file of this size may still unpack to. */
  unpackable(size: number): number {
    const { unpackedBytes, ratio } = this.budget;
    return Math.max(0, Math.min(unpackedBytes - this.#unpacked, size * ratio + 1024 * 1024));
  }

  takeUnpacked(count: number): void {
    this.#unpacked += count;
  }

  #within(holds: boolean, code: Reservation): boolean {
    if (!holds) this.#reservations.add(code);
    return holds;
  }
}
