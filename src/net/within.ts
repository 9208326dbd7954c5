import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';

/** A limit in time: after `ms` (by the clock) the work fails with what `expired` makes. */
export interface Limit {
  readonly clock: Clock;
  readonly ms: number;
  readonly expired: () => Failure;
}

/**
 * The result of `work`, or its limit's failure, or the reason with which `parent` was aborted, whichever comes first.
 * The signal given to `work` is aborted in the last two cases; what `work` does afterwards is no longer heard of.
 */
export async function within<T>(
  limit: Limit,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const own = new AbortController();
  const timer = new AbortController();
  const passOn = (): void => own.abort(parent.reason);
  parent.addEventListener('abort', passOn, { once: true });
  void limit.clock.sleep(limit.ms, timer.signal).then(() => {
    if (!timer.signal.aborted) own.abort(limit.expired());
  });
  try {
    return await unlessAborted(own.signal, work(own.signal));
  } finally {
    timer.abort();
    parent.removeEventListener('abort', passOn);
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Failure);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
