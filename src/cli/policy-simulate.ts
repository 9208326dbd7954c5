import { safeText } from '../base/text.ts';
import { simulate, type Changed, type Simulation } from '../journal/simulate.ts';
import type { CommandSpec } from './command.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { formatNumber } from './format.ts';
import { withMessages } from './messages.ts';
import { wholeNumber } from './numbers.ts';
import { exemptionsNow, policyNamed } from './policy.ts';

const usualDays = 7;

/** `policy simulate`: what a policy would have done with the mails of the last days; nothing is changed. */
export const policySimulate: CommandSpec = {
  path: 'policy simulate',
  takes: ['[FILE]'],
  options: [
    { flags: '--days <N>', text: 'policyDays' },
    { flags: '--enforce', text: 'policyEnforce' },
  ],
  async run(context, given) {
    const { environment, globals, print } = context;
    const days =
      wholeNumber(context, { option: '--days', text: given.text('days'), least: 1, most: 3650 }) ?? usualDays;
    const { policy: given_, path } = policyNamed(context, given.argument(0));
    const enforce = given.on('enforce');
    const policy = enforce ? { ...given_, mode: 'enforce' as const } : given_;
    const { exemptions } = exemptionsNow(context);
    const now = environment.clock.now();
    const options = { policy, exemptions, enforceSources: enforce, now };
    const found = await withMessages(context, (journal) => ({
      simulation: simulate(journal.matchedSince(now - days * 86_400_000), options),
      all: journal.summary(now - days * 86_400_000).mails,
    }));
    if (globals.json) print.out.json({ file: path, days, ...found.simulation, all: found.all });
    else for (const line of lines(context, { ...found, days })) print.out.line(line);
    return exits.ok;
  },
};

interface Told {
  readonly simulation: Simulation;
  readonly all: number;
  readonly days: number;
}

function lines(context: Context, { simulation, all, days }: Told): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels, ...say } = texts.policy;
  const { mails, was, would, rules, sources, stricter, milder } = simulation;
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 10)
      .map(([name, count]) => `${name === '' ? say.noRule : safeText(name)} ${formatNumber(count)}`);
  const actions = [...new Set([...Object.keys(was), ...Object.keys(would)])];
  return [
    palette.strong(say.simulated(days, formatNumber(all), formatNumber(mails))),
    ...renderFacts(
      [
        [
          labels.actions,
          actions.map((action) =>
            say.change(safeText(action), formatNumber(was[action] ?? 0), formatNumber(would[action] ?? 0)),
          ),
        ],
        [labels.rules, counted(rules)],
        [labels.sources, counted(sources)],
        [labels.stricter, stricter.map((changed) => changedLine(context, changed))],
        [labels.milder, milder.map((changed) => changedLine(context, changed))],
      ],
      measure,
      palette,
    ),
    ...(stricter.length + milder.length === 0 ? [`  ${say.nothingChanges}`] : []),
  ];
}

function changedLine(context: Context, { entry, would, rule }: Changed): string {
  const { reference, time, sender, action, matches } = entry;
  const when = showTime(context, new Date(time).toISOString());
  const listed = safeText(matches[0]?.value ?? '', 200);
  return `${when} ${reference} ${safeText(sender ?? '–')}: ${safeText(action)} → ${would} (${safeText(rule ?? '–')}, ${listed})`;
}
