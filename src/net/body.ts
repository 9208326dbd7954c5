import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import type { BodyBudget, ByteCount } from './decode.ts';
import { errorCode } from './error-code.ts';
import type { Deframer } from './framing.ts';
import type { Wire } from './wire.ts';
import { within } from './within.ts';

/** The slowest a body may come. Time in which nobody asks for more does not count. */
export interface Pace {
  /** Milliseconds without a byte. */
  readonly stall: number;
  /** Bytes a second over `window` milliseconds of waiting. */
  readonly bytesPerSecond: number;
  readonly window: number;
}

export interface BodyReading {
  readonly wire: Wire;
  readonly deframer: Deframer;
  readonly pace: Pace;
  readonly budget: BodyBudget;
  readonly count: ByteCount;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Names an error of the wire that says more than that it broke. */
  readonly named?: (error: unknown) => Failure | undefined;
}

/**
 * The content of a body as it comes off the wire, frame removed. Reads only when asked, so that a slow reader holds
 * the peer back.
 * @throws Failure `http/truncated`, `http/stalled`, `http/drip`, `http/framing`, `http/too-big`; the signal's reason.
 */
export async function* framedBody(reading: BodyReading): AsyncGenerator<Uint8Array> {
  const { deframer, count, budget } = reading;
  const read = pacedReader(reading);
  while (!deframer.done) {
    const chunk = await read();
    if (chunk === null) {
      if (deframer.endsByClose) return;
      throw truncated(reading, 'the connection was closed');
    }
    for (const piece of deframer.push(chunk)) {
      count.wire += piece.length;
      if (count.wire > budget.wireBytes) {
        throw fail('http/too-big', `the answer is longer than ${budget.wireBytes} bytes`, { evidence: { ...count } });
      }
      if (piece.length > 0) yield piece;
    }
  }
}

/** The next chunk within the stall limit, `null` at the peer's end; watches the pace over one window after another. */
function pacedReader(reading: BodyReading): () => Promise<Uint8Array | null> {
  const { wire, pace, clock, signal, count } = reading;
  let waited = 0;
  let came = 0;
  const expired = (): Failure =>
    fail('http/stalled', `no byte of the answer for ${pace.stall} ms, ${progress(reading)}`, {
      evidence: { ...count, stallMs: pace.stall },
    });
  return async () => {
    const began = clock.monotonic();
    const chunk = await within({ clock, ms: pace.stall, expired }, signal, () => wire.read()).catch(
      (error: unknown) => {
        if (error instanceof Failure) throw error;
        throw reading.named?.(error) ?? truncated(reading, `the connection broke (${errorCode(error)})`);
      },
    );
    waited += clock.monotonic() - began;
    came += chunk?.length ?? 0;
    if (waited < pace.window) return chunk;
    const rate = (came / waited) * 1000;
    if (chunk !== null && rate < pace.bytesPerSecond) {
      const message = `the answer comes at ${rate.toFixed(rate < 10 ? 1 : 0)} bytes a second, ${progress(reading)}`;
      throw fail('http/drip', message, { evidence: { ...count, bytesPerSecond: Math.round(rate) } });
    }
    waited = 0;
    came = 0;
    return chunk;
  };
}

function progress({ count, deframer }: BodyReading): string {
  return deframer.promised === null
    ? `${count.wire} bytes so far`
    : `${count.wire} of ${deframer.promised} bytes so far`;
}

function truncated(reading: BodyReading, how: string): Failure {
  const { count, deframer } = reading;
  return fail('http/truncated', `${how} in the middle of the answer, ${progress(reading)}`, {
    evidence: { ...count, promised: deframer.promised },
  });
}
