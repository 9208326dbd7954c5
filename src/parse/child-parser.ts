import type { Clock } from '../base/clock.ts';
import { Failure, type FailureRecord } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';
import { ParserProcess, type ChildEnd } from './child-process.ts';
import { fail } from './conditions.ts';
import { frameJson, frameTypes, type Frame, type FrameType } from './frames.ts';
import type { OpenFrame } from './records.ts';
import type { DocumentResult, DocumentSink, Parser, ParseSession, SessionOptions } from './session.ts';

/** Documents that a child reads before it is replaced. */
const documentsPerChild = 200;
/** Bytes handed to the child at once. */
const piece = 256 * 1024;

/**
 * A parser whose documents are read in child processes, one session a child. `idle` children are started ahead, so
 * that a session does not wait for one; a child that dies takes only its document along.
 */
export function childParser({ clock, idle = 1 }: { readonly clock: Clock; readonly idle?: number }): Parser {
  const spare: ParserProcess[] = [];
  let closed = false;
  const prepare = (): void => {
    if (!closed) spare.push(...Array.from({ length: idle - spare.length }, () => new ParserProcess()));
  };
  const take = (): ParserProcess => spare.shift() ?? new ParserProcess();
  prepare();
  return {
    async open(options) {
      const session = new ChildSession({ options, clock, take, give: (child) => void release(child) });
      await session.start([...options.waiting]);
      prepare();
      return session;
    },
    async close() {
      closed = true;
      await Promise.all(spare.splice(0).map((child) => child.close()));
    },
  };

  async function release(child: ParserProcess): Promise<void> {
    if (child.end === null && !closed && spare.length < idle && child.documents < documentsPerChild) spare.push(child);
    else await child.close();
  }
}

interface SessionParts {
  readonly options: SessionOptions;
  readonly clock: Clock;
  take(): ParserProcess;
  give(child: ParserProcess): void;
}

class ChildSession implements ParseSession {
  readonly #parts: SessionParts;
  #child: ParserProcess;
  /** What was waiting when the last document ended: a new child begins with it. */
  #waiting: readonly WaitingIndicator[] = [];

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#child = parts.take();
  }

  async start(waiting: readonly WaitingIndicator[]): Promise<void> {
    this.#waiting = waiting;
    const { clock, options } = this.#parts;
    const opening: OpenFrame = {
      waiting,
      now: clock.now(),
      assertPlainObservables: options.assertPlainObservables ?? false,
    };
    await this.#child.writeJson(frameTypes.open, opening);
    await this.#answer(frameTypes.opened, 'a session was opened');
  }

  async read(body: AsyncIterable<Uint8Array>, encoding: string | null, sink: DocumentSink): Promise<DocumentResult> {
    if (this.#child.end !== null || this.#child.documents >= documentsPerChild) await this.#replace();
    this.#child.documents += 1;
    const { documentBytes } = this.#parts.options.budget;
    await this.#child.writeJson(frameTypes.begin, { encoding, documentBytes });
    const document = new Document(this.#child, this.#parts, sink);
    try {
      return await document.read(body);
    } finally {
      // A child left in the middle of a document would answer the next one with what belongs to this.
      if (!document.settled) this.#child.kill();
    }
  }

  async waiting(): Promise<readonly WaitingIndicator[]> {
    if (this.#child.end !== null) await this.#replace();
    await this.#child.writeJson(frameTypes.waiting, null);
    const list = await this.#answer(frameTypes.waitingList, 'waiting indicators were asked for');
    this.#waiting = frameJson(list) as readonly WaitingIndicator[];
    return this.#waiting;
  }

  close(): Promise<void> {
    this.#parts.give(this.#child);
    return Promise.resolve();
  }

  /** A new child goes on where the last whole document ended; references seen before it are lost and stay waiting. */
  async #replace(): Promise<void> {
    this.#child.kill();
    this.#child = this.#parts.take();
    await this.start(this.#waiting);
  }

  /** The child's answer of a type; what an earlier document left in the pipe is passed over. */
  async #answer(type: FrameType, when: string): Promise<Frame> {
    for (;;) {
      const frame = await this.#child.read();
      if (frame === null) throw childFailure(this.#child.end, when, 0);
      if (frame.type === type) return frame;
    }
  }
}

/** One document on its way through a child: bytes go in and records come out at the same time. */
class Document {
  readonly #child: ParserProcess;
  readonly #parts: SessionParts;
  readonly #sink: DocumentSink;
  readonly #done = new AbortController();
  #sent = 0;
  /** Pieces that the child has been given and not yet read. */
  #outstanding = 0;
  #progressAt = 0;
  #stalled = false;
  #bodyError: unknown = null;
  /** The child has said its last word on this document. */
  settled = false;

  constructor(child: ParserProcess, parts: SessionParts, sink: DocumentSink) {
    this.#child = child;
    this.#parts = parts;
    this.#sink = sink;
  }

  async read(body: AsyncIterable<Uint8Array>): Promise<DocumentResult> {
    // Not waited for: a document that fails must not wait for a body that is slow to come.
    void this.#feed(body);
    const watching = this.#watch();
    try {
      return await this.#collect();
    } finally {
      this.#done.abort();
      await watching;
    }
  }

  async #feed(body: AsyncIterable<Uint8Array>): Promise<void> {
    const { signal } = this.#done;
    try {
      for await (const chunk of body) {
        await this.#give(chunk);
        if (signal.aborted || this.#child.end !== null) return;
      }
      if (!signal.aborted) await this.#child.write(frameTypes.end, nothing);
    } catch (error) {
      this.#bodyError = error;
      if (!signal.aborted) await this.#child.write(frameTypes.cancel, nothing);
    }
  }

  async #give(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length && !this.#done.signal.aborted; at += piece) {
      const bytes = chunk.subarray(at, at + piece);
      if (this.#outstanding === 0) this.#progressAt = this.#parts.clock.monotonic();
      this.#outstanding += 1;
      this.#sent += bytes.length;
      await this.#child.write(frameTypes.data, bytes);
    }
  }

  async #collect(): Promise<DocumentResult> {
    for (;;) {
      const frame = await this.#child.read();
      if (frame === null) throw this.#failure();
      this.#progressAt = this.#parts.clock.monotonic();
      switch (frame.type) {
        case frameTypes.taken:
          this.#outstanding -= 1;
          break;
        case frameTypes.indicators:
          await this.#sink.indicators(frameJson(frame) as readonly Indicator[]);
          break;
        case frameTypes.result:
          this.settled = true;
          return frameJson(frame) as DocumentResult;
        case frameTypes.failure:
          this.settled = true;
          throw new Failure(frameJson(frame) as FailureRecord);
        case frameTypes.cancelled:
          // One that answers the cancelling of an earlier document, which had failed by itself, means nothing here.
          if (this.#bodyError === null) break;
          this.settled = true;
          throw this.#bodyError;
        default:
          throw fail('host/parser-crashed', `the parser sent a frame of type ${frame.type}`);
      }
    }
  }

  /** Kills a child that has been given something and makes nothing of it. */
  async #watch(): Promise<void> {
    const { clock, options } = this.#parts;
    const { stallMs } = options.budget;
    const { signal } = this.#done;
    while (!signal.aborted) {
      await clock.sleep(Math.min(1000, stallMs), signal);
      if (signal.aborted || this.#outstanding === 0 || clock.monotonic() - this.#progressAt < stallMs) continue;
      this.#stalled = true;
      this.#child.kill();
      return;
    }
  }

  #failure(): Failure {
    if (!this.#stalled) return childFailure(this.#child.end, 'a document was read', this.#sent);
    const { stallMs } = this.#parts.options.budget;
    return fail('host/parser-stalled', `the parser made nothing of the document for ${stallMs} ms and was ended`, {
      evidence: { offset: this.#sent, stallMs },
    });
  }
}

const nothing = new Uint8Array(0);

function childFailure(end: ChildEnd | null, when: string, offset: number): Failure {
  const { code, signal, said } = end ?? { code: null, signal: null, said: '' };
  const evidence = { offset, exit: code, signal };
  if (signal === 'SIGABRT' || /heap out of memory|Allocation failed/.test(said)) {
    return fail('host/parser-out-of-memory', `the parser ran out of memory while ${when}`, { evidence });
  }
  return fail('host/parser-crashed', `the parser ended (${signal ?? `exit ${code ?? 'unknown'}`}) while ${when}`, {
    evidence: { ...evidence, said: safeText(said.slice(-500), 500) },
  });
}
