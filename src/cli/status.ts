import { safeText } from '../base/text.ts';
import { kinds } from '../observable/observable.ts';
import type { StatsView, StatusView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatBytes, formatNumber } from './format.ts';
import { gatewayLine } from './gateway.ts';
import { progressText } from './progress.ts';

export const status: CommandSpec = {
  path: 'status',
  options: [{ flags: '--daemon', text: 'needsDaemon' }],
  async run(context, given) {
    const view = await (await context.service()).status();
    const { out } = context.print;
    if (context.globals.json) out.json(view);
    else for (const line of statusLines(context, view)) out.line(line);
    return given.on('daemon') && view.daemon === null ? exits.unreachable : exits.ok;
  },
};

function statusLines(context: Context, view: StatusView): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { sources, daemon, polling } = view;
  const labels = texts.status.labels;
  const headline = sources.failing > 0 ? `${palette.bad('✖')} ` : `${palette.good('✔')} `;
  const facts: Fact[] = [
    [labels.version, safeText(view.version)],
    [
      labels.daemon,
      daemon === null ? texts.status.noDaemon : texts.status.daemon(daemon.pid, showMoment(context, daemon.since)),
    ],
    [labels.data, safeText(view.data, 500)],
    [labels.sources, texts.status.sources(sources)],
    [labels.listings, formatNumber(view.stats.listings)],
    [labels.observables, observableCounts(context, view.stats)],
    [labels.size, formatBytes(view.stats.bytes)],
    [labels.gateway, gatewayLine(context, view.gateway)],
    [labels.polling, polling.map((poll) => `${safeText(poll.source)}: ${progressText(context, poll)}`)],
  ];
  return [
    headline + texts.status.headline(sources),
    ...renderFacts(facts, measure, palette),
    ...(sources.total === 0 ? ['', texts.status.nextAdd] : []),
    ...(sources.failing > 0 ? ['', texts.status.nextFailing] : []),
  ];
}

/** `url 12,841 · domain 312`; the word for none where there are none. */
export function observableCounts({ texts }: Context, stats: StatsView): string {
  const counted = kinds.filter((kind) => (stats.observables[kind] ?? 0) > 0);
  if (counted.length === 0) return texts.words.none;
  return counted.map((kind) => `${kind} ${formatNumber(stats.observables[kind] ?? 0)}`).join(' · ');
}
