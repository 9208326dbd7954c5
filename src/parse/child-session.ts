import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import { childFailure, stalledFailure } from './child-failure.ts';
import type { ParserProcess } from './child-process.ts';
import { DocumentRun } from './document-run.ts';
import { type Frame, frameJson, frameTypes, type FrameType } from './frames.ts';
import type { BeginFrame, OpenFrame } from './records.ts';
import type { DocumentResult, DocumentSink, ParseSession, SessionOptions, Told } from './session.ts';
import { Watch } from './watch.ts';

/** Where a session's children come from and go to. */
export interface ChildSource {
  readonly clock: Clock;
  /** A child that can be given work. @throws Failure `host/parser-crashed` */
  take(): ParserProcess;
  /** Takes back a child that is not needed any more; resolves when it has been put away. */
  give(child: ParserProcess): Promise<void>;
}

/** Milliseconds that a child may take to start on a busy machine; its stall budget where that is longer. */
const startMs = 30_000;

/** A session in a child; one that dies takes its document along and is replaced. */
export class ChildSession implements ParseSession {
  readonly #source: ChildSource;
  readonly #options: SessionOptions;
  #child: ParserProcess;
  /** What a new child begins with: what was waiting when it was last asked for. */
  #waiting: readonly WaitingIndicator[];
  #closed = false;

  private constructor(options: SessionOptions, source: ChildSource) {
    this.#options = options;
    this.#source = source;
    this.#waiting = options.waiting;
    this.#child = source.take();
  }

  /** @throws Failure `host/parser-*` */
  static async open(options: SessionOptions, source: ChildSource): Promise<ChildSession> {
    const session = new ChildSession(options, source);
    try {
      await session.#begin();
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async read(
    body: AsyncIterable<Uint8Array>,
    encoding: string | null,
    sink: DocumentSink,
    told?: Told,
  ): Promise<DocumentResult> {
    const child = await this.#ready();
    const { budget } = this.#options;
    child.documents += 1;
    const begin: BeginFrame = { encoding, documentBytes: budget.documentBytes, ...(told && { told }) };
    const watch = new Watch(child, this.#source.clock, budget.stallMs);
    const run = new DocumentRun(child, watch, budget, sink);
    try {
      await child.writeJson(frameTypes.begin, begin);
      return await run.read(body);
    } finally {
      watch.stop();
      // A child left in the middle of a document cannot be given another.
      if (!run.settled) child.kill();
    }
  }

  async waiting(): Promise<readonly WaitingIndicator[]> {
    await this.#ready();
    const list = await this.#ask({ question: frameTypes.waiting, payload: null, answer: frameTypes.waitingList });
    this.#waiting = frameJson(list) as readonly WaitingIndicator[];
    return this.#waiting;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#source.give(this.#child);
  }

  /** The child, or a new one that goes on where the session was last asked what is waiting; definitions seen before are lost. */
  async #ready(): Promise<ParserProcess> {
    if (!this.#child.usable) {
      await this.#source.give(this.#child);
      this.#child = this.#source.take();
      await this.#start();
    }
    return this.#child;
  }

  /** A child that was kept ready may have died without anybody having noticed: another is tried then. */
  async #begin(): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'host/parser-crashed') throw error;
      await this.#ready();
    }
  }

  async #start(): Promise<void> {
    const opening: OpenFrame = {
      kind: this.#options.kind,
      waiting: this.#waiting,
      now: this.#source.clock.now(),
      assertPlainObservables: this.#options.assertPlainObservables ?? false,
      list: this.#options.list ?? null,
    };
    await this.#ask({ question: frameTypes.open, payload: opening, answer: frameTypes.opened, allowed: startMs });
  }

  /** Asks and waits for the answer; what an earlier document left in the pipe is passed over. */
  async #ask({ question, payload, answer, allowed = 0 }: Question): Promise<Frame> {
    const child = this.#child;
    const stallMs = Math.max(allowed, this.#options.budget.stallMs);
    const watch = new Watch(child, this.#source.clock, stallMs);
    watch.moved(true);
    try {
      await child.writeJson(question, payload);
      for (;;) {
        const frame = await child.read();
        if (frame?.type === answer) return frame;
        if (frame !== null) continue;
        throw watch.stalled ? stalledFailure(stallMs, 0) : childFailure(child.end, 'a session was kept in it', 0);
      }
    } finally {
      watch.stop();
    }
  }
}

interface Question {
  readonly question: FrameType;
  readonly payload: unknown;
  readonly answer: FrameType;
  /** Milliseconds until it counts as stalled, where that is more than the budget's. */
  readonly allowed?: number;
}
