import type { Random } from '../base/clock.ts';
import { failing, Failure } from '../base/failure.ts';
import { formatMicros } from '../base/instant.ts';
import { CapWatch, PartWatch, type PartVerdict } from '../feed/parts.ts';
import { backOff } from '../feed/retry.ts';
import { sourceUrl } from '../feed/source.ts';
import type { Span } from '../feed/window.ts';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import type { DocumentSink } from '../parse/session.ts';
import { pollFulfillment, pollRequest } from '../taxii/encode.ts';
import type { PollResponse, StatusMessage, TaxiiMessage, TaxiiVersion } from '../taxii/message.ts';
import { promisedResult, statusFailure, wrongReply } from '../taxii/verdict.ts';
import { pollerConditions } from './conditions.ts';
import type { SegmentClient, SegmentOutcome } from './ports.ts';
import { targetOf, type Line } from './line.ts';
import { send, type Taxii1Answer } from './taxii1-exchange.ts';

const fail = failing(pollerConditions);

/** Waits between asking for a promised result, milliseconds, and how long it is asked for in all. */
const pendingWait = { least: 1000, most: 30_000, total: 15 * 60_000 };

export interface Taxii1Parts extends Omit<Line, 'target'> {
  readonly random: Random;
  /** Parts of one result before it is called endless. Default 10,000. */
  readonly partBudget?: number;
}

/** Reads one collection of a TAXII 1.0 or 1.1 server for the length of one poll. */
export function taxii1Client(parts: Taxii1Parts): SegmentClient {
  return new Taxii1Client(parts);
}

class Taxii1Client implements SegmentClient {
  readonly kind = 'segments';
  readonly #parts: Taxii1Parts & Line;
  readonly #cap = new CapWatch();
  #version: TaxiiVersion;
  #bindings: readonly string[];
  #messages = 0;
  #countDoubted = false;

  constructor(parts: Taxii1Parts) {
    this.#parts = { ...parts, target: targetOf(parts.settings) };
    this.#version = parts.settings.taxiiVersion === '1.0' ? '1.0' : '1.1';
    this.#bindings = parts.settings.bindings;
  }

  async read(span: Span | null, sink: DocumentSink): Promise<SegmentOutcome> {
    const first = await this.#first(span, sink);
    if (!isPart(first)) return { ...nothingNew, serverNow: first.serverNow };
    return this.#drain(first, span, sink);
  }

  compared(whole: number, halves: number): void {
    this.#cap.compared(whole, halves);
  }

  waiting(): Promise<readonly WaitingIndicator[]> {
    return this.#parts.session.waiting();
  }

  close(): Promise<void> {
    return this.#parts.session.close();
  }

  /** The first part of a segment's result, or the status message that says that there is nothing new. */
  async #first(span: Span | null, sink: DocumentSink): Promise<Taxii1Answer> {
    for (let fallback = 0; ; fallback += 1) {
      const answer = await this.#send(this.#pollRequest(span), sink);
      if (isPart(answer)) return this.#checked(answer);
      const status = this.#status(answer.message);
      if (status.type === 'SUCCESS') return answer;
      if (status.type === 'PENDING') return this.#pending(status, sink);
      if (fallback >= 2 || !this.#fallBack(status)) throw statusFailure(status, this.#context());
    }
  }

  /** Drops what this server does not know: the offered bindings, or the version. False where nothing is left to drop. */
  #fallBack(status: StatusMessage): boolean {
    if (status.type === 'UNSUPPORTED_CONTENT' && this.#bindings.length > 0) {
      this.#bindings = [];
      return true;
    }
    const foreign = ['UNSUPPORTED_MESSAGE', 'UNSUPPORTED_PROTOCOL'].includes(status.type) || status.version === '1.0';
    if (this.#parts.settings.taxiiVersion !== 'auto' || this.#version === '1.0' || !foreign) return false;
    this.#version = '1.0';
    this.#parts.observer.warn('taxii/version', 'the server does not speak TAXII 1.1; it is asked in 1.0');
    return true;
  }

  /**
   * Waits for a promised result (TAXII 1.1 §4.2.3): the newest id first, since some servers change it with each answer.
   * One that is to be pushed, or has no id to ask for it by, cannot be fetched.
   */
  async #pending(promise: StatusMessage, sink: DocumentSink): Promise<PartAnswer> {
    const { clock, signal, observer, settings } = this.#parts;
    const began = clock.monotonic();
    const original = promisedResult(promise);
    if (original === null) throw statusFailure(promise, this.#context());
    let status = promise;
    observer.stage('taxii');
    while (clock.monotonic() - began < pendingWait.total && !signal.aborted) {
      await clock.sleep(estimatedWait(status), signal);
      const answer = await this.#fulfil(promisedResult(status) ?? original, original, sink);
      if (isPart(answer)) return this.#checked(answer);
      status = this.#status(answer.message);
      if (status.type !== 'PENDING') throw statusFailure(status, this.#context());
    }
    const minutes = Math.round((clock.monotonic() - began) / 60_000);
    throw fail(
      'taxii/pending-too-long',
      `poll of "${settings.name}": the promised result was not ready after ${minutes} minutes`,
      {
        evidence: { resultId: original, waitedMs: Math.round(clock.monotonic() - began) },
      },
    );
  }

  async #fulfil(newest: string, original: string, sink: DocumentSink): Promise<Taxii1Answer> {
    const answer = await this.#send(this.#fulfillment(newest, 1), sink);
    const known = answer.message.kind !== 'status' || answer.message.type === 'PENDING';
    return known || newest === original ? answer : this.#send(this.#fulfillment(original, 1), sink);
  }

  async #drain(first: PartAnswer, span: Span | null, sink: DocumentSink): Promise<SegmentOutcome> {
    const watch = new PartWatch(this.#parts.partBudget);
    let answer: PartAnswer | null = first;
    let last = first;
    let verdict: PartVerdict = { kind: 'end' };
    let part = 0;
    let blocks = 0;
    while (answer !== null) {
      part += 1;
      last = answer;
      blocks += answer.message.blocks;
      const { more, resultId } = answer.message;
      verdict = watch.next({ part, blocks: answer.message.blocks, digest: answer.contentDigest, more, resultId });
      answer = verdict.kind === 'next' ? await this.#part(verdict.resultId, verdict.part, sink) : null;
    }
    if (verdict.kind === 'end-with-warning') {
      this.#parts.observer.warn(
        'taxii/more-without-result-id',
        'the server says that there is more but not how to ask for it',
      );
    }
    return {
      parts: part,
      blocks,
      answeredEnd: last.message.end,
      serverNow: first.serverNow,
      doubtful: span !== null && this.#doubts(first.message, part, blocks),
      incomplete: verdict.kind === 'loop' ? this.#loop(verdict.why, part) : null,
    };
  }

  /** A further part; `null` at an end that the server shows in another way than `more=false`. */
  async #part(resultId: string, part: number, sink: DocumentSink): Promise<PartAnswer | null> {
    const { observer } = this.#parts;
    const answer = await this.#sendAgain(resultId, part, sink);
    if (answer === null || isPart(answer)) return answer === null ? null : this.#checked(answer);
    const status = this.#status(answer.message);
    if (status.type === 'INVALID_RESPONSE_PART') {
      observer.warn('taxii/invalid-part', `part ${part} does not exist though more was promised: taken as the end`);
      return null;
    }
    if (status.type === 'NOT_FOUND') throw this.#resultLost(part);
    throw statusFailure(status, this.#context());
  }

  /** Asking for a part twice is legal (TAXII 1.1 §5.2.3), so a part is what is asked for again when the line breaks. */
  async #sendAgain(resultId: string, part: number, sink: DocumentSink): Promise<Taxii1Answer | null> {
    const { clock, random, settings, signal, observer } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(this.#fulfillment(resultId, part), sink);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (error.code === 'body/empty') {
          observer.warn(
            'body/empty-past-end',
            `part ${part} came back empty though more was promised: taken as the end`,
          );
          return null;
        }
        if (error.retry !== 'soon' || attempt >= settings.attempts || signal.aborted) throw error;
        observer.warn(error.code, `part ${part} was asked for again: ${error.message}`);
        await clock.sleep(backOff(attempt, random()), signal);
      }
    }
  }

  #send(xml: string, sink: DocumentSink): Promise<Taxii1Answer> {
    return send(this.#parts, { version: this.#version, xml }, sink);
  }

  #pollRequest(span: Span | null): string {
    const { collection, subscription } = this.#parts.settings;
    return pollRequest({
      version: this.#version,
      messageId: this.#nextId(),
      collection,
      subscription,
      begin: span === null ? null : formatMicros(span.begin),
      end: span === null ? null : formatMicros(span.end),
      responseType: 'FULL',
      allowAsynch: true,
      bindings: this.#bindings,
    });
  }

  #fulfillment(resultId: string, part: number): string {
    const { collection } = this.#parts.settings;
    return pollFulfillment({ messageId: this.#nextId(), collection, resultId, part });
  }

  #nextId(): string {
    this.#messages += 1;
    return String(Math.floor(this.#parts.random() * 2 ** 40) * 1000 + (this.#messages % 1000));
  }

  /** An answer for another collection comes from a cache or a balancer: nothing of it is kept. */
  #checked(answer: PartAnswer): PartAnswer {
    const { collection } = answer.message;
    if (collection === null || collection.toLowerCase() === this.#parts.settings.collection.toLowerCase())
      return answer;
    throw wrongReply(answer.message, this.#context());
  }

  #status(message: TaxiiMessage): StatusMessage {
    if (message.kind === 'status') return message;
    throw wrongReply(message, this.#context());
  }

  /**
   * 1.0 has no parts and may be cut without a sign. In 1.1 a count of another size than what came tells of a result
   * that moved while it was paged; that is doubted once a poll, for some servers always count wrongly.
   */
  #doubts(first: PollResponse, parts: number, blocks: number): boolean {
    if (first.version === '1.0') return this.#cap.suspects(blocks);
    const { recordCount, recordCountPartial } = first;
    if (parts < 2 || recordCount === null || recordCountPartial || recordCount === blocks || this.#countDoubted)
      return false;
    this.#countDoubted = true;
    this.#parts.observer.warn(
      'taxii/count-differs',
      `the server counted ${recordCount} blocks and sent ${blocks}: read again in halves`,
    );
    return true;
  }

  #loop(why: string, part: number): Failure {
    const { name } = this.#parts.settings;
    return fail(
      'taxii/part-loop',
      `poll of "${name}": stopped at part ${part}, for the server does not come to an end (${why})`,
      {
        evidence: { part, why },
      },
    );
  }

  #resultLost(part: number): Failure {
    const { name } = this.#parts.settings;
    return fail(
      'taxii/result-lost',
      `poll of "${name}": the server no longer knew the result when part ${part} was asked for`,
      {
        evidence: { part },
      },
    );
  }

  #context(): { readonly source: string; readonly url: string; readonly collection: string } {
    const { settings } = this.#parts;
    return { source: settings.name, url: sourceUrl(settings), collection: settings.collection };
  }
}

interface PartAnswer extends Taxii1Answer {
  readonly message: PollResponse;
}

const nothingNew: SegmentOutcome = {
  parts: 1,
  blocks: 0,
  answeredEnd: null,
  serverNow: null,
  doubtful: false,
  incomplete: null,
};

function isPart(answer: Taxii1Answer): answer is PartAnswer {
  return answer.message.kind === 'poll-response';
}

/** Estimates are often far too long (a constant 300 s for what takes 5): a short one is believed, a long one is not waited for. */
function estimatedWait(status: StatusMessage): number {
  const seconds = Number(status.details['ESTIMATED_WAIT']?.[0] ?? Number.NaN);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : pendingWait.most;
  return Math.min(Math.max(ms, pendingWait.least), pendingWait.most);
}
