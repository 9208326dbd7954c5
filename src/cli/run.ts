import { asFailure } from '../base/failure.ts';
import type { Service } from '../service/service.ts';
import { complain } from './complaint.ts';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';
import { exitCodeOf, exits } from './exit.ts';
import { readGlobals } from './globals.ts';
import { openPrinter, OutputGone, type Printer } from './printer.ts';
import { readCommandLine } from './program.ts';
import { catalogue } from './texts.ts';

/** Somebody pressed Ctrl-C. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Runs one command line (`argv` without the program's own name) and resolves with its exit code (`exits`). It never
 * rejects: whatever goes wrong is told on `stderr` first. Everything has been written when it resolves.
 */
export async function runCli(argv: readonly string[], environment: Environment): Promise<number> {
  const globals = readGlobals(argv, environment.env);
  const print = openPrinter(environment, globals.noColor);
  let opened: Promise<Service> | undefined;
  const context: Context = {
    environment,
    globals,
    print,
    texts: catalogue[globals.language],
    service: () => (opened ??= environment.openService(globals.data)),
  };
  let code = await attempt(context, () => runCommand(argv, context));
  const service = await settled(opened, environment.signal);
  if (service !== undefined) code = (await attempt(context, () => closed(service))) || code;
  return (await flushed(context, print)) ?? code;
}

/** The service once it is open; whoever was interrupted does not wait for one that is not open yet. */
function settled(opened: Promise<Service> | undefined, signal: AbortSignal): Promise<Service | undefined> {
  const service = Promise.resolve(opened).catch(() => undefined);
  return signal.aborted ? Promise.race([service, Promise.resolve().then(() => undefined)]) : service;
}

async function closed(service: Service): Promise<number> {
  await service.close();
  return exits.ok;
}

async function runCommand(argv: readonly string[], context: Context): Promise<number> {
  const { spec, given } = await readCommandLine(argv, context);
  const { signal } = context.environment;
  const work = spec.run(context, given);
  if (spec.stopsItself === true) return work;
  return Promise.race([work, interruption(signal, work)]);
}

/** Rejects when the signal aborts; the work goes on unheard until the process ends. */
function interruption(signal: AbortSignal, work: Promise<number>): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new Interrupted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.catch(() => undefined).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The exit code of what is attempted; a failure is told, an interruption and a reader who left are not. */
async function attempt(context: Context, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutputGone) return exits.ok;
    if (error instanceof Interrupted || context.environment.signal.aborted) return exits.interrupted;
    const failure = asFailure(error, 'feedgate');
    complain(context, failure);
    return exitCodeOf(failure.code);
  }
}

/** Lets both ways out take what is left; the exit code when that fails. */
async function flushed(context: Context, print: Printer): Promise<number | undefined> {
  const code = await attempt(context, async () => {
    await print.out.flush();
    return exits.ok;
  });
  await attempt(context, async () => {
    await print.talk.flush();
    return exits.ok;
  });
  return code === exits.ok || code === exits.interrupted ? undefined : code;
}
