import { Failure, type FailureRecord } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { childFailure, stalledFailure } from './child-failure.ts';
import type { ParserProcess } from './child-process.ts';
import { fail } from './conditions.ts';
import { frameJson, frameTypes } from './frames.ts';
import { unpack } from './records.ts';
import type { DocumentResult, DocumentSink, ParseBudget } from './session.ts';
import type { Watch } from './watch.ts';

/** Bytes handed to the child at once. */
const piece = 256 * 1024;

const nothing = new Uint8Array(0);

/** One document on its way through a child: bytes go in and records come out at the same time. */
export class DocumentRun {
  readonly #child: ParserProcess;
  readonly #watch: Watch;
  readonly #budget: ParseBudget;
  readonly #sink: DocumentSink;
  #over = false;
  #sent = 0;
  /** What the child has been given and has not answered: pieces, and the end. */
  #owed = 0;
  #broken: { readonly error: unknown } | null = null;
  #settled = false;

  constructor(child: ParserProcess, watch: Watch, budget: ParseBudget, sink: DocumentSink) {
    this.#child = child;
    this.#watch = watch;
    this.#budget = budget;
    this.#sink = sink;
  }

  /** The child has said its last word on this document, and can be given another. */
  get settled(): boolean {
    return this.#settled;
  }

  /** @throws Failure of the document or of the parser; what the body or the sink throws. */
  async read(body: AsyncIterable<Uint8Array>): Promise<DocumentResult> {
    // Not waited for: a document that fails must not wait for a body that is slow to come.
    void this.#feed(body);
    try {
      return await this.#collect();
    } finally {
      this.#over = true;
    }
  }

  async #feed(body: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of body) {
        await this.#give(chunk);
        if (!this.#wanted) return;
      }
      await this.#ask(frameTypes.end);
    } catch (error) {
      this.#broken = { error };
      await this.#ask(frameTypes.cancel);
    }
  }

  /** More of the body is of use: a child that died takes nothing more, and what it is not given is not counted. */
  get #wanted(): boolean {
    return !this.#over && this.#child.usable;
  }

  async #give(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length && this.#wanted; at += piece) {
      const bytes = chunk.subarray(at, at + piece);
      this.#owe();
      this.#sent += bytes.length;
      this.#child.bytes += bytes.length;
      await this.#child.write(frameTypes.data, bytes);
    }
  }

  async #ask(type: typeof frameTypes.end | typeof frameTypes.cancel): Promise<void> {
    if (this.#over) return;
    this.#owe();
    await this.#child.write(type, nothing);
  }

  #owe(): void {
    if (this.#owed === 0) this.#watch.moved(true);
    this.#owed += 1;
  }

  async #collect(): Promise<DocumentResult> {
    for (;;) {
      const frame = await this.#child.read();
      if (frame === null) throw this.#ended();
      this.#watch.moved(this.#owed > 0);
      switch (frame.type) {
        case frameTypes.taken:
          this.#owed -= 1;
          this.#watch.moved(this.#owed > 0);
          break;
        case frameTypes.indicators:
          await this.#deliver(unpack(frameJson(frame)));
          break;
        case frameTypes.result:
          this.#settled = true;
          return frameJson(frame) as DocumentResult;
        case frameTypes.failure:
          this.#settled = true;
          throw new Failure(frameJson(frame) as FailureRecord);
        case frameTypes.cancelled:
          this.#settled = true;
          throw this.#broken?.error;
        default:
          throw fail('host/parser-crashed', `the parser sent a frame of type ${frame.type}`);
      }
    }
  }

  /** The child has to wait for the sink, and is not to blame for it. */
  async #deliver(indicators: readonly Indicator[]): Promise<void> {
    this.#watch.moved(false);
    await this.#sink.indicators(indicators);
    this.#watch.moved(this.#owed > 0);
  }

  #ended(): Failure {
    if (this.#watch.stalled) return stalledFailure(this.#budget.stallMs, this.#sent);
    return childFailure(this.#child.end, 'a document was read', this.#sent);
  }
}
