import { safeText } from '../base/text.ts';
import { kinds, type Kind } from '../observable/observable.ts';
import type { ObservableFilter, ObservableView } from '../service/service.ts';
import type { CommandSpec, Given, OptionSpec } from './command.ts';
import { showMoment, showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatBytes, formatNumber } from './format.ts';
import { renderFacts } from './facts.ts';
import { jsonText } from './printer.ts';
import { observableCounts } from './status.ts';
import { cut, pad } from './width.ts';

export const filterOptions: readonly OptionSpec[] = [
  { flags: '--source <name>', text: 'ofSource', completes: 'source' },
  { flags: '--kind <kind>', text: 'ofKind', choices: kinds },
];

export const observableList: CommandSpec = {
  path: 'observable list',
  options: filterOptions,
  async run(context, given) {
    const { print, globals, texts } = context;
    let count = 0;
    for await (const view of wanted(context, given)) {
      await print.out.row(globals.json ? jsonText(view) : row(context, view));
      count += 1;
    }
    if (!globals.json && !globals.quiet) print.talk.line(texts.observable.count(formatNumber(count), count));
    return exits.ok;
  },
};

export const observableStats: CommandSpec = {
  path: 'observable stats',
  async run(context) {
    const { print, globals, texts } = context;
    const stats = await (await context.service()).stats();
    if (globals.json) {
      print.out.json(stats);
      return exits.ok;
    }
    const { labels } = texts.status;
    const counts = observableCounts(context, stats).split(' · ');
    const { palette, measure } = print.out;
    const facts = renderFacts(
      [
        [labels.sources, formatNumber(stats.sources)],
        [labels.listings, formatNumber(stats.listings)],
        [labels.observables, counts],
        [labels.size, formatBytes(stats.bytes)],
        [labels.counted, showMoment(context, stats.countedAt)],
      ],
      measure,
      palette,
    );
    for (const line of facts) print.out.line(line);
    return exits.ok;
  },
};

/** The observables in force that the options ask for, until the command is interrupted. */
export async function* wanted(context: Context, given: Given): AsyncGenerator<ObservableView> {
  const source = given.text('source');
  const kind = kinds.find((each): each is Kind => each === given.text('kind'));
  const filter: ObservableFilter = {
    ...(source === undefined ? {} : { source }),
    ...(kind === undefined ? {} : { kind }),
  };
  const { signal } = context.environment;
  for await (const view of (await context.service()).listObservables(filter)) {
    if (signal.aborted) return;
    yield view;
  }
}

/** Kind, value, sources, until when. A table of columns known beforehand, because the rows are not. */
function row(context: Context, view: ObservableView): string {
  const { width, palette } = context.print.out;
  const value = safeText(view.value, 2048);
  const sources = safeText([...new Set(view.sources.map((listing) => listing.source))].join(', '), 300);
  const until =
    view.sources
      .map((listing) => listing.expiresAt)
      .sort()
      .at(-1) ?? null;
  if (width === null) return [view.kind, value, sources, until ?? ''].join('\t');
  const room = Math.max(20, width - 8 - 2 - 22 - 2);
  const valueRoom = Math.max(12, Math.ceil(room * 0.65));
  return [
    palette.dim(pad(view.kind, 7)),
    pad(cut(value, valueRoom), valueRoom),
    pad(cut(sources, room - valueRoom - 2), room - valueRoom - 2),
    palette.dim(showTime(context, until)),
  ].join('  ');
}
