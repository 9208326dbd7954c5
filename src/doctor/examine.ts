import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import { readRunning } from '../host/directory-lock.ts';
import type { DataPaths } from '../host/paths.ts';
import { within } from '../net/within.ts';
import type { Result } from './check.ts';
import { olderDaemon, type DaemonFacts, type DaemonHello } from './check-daemon.ts';
import { commandChecks, servingChecks, type DoctorOptions, type ServingWorld } from './checks.ts';
import { fail } from './conditions.ts';
import { runChecks } from './run-checks.ts';

/** First who serves, then what its checks found. */
export type DoctorEvent =
  | ({ readonly kind: 'hello' } & DaemonHello)
  | { readonly kind: 'results'; readonly results: readonly Result[] };

/** The daemon of the data directory, as far as it is asked here. */
export interface Daemon {
  doctor(options: DoctorOptions): AsyncIterable<DoctorEvent>;
  close(): Promise<void>;
}

/** Everything that the examination of an installation needs of the command's process. */
export interface ExamineParts {
  readonly version: string;
  readonly clock: Clock;
  readonly paths: DataPaths;
  /** `null` where none listens. @throws Failure `gate/daemon-unreachable`. */
  connect(): Promise<Daemon | null>;
  /** Whether somebody holds the lock of the data directory; asked only where nobody listens. */
  locked(): boolean;
  /** This process in the place of a daemon. */
  readonly here: ServingWorld;
}

/** For the connection and the first word; and for all checks of the daemon, each of which has its own limit. */
const helloMs = 3000;
const resultsMs = 40_000;
const thoroughMs = 16 * 60_000;

/**
 * Looks at the whole installation: what only this process can see, and then what the daemon sees, or this process in
 * its place where none runs or answers. Never rejects, but for an aborted signal; changes nothing.
 */
export async function examine(
  parts: ExamineParts,
  options: DoctorOptions,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const { clock, paths, version, here } = parts;
  const asked = await askDaemon(parts, options, signal);
  const daemon: DaemonFacts = {
    version,
    now: clock.now(),
    answer: asked.answer,
    locked: asked.answer === null && parts.locked(),
    running: readRunning(paths) ?? null,
  };
  const [own, serving] = await Promise.all([
    runChecks(commandChecks({ version, paths, daemon }), { clock, signal }),
    asked.results ?? runChecks(servingChecks(here), { clock, signal }),
  ]);
  return [...own, ...serving];
}

interface Asked {
  readonly answer: DaemonFacts['answer'];
  /** `null` where this process has to look for itself. */
  readonly results: readonly Result[] | null;
}

async function askDaemon(parts: ExamineParts, options: DoctorOptions, signal: AbortSignal): Promise<Asked> {
  const silent = (ms: number) => (): Failure =>
    fail('gate/daemon-unreachable', `no answer of the daemon within ${ms} ms`);
  const { clock } = parts;
  let daemon: Daemon | null = null;
  let answer: DaemonFacts['answer'] = null;
  try {
    const opened = await within({ clock, ms: helloMs, expired: silent(helloMs) }, signal, async () => {
      daemon = await parts.connect();
      return daemon === null ? null : begin(daemon.doctor(options));
    });
    if (opened === null) return { answer, results: null };
    answer = opened.hello;
    const ms = options.thorough ? thoroughMs : resultsMs;
    const results = await within({ clock, ms, expired: silent(ms) }, signal, () => opened.rest);
    return { answer, results };
  } catch (error) {
    signal.throwIfAborted();
    // A daemon that has said who it is and breaks off later is told as one that does not answer.
    return { answer: reasonOf(asFailure(error, 'asking the daemon'), answer), results: null };
  } finally {
    await closed(daemon);
  }
}

async function closed(daemon: Daemon | null): Promise<void> {
  await daemon?.close().catch(() => undefined);
}

function reasonOf({ code, message, cause }: Failure, answer: DaemonFacts['answer']): DaemonFacts['answer'] {
  if (code === 'gate/unknown-method') return olderDaemon;
  if (cause instanceof Error && 'code' in cause && cause.code === 'EACCES') return 'EACCES';
  return answer === null ? message : `${message} after it had begun`;
}

/** The first word, and a promise of the rest. */
async function begin(
  events: AsyncIterable<DoctorEvent>,
): Promise<{ readonly hello: DaemonHello; readonly rest: Promise<readonly Result[]> }> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true || first.value.kind !== 'hello')
    throw fail('gate/daemon-unreachable', 'no word of the daemon');
  const { version, pid, since } = first.value;
  const rest = iterator.next().then((next) => {
    if (next.done === true || next.value.kind !== 'results') throw fail('gate/daemon-unreachable', 'no results');
    return next.value.results;
  });
  rest.catch(() => undefined);
  return { hello: { version, pid, since }, rest };
}

/** The daemon's side: who it is, then its results. Leaving the iteration stops the checks. */
export async function* serveDoctor(hello: DaemonHello, world: ServingWorld): AsyncGenerator<DoctorEvent> {
  const stop = new AbortController();
  try {
    yield { kind: 'hello', ...hello };
    yield {
      kind: 'results',
      results: await runChecks(servingChecks(world), { clock: world.clock, signal: stop.signal }),
    };
  } finally {
    stop.abort();
  }
}
