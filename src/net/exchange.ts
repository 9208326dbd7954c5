import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { chosenHeaders } from './answer.ts';
import { framedBody, type Pace } from './body.ts';
import { fail } from './conditions.ts';
import { connectTo, type Connection, type Peer } from './connect.ts';
import { codingOf, decoded, defaultBodyBudget, type BodyBudget, type ByteCount } from './decode.ts';
import { errorCode } from './error-code.ts';
import { deframer, framingOf, type Deframer } from './framing.ts';
import { HeadReader, type Head } from './head.ts';
import type { Headers } from './headers.ts';
import { lifetime, type Lifetime } from './lifetime.ts';
import { encodeRequest, type Request } from './request.ts';
import type { Resolver } from './resolver.ts';
import { firstBytes } from './tap.ts';
import { targetUrl } from './target.ts';
import { looksLikeTls } from './tls-records.ts';
import { Trace, type Timings, type Warning } from './trace.ts';
import { within } from './within.ts';

/** What an exchange takes from the world. */
export interface ExchangeDeps {
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly budget?: Partial<BodyBudget>;
  /** Slowest pace of a body. Default 1,000 bytes a second over 60 s of waiting; the stall limit is the target's. */
  readonly pace?: Partial<Pace>;
}

/** An answer whose head has been read. Judging the status is the caller's (`statusFailure`). */
export interface Response {
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  /** The status line as it came. */
  readonly statusLine: string;
  /**
   * The content, unpacked. To be read once, to its end, or closed. Fails with `http/*`, every failure carrying the
   * whole evidence of the exchange.
   */
  readonly body: AsyncIterable<Uint8Array>;
  readonly peer: Peer;
  /** Live: grow while the body is read. */
  readonly timings: Timings;
  readonly bytes: Readonly<ByteCount>;
  readonly warnings: readonly Warning[];
  /** The server's `Date`, milliseconds since 1970; `null` without a readable one. */
  readonly serverDate: number | null;
  /** How far the server's clock is ahead of ours, milliseconds, to a second or so. */
  readonly clockSkew: number | null;
  /** No length was given: a cut of the body cannot be seen here, only in the document. */
  readonly endsByClose: boolean;
  /** Ends the exchange where the body is not wanted (any more). */
  close(): void;
}

/**
 * Sends one request over a connection of its own and resolves when the head of the answer has been read. Redirects
 * are not followed and no request is repeated. The only way out of the process.
 * @throws Failure `config/*`, `dns/*`, `tcp/*`, `proxy/*`, `tls/*`, `http/*` with hop, time per stage and what was
 *   seen; `gate/cancelled` when the request's signal is aborted.
 */
export async function exchange(request: Request, deps: ExchangeDeps): Promise<Response> {
  const { target } = request;
  const trace = new Trace(deps.clock, `request to ${targetUrl(target)}`);
  trace.note({ url: targetUrl(target), method: request.method });
  const life = lifetime(deps.clock, target.timeouts.request, request.signal);
  const state: Exchange = { request, deps, trace, life, connection: undefined };
  try {
    const bytes = encodeRequest(request);
    life.signal.throwIfAborted();
    const connection = await connectTo(target, { ...deps, trace, signal: life.signal, keys: request.keys });
    state.connection = connection;
    connection.wire.write(bytes);
    const head = await trace.time('head', () => readHead(connection, state));
    return respond(head, connection, state);
  } catch (error) {
    finish(state);
    throw trace.failure(error);
  }
}

interface Exchange {
  readonly request: Request;
  readonly deps: ExchangeDeps;
  readonly trace: Trace;
  readonly life: Lifetime;
  connection: Connection | undefined;
}

function finish({ connection, life }: Exchange): void {
  connection?.wire.close();
  life.end();
}

async function readHead(connection: Connection, { request, deps, life, trace }: Exchange): Promise<Head> {
  const { wire } = connection;
  const ms = request.target.timeouts.firstByte;
  const reader = new HeadReader();
  let first: Uint8Array = new Uint8Array(0);
  const expired = (): Failure => {
    const sofar = first.length === 0 ? 'no byte of an answer' : `only ${reader.bytes} bytes of a head`;
    return fail('http/slow-server', `${sofar} within ${ms} ms`);
  };
  return await within({ clock: deps.clock, ms, expired }, life.signal, async () => {
    for (;;) {
      const chunk = await wire.read().catch((error: unknown) => {
        throw connection.asTlsFailure(error) ?? brokeOff(error, reader.bytes);
      });
      if (chunk === null) throw closedEarly(first, reader.bytes);
      if (first.length < 64) {
        first = Buffer.concat([first, chunk]);
        trace.note({ firstBytes: firstBytes(first) });
      }
      const head = reader.push(chunk);
      if (head === null) continue;
      wire.unread(reader.rest);
      trace.note({ statusLine: safeText(head.line), headers: chosenHeaders(head.headers) });
      return head;
    }
  });
}

function brokeOff(error: unknown, bytes: number): Failure {
  return fail('http/reset', `the connection broke (${errorCode(error)}) ${soFar(bytes)}`, {
    evidence: { error: errorCode(error), bytes },
  });
}

function closedEarly(first: Uint8Array, bytes: number): Failure {
  if (looksLikeTls(first)) return fail('http/port-is-tls', 'the port answered with a TLS record');
  return fail('http/no-answer-closed', `the server closed the connection ${soFar(bytes)}`, { evidence: { bytes } });
}

function soFar(bytes: number): string {
  return bytes === 0 ? 'without a byte of an answer' : `after ${bytes} bytes of a head`;
}

function respond(head: Head, connection: Connection, state: Exchange): Response {
  const count: ByteCount = { wire: 0, decoded: 0 };
  const frames = deframer(framingOf(head));
  const date = dateOf(head.headers.get('date'));
  return {
    status: head.status,
    reason: head.reason,
    headers: head.headers,
    statusLine: head.line,
    body: timed(contentOf({ head, frames, count, connection }, state), state),
    peer: connection.peer,
    timings: state.trace.timings,
    bytes: count,
    warnings: state.trace.warnings,
    serverDate: date,
    clockSkew: date === null ? null : date - state.deps.clock.now(),
    endsByClose: frames.endsByClose,
    close: () => finish(state),
  };
}

interface Content {
  readonly head: Head;
  readonly frames: Deframer;
  readonly count: ByteCount;
  readonly connection: Connection;
}

/** Judges the coding only when the body is asked for: of a refusal the status is the news. */
async function* contentOf(
  { head, frames, count, connection }: Content,
  { deps, request, trace, life }: Exchange,
): AsyncGenerator<Uint8Array> {
  const budget = { ...defaultBodyBudget, ...deps.budget };
  const pace = { bytesPerSecond: 1000, window: 60_000, ...deps.pace, stall: request.target.timeouts.stall };
  const declared = codingOf(head.headers.get('content-encoding'));
  const source = framedBody({
    wire: connection.wire,
    named: (error) => connection.asTlsFailure(error),
    deframer: frames,
    pace,
    budget,
    count,
    clock: deps.clock,
    signal: life.signal,
  });
  const undeclaredGzip = (): void => {
    trace.warnings.push({ code: 'http/gzip-undeclared', message: 'the answer is gzip but does not say so' });
  };
  yield* decoded(source, { declared, budget, count, undeclaredGzip });
}

/** Counts the time spent on each piece, and ends the exchange with the body, whichever way that ends. */
async function* timed(content: AsyncGenerator<Uint8Array>, state: Exchange): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const next = await state.trace.time('body', () => content.next());
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw state.trace.failure(error);
  } finally {
    finish(state);
    await content.return(undefined);
  }
}

function dateOf(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
