import type { Change } from '../diagnosis/explain/episode.ts';
import { LogReader } from '../diagnosis/explain/log-reader.ts';
import { renderChange, renderSum, tellChange, type Layout } from '../diagnosis/explain/show.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { jsonText } from './printer.ts';
import { wrap } from './width.ts';

/** Milliseconds without a line after which the last message is taken for whole. */
const pauseMs = 400;

/** Facts in lines no longer than the terminal. */
export function layoutFor({ print }: Context): Layout {
  return (facts) => renderFacts(facts, print.out.measure, print.out.palette);
}

/**
 * Tells each episode as it begins, changes or recovers, until the lines end or somebody presses Ctrl-C; then the sum.
 * Exit 1 while a failure has not recovered, 130 after Ctrl-C.
 */
export async function explainAsItComes(context: Context, lines: AsyncIterable<string>): Promise<number> {
  const { environment, globals, print } = context;
  const { out } = print;
  const changes: Change[] = [];
  const reader = new LogReader((change) => changes.push(change));
  let number = 0;
  for await (const line of withPauses(lines, environment)) {
    if (line === null) reader.pause();
    else reader.push(line, (number += 1));
    for (const change of changes.splice(0)) showChange(context, change);
    await out.flush();
  }
  const explanation = reader.end();
  for (const change of changes.splice(0)) showChange(context, change);
  const open = explanation.episodes.filter((episode) => !episode.recovered).length;
  if (globals.json) {
    const { unreadable, dropped, sources } = explanation;
    const sum = { lines: explanation.lines, episodes: explanation.episodes.length, open, sources, dropped, unreadable };
    out.line(jsonText({ change: 'ended', ...sum }));
  } else for (const line of renderSum(explanation, globals.language)) out.line(line);
  if (environment.signal.aborted) return exits.interrupted;
  return open > 0 ? exits.problem : exits.ok;
}

function showChange(context: Context, change: Change): void {
  const { print, globals } = context;
  const { out } = print;
  if (globals.json) {
    out.line(jsonText(tellChange(change, globals.language)));
    return;
  }
  const [headline = '', ...rest] = renderChange(change, globals.language, layoutFor(context));
  for (const line of [...wrap(headline, out.measure), ...rest, '']) out.line(line);
}

/** The lines, and `null` once after each that no other follows for a while. Ends with the signal, too. */
async function* withPauses(
  lines: AsyncIterable<string>,
  { clock, signal }: Context['environment'],
): AsyncGenerator<string | null> {
  const iterator = lines[Symbol.asyncIterator]();
  const stopped = aborted(signal);
  for (;;) {
    const next = iterator.next();
    const came = new AbortController();
    const pause = clock.sleep(pauseMs, AbortSignal.any([came.signal, signal])).then(() => 'pause' as const);
    const first = await Promise.race([next, pause, stopped]);
    came.abort();
    if (first === 'pause' && !signal.aborted) yield null;
    const result = first === 'pause' ? await Promise.race([next, stopped]) : first;
    if (result === 'stopped' || result.done === true) return;
    yield result.value;
  }
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    const stop = (): void => resolve('stopped');
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
