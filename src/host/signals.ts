import { asFailure, type Failure } from '../base/failure.ts';

/** The part of `process` that is used here. */
export interface ProcessLike {
  on(event: string, listener: (first: unknown) => void): unknown;
  off(event: string, listener: (first: unknown) => void): unknown;
  exit(code: number): unknown;
}

const stopping = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type StopSignal = keyof typeof stopping;

/**
 * Calls `stop` on the first of SIGINT, SIGTERM, SIGHUP; a second one ends the process at once with 128 + its number.
 * With `reload`, SIGHUP calls that instead, as often as it comes. The answer takes the listeners away again.
 */
export function onSignals(
  stop: (signal: StopSignal) => void,
  host: ProcessLike = process,
  reload: (() => void) | null = null,
): () => void {
  let stopped = false;
  const removers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const listener = (): void => {
      if (signal === 'SIGHUP' && reload !== null) return reload();
      if (stopped) host.exit(stopping[signal]);
      stopped = true;
      stop(signal);
    };
    host.on(signal, listener);
    return () => host.off(signal, listener);
  });
  return () => removers.forEach((remove) => remove());
}

/** EX_SOFTWARE of sysexits: an internal error; the supervisor starts us again. */
const exitBug = 70;

/**
 * The last resort: what nobody caught is written as a failure, then the process exits with 70. State on disk can
 * always be started from, so nothing is tried beyond that.
 */
export function installLastResort(write: (failure: Failure) => void, host: ProcessLike = process): void {
  let dying = false;
  const die = (thrown: unknown): void => {
    if (dying) return;
    dying = true;
    try {
      write(asFailure(thrown, 'nobody caught'));
    } finally {
      host.exit(exitBug);
    }
  };
  host.on('uncaughtException', die);
  host.on('unhandledRejection', die);
}
