import { asFailure, Failure } from '../base/failure.ts';
import type { PollMode, PollProgress, PollReport } from '../feed/report.ts';
import type { Service, SourceView } from '../service/service.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { failedPollLines, pollLines } from './poll-report.ts';
import { LiveLine, progressText } from './progress.ts';

export const poll: CommandSpec = {
  path: 'poll',
  takes: ['<NAME>'],
  completes: 'source',
  options: [
    { flags: '--full', text: 'full' },
    { flags: '--delta', text: 'delta' },
    { flags: '--accept', text: 'accept' },
    { flags: '--cancel', text: 'cancel' },
  ],
  stopsItself: true,
  async run(context, given) {
    const name = given.argument(0);
    const mode = modeOf(context, given);
    const service = await context.service();
    if (given.on('cancel')) return cancelPoll(context, service, name);
    if (context.environment.signal.aborted) return exits.interrupted;
    const report = await follow(context, service, { name, mode, accept: given.on('accept') });
    await showPoll(context, service, report);
    if (context.environment.signal.aborted) return exits.interrupted;
    return report.state === 'succeeded' ? exits.ok : exits.problem;
  },
};

function modeOf({ texts }: Context, given: Given): PollMode | null {
  const chosen = ['full', 'delta', 'accept', 'cancel'].filter((option) => given.on(option));
  const [first, second] = chosen;
  if (first !== undefined && second !== undefined) {
    throw fail('usage/conflicting-options', texts.usage.conflict(`--${first}`, `--${second}`));
  }
  return first === 'full' || first === 'delta' ? first : null;
}

async function cancelPoll({ globals, print, texts }: Context, service: Service, name: string): Promise<number> {
  const cancelled = await service.cancelPoll(name);
  if (globals.json) print.out.json({ source: name, cancelled });
  else print.talk.line(cancelled ? texts.poll.cancelled(name) : texts.poll.nothingToCancel(name));
  return cancelled ? exits.ok : exits.problem;
}

interface Asked {
  readonly name: string;
  readonly mode: PollMode | null;
  /** Takes over what is lost or gained past the limits, this once. Default false. */
  readonly accept?: boolean;
  /** Told the keys of its TLS connections. */
  readonly keys?: (lines: readonly string[]) => void;
}

/** Runs the poll to its report, with a live line where somebody looks. Ctrl-C asks it to stop at the next safe point. */
export async function follow(
  context: Context,
  service: Service,
  { name, mode, accept = false, keys }: Asked,
): Promise<PollReport> {
  const { environment, globals, print, texts } = context;
  const { clock, signal } = environment;
  const live = print.talk.canRedraw && !globals.quiet ? new LiveLine(print.talk, clock) : null;
  const ended = new AbortController();
  let last: PollProgress | null = null;
  let seenAt = clock.monotonic();
  const draw = (): void => {
    if (last === null) return;
    const elapsedMs = last.elapsedMs + clock.monotonic() - seenAt;
    live?.show(
      signal.aborted ? texts.poll.stopping(name) : `${name}: ${progressText(context, { ...last, elapsedMs })}`,
    );
  };
  const stop = (): void => void service.cancelPoll(name).catch(() => false);
  signal.addEventListener('abort', stop, { once: true });
  const ticking = live === null ? null : tick(context, ended.signal, draw);
  try {
    for await (const event of service.poll(name, mode, { accept, keys: keys !== undefined })) {
      if (event.kind === 'report') return event.report;
      if (event.kind === 'keys') {
        keys?.(event.lines);
        continue;
      }
      last = event.progress;
      seenAt = clock.monotonic();
      draw();
    }
  } finally {
    ended.abort();
    await ticking;
    signal.removeEventListener('abort', stop);
    live?.clear();
  }
  throw asFailure(new Error('the poll ended without a report'), `poll of "${name}"`);
}

/** Redraws while nothing comes, so that a silent server does not look like a dead program. */
async function tick({ environment }: Context, ended: AbortSignal, draw: () => void): Promise<void> {
  while (!ended.aborted) {
    await environment.clock.sleep(250, ended);
    if (!ended.aborted) draw();
  }
}

/** A success is data, a failure is talk; with `--json` both are the report. */
export async function showPoll(context: Context, service: Service, report: PollReport): Promise<void> {
  const { globals, print } = context;
  if (globals.json) {
    print.out.json(report);
    return;
  }
  if (report.state === 'succeeded') {
    if (!globals.quiet) for (const line of pollLines(context, report, print.out)) print.out.line(line);
    return;
  }
  const source = await sourceOf(service, report.source);
  for (const line of failedPollLines(context, report, { source, settings: source?.settings ?? {}, pen: print.talk }))
    print.talk.line(line);
}

/** The source as it stands now; the report is shown without it when it cannot be read. */
async function sourceOf(service: Service, name: string): Promise<SourceView | null> {
  try {
    return await service.getSource(name);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
