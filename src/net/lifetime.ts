import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';

/** How long an exchange may live: until it ends, its whole limit passes, or somebody cancels it. */
export interface Lifetime {
  /** Aborted with a `Failure` as reason. */
  readonly signal: AbortSignal;
  /** Ends it in peace: no timer or listener stays. Later calls do nothing. */
  end(): void;
}

/** @param ms for the whole exchange. */
export function lifetime(clock: Clock, ms: number, cancel: AbortSignal | undefined): Lifetime {
  const life = new AbortController();
  const timer = new AbortController();
  const cancelled = (): void => life.abort(cancellation());
  const end = (): void => {
    timer.abort();
    cancel?.removeEventListener('abort', cancelled);
  };
  if (cancel?.aborted === true) cancelled();
  else cancel?.addEventListener('abort', cancelled, { once: true });
  void clock.sleep(ms, timer.signal).then(() => {
    if (timer.signal.aborted) return;
    end();
    life.abort(fail('http/too-long', `the request took longer than ${ms} ms`));
  });
  return { signal: life.signal, end };
}

function cancellation(): Failure {
  return fail('gate/cancelled', 'the request was cancelled');
}
