import type { CommandSpec } from './command.ts';
import { titleOf } from './complaint.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { aborted } from './lab.ts';
import { exerciseOf, feedgateAgain, standing, type Standing } from './lab-exercise.ts';
import { typedLine } from './lab-source.ts';

/** `lab run FAULT`: one fault, set up until Ctrl-C, with the commands that meet it. */
export const labRun: CommandSpec = {
  path: 'lab run',
  takes: ['<FAULT>'],
  options: [
    { flags: '--port <port>', text: 'labPort' },
    { flags: '--with-source', text: 'labWithSource' },
  ],
  stopsItself: true,
  async run(context, given) {
    const { environment, print, texts } = context;
    const exercise = await exerciseOf(context, given.argument(0));
    const name = `lab-${exercise.id.replaceAll('.', '-')}`;
    const port = portOf(context, given.text('port'));
    await standing(context, exercise, { port, name }, async (stands) => {
      show(context, stands);
      await print.out.flush();
      if (given.on('withSource')) await tryAtOnce(context, stands);
      if (!context.globals.json) print.talk.line(texts.lab.untilStopped);
      await print.talk.flush();
      await aborted(environment.signal);
    });
    return exits.ok;
  },
};

/** A port that was typed. @throws Failure `usage/bad-value`. */
function portOf({ texts }: Context, typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  if (/^\d{1,5}$/.test(typed) && Number(typed) > 0 && Number(typed) < 65_536) return Number(typed);
  throw fail('usage/bad-value', texts.usage.notANumber('--port', typed.slice(0, 20), '1–65535'));
}

function show(context: Context, stands: Standing): void {
  const { globals, print, texts } = context;
  const { out } = print;
  const { exercise, open, commands } = stands;
  const lines = Object.fromEntries(Object.entries(commands).map(([name, words]) => [name, typedLine(words, open)]));
  if (globals.json) {
    const { id, area, title, imitates, afterPoll, afterProbe } = exercise;
    const { environment, inside, changes } = open;
    out.json({ id, area, title, imitates, afterPoll, afterProbe, environment, inside, changes, commands: lines });
    return;
  }
  const { labels } = texts.lab;
  const facts: Fact[] = [
    [labels.does, exercise.title],
    [labels.imitates, exercise.imitates],
    [labels.ends, endsText(context, stands)],
    [labels.changed, open.changes.length === 0 ? [] : [texts.lab.ownNetwork, ...open.changes]],
    [labels.undone, open.changes.length === 0 ? [] : [texts.lab.vanishes]],
  ];
  out.line(out.palette.strong(exercise.id));
  for (const line of renderFacts(facts, out.measure, out.palette)) out.line(line);
  out.line(texts.lab.tryIt);
  for (const name of ['add', 'poll', 'test', 'remove'] as const) out.line(`  ${lines[name] ?? ''}`);
}

function endsText(context: Context, { exercise }: Standing): string[] {
  const { texts } = context;
  const { afterPoll, afterProbe } = exercise;
  if (afterPoll === null) return [texts.lab.works];
  const told = (code: typeof afterPoll): string => `${titleOf(context, code) ?? ''} [${code}]`;
  if (afterProbe === null || afterProbe === afterPoll) return [told(afterPoll)];
  return [told(afterPoll), texts.lab.thenFound(told(afterProbe))];
}

/** Adds the source in the scratch directory and polls it, for all to see. */
async function tryAtOnce(context: Context, stands: Standing): Promise<void> {
  const { add, poll } = stands.commands;
  for (const words of [add, poll]) {
    if (context.environment.signal.aborted) return;
    await feedgateAgain(context, stands, context.globals.json ? [...words, '--json'] : words, true);
  }
}
