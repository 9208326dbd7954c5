import { safeText } from '../base/text.ts';
import type { Changed, Simulation } from '../journal/simulate.ts';
import { showDistance, showTime, type Context } from './context.ts';
import { renderFacts } from './facts.ts';
import { formatNumber } from './format.ts';

/** What came of deciding again about the mails of some days. */
export interface Simulated extends Simulation {
  /** All mails of that time. */
  readonly all: number;
  /** What was asked instead of what was known then; `null` where nothing was. */
  readonly index: { readonly observables: number; readonly builtAt: string } | null;
}

const mostCounted = 10;
/** Mails of each list that are shown unless all are asked for. */
const usual = 5;

/** How many would have been stopped, by which rules and sources, and the newest mails that would have been treated otherwise. */
export function simulationLines(
  context: Context,
  found: Simulated,
  asked: { readonly days: number; readonly all: boolean },
): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels, ...say } = texts.policy;
  const { all, mails, stopped, was, would, rules, sources, stricter, milder, fresh, hidden, index } = found;
  const n = formatNumber;
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostCounted)
      .map(([name, count]) => `${name === '' ? say.noRule : safeText(name)} ${n(count)}`);
  const actions = [...new Set([...Object.keys(was), ...Object.keys(would)])];
  const changed = (list: readonly Changed[]) =>
    list.slice(0, asked.all ? undefined : usual).map((each) => changedLine(context, each));
  const isSame = stricter.length + milder.length === 0;
  return [
    palette.strong(say.stopped(n(stopped.would), n(all), n(stopped.was))),
    ...renderFacts(
      [
        [labels.looked, say.simulated(asked.days, n(all), n(mails))],
        [labels.actions, actions.map((each) => say.change(safeText(each), n(was[each] ?? 0), n(would[each] ?? 0)))],
        [labels.rules, counted(rules)],
        [labels.sources, counted(sources)],
        [labels.stricter, changed(stricter)],
        [labels.milder, changed(milder)],
        [labels.fresh, fresh === 0 ? [] : say.fresh(n(fresh))],
        [
          labels.hidden,
          hidden === 0 ? [] : index === null ? say.hiddenAddresses(n(hidden)) : say.hiddenValues(n(hidden)),
        ],
        [labels.index, index === null ? [] : say.index(n(index.observables), showDistance(context, index.builtAt))],
      ],
      measure,
      palette,
    ),
    ...(isSame && mails > 0 ? [`  ${say.nothingChanges}`] : []),
  ];
}

function changedLine(context: Context, { reference, time, sender, was, would, rule, listed }: Changed): string {
  const when = showTime(context, new Date(time).toISOString());
  const why = `${safeText(rule ?? '–')}, ${safeText(listed?.value ?? '–', 200)}`;
  return `${when} ${safeText(reference)} ${safeText(sender ?? '–')}: ${safeText(was)} → ${would} (${why})`;
}
