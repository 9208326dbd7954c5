import { canaryMatches } from '../gateway/canary.ts';
import { withCanary } from '../gateway/inspector.ts';
import { matchesOf } from '../gateway/matches.ts';
import { withIndex } from '../gateway/rehearse.ts';
import { simulate, type SimulationOptions } from '../journal/simulate.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { withMessages } from './messages.ts';
import { wholeNumber } from './numbers.ts';
import { exemptionsNow, policyNamed } from './policy.ts';
import { simulationLines, type Simulated } from './simulation-lines.ts';

const usualDays = 7;

/** `policy simulate`: what a policy would have done with the mails of the last days; nothing is changed. */
export const policySimulate: CommandSpec = {
  path: 'policy simulate',
  takes: ['[FILE]'],
  options: [
    { flags: '--days <N>', text: 'policyDays' },
    { flags: '--enforce', text: 'policyEnforce' },
    { flags: '--now', text: 'policyNow' },
    { flags: '--all', text: 'policySample' },
  ],
  async run(context, given) {
    const { environment, globals, print } = context;
    const days =
      wholeNumber(context, { option: '--days', text: given.text('days'), least: 1, most: 3650 }) ?? usualDays;
    const { policy, path } = policyNamed(context, given.argument(0));
    const enforceSources = given.on('enforce');
    const options: SimulationOptions = {
      policy: withCanary(enforceSources ? { ...policy, mode: 'enforce' } : policy),
      exemptions: exemptionsNow(context).exemptions,
      enforceSources,
      now: environment.clock.now(),
    };
    const found = given.on('now') ? await byToday(context, options, days) : await byThen(context, options, days);
    if (globals.json) print.out.json({ file: path, days, ...found });
    else for (const line of simulationLines(context, found, { days, all: given.on('all') })) print.out.line(line);
    return exits.ok;
  },
};

const day = 86_400_000;

/** By what was known of each mail when it came. */
function byThen(context: Context, options: SimulationOptions, days: number): Promise<Simulated> {
  const since = options.now - days * day;
  return withMessages(context, (journal) => ({
    all: journal.summary(since).mails,
    index: null,
    ...simulate(journal.mailsSince(since, { matched: true }), options),
  }));
}

/** By what is listed today. */
function byToday(context: Context, options: SimulationOptions, days: number): Promise<Simulated> {
  const { environment, globals } = context;
  const { clock } = environment;
  const { paths } = environment.files(globals.data, undefined);
  const build = (directory: string): Promise<boolean> => environment.buildIndex(globals.data, directory);
  const since = options.now - days * day;
  return withIndex({ paths, clock, build }, (index) =>
    withMessages(context, (journal) => ({
      all: journal.summary(since).mails,
      index: { observables: index.observables, builtAt: new Date(index.builtAt).toISOString() },
      ...simulate(journal.mailsSince(since, { matched: false }), {
        ...options,
        matchesOf: (facts) => [...canaryMatches(facts), ...matchesOf(facts, index, options.now)],
      }),
    })),
  );
}
