import { safeText } from '../base/text.ts';
import { formatDuration as shortDuration } from '../config/duration.ts';
import type { KeptFinding } from '../feed/finding.ts';
import type { Service, SourceView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { explainCommand, titleOf, whatFailed } from './complaint.ts';
import { showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { findingFacts } from './finding-lines.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatNumber } from './format.ts';
import type { Pen } from './printer.ts';
import { saysNothing, settingText } from './setting-text.ts';
import { stateCell } from './source-state.ts';

export const sourceShow: CommandSpec = {
  path: 'source show',
  takes: ['<NAME>'],
  completes: 'source',
  async run(context, given) {
    const service = await context.service();
    const source = await service.getSource(given.argument(0));
    const finding = await findingOf(service, source);
    const { out } = context.print;
    if (context.globals.json) out.json({ ...source, finding });
    else {
      out.line(out.palette.strong(safeText(source.name)));
      for (const line of sourceLines(context, source, out, finding)) out.line(line);
    }
    return exits.ok;
  },
};

/** What probes made of the failure that the source stands in; `null` where it fares well, or nobody probed. */
async function findingOf(service: Service, { name, failure }: SourceView): Promise<KeptFinding | null> {
  if (failure === null) return null;
  const [last] = await service.listPolls({ source: name, limit: 1 });
  return last?.failure?.code === failure.code ? (last.finding ?? null) : null;
}

/** What a source is and how it fares; with a finding, why it fails and what to do. */
export function sourceLines(
  context: Context,
  source: SourceView,
  pen: Pen,
  finding: KeptFinding | null = null,
): string[] {
  const { texts } = context;
  const { palette, measure } = pen;
  const { labels } = texts.source;
  const state = stateCell(context, source.state, palette);
  const polled = source.lastAttempt !== null;
  const facts: Fact[] = [
    [labels.state, state.paint(state.text)],
    [labels.url, safeText(source.url, 500)],
    [labels.collection, safeText(source.collection)],
    [labels.proxy, proxyText(context, source)],
    [labels.mode, texts.source.modes[source.mode]],
    [labels.listings, polled ? formatNumber(source.listings) : []],
    [labels.lastSuccess, polled ? showMoment(context, source.lastSuccess) : []],
    [labels.lastAttempt, polled ? showMoment(context, source.lastAttempt) : []],
    [labels.lastNewData, polled ? showMoment(context, source.lastNewData) : []],
    [labels.nextDue, source.nextDue === null ? [] : showMoment(context, source.nextDue)],
    [labels.reconciled, source.reconciled === null ? [] : showMoment(context, source.reconciled)],
    [labels.cursor, source.cursor === null ? [] : safeText(source.cursor)],
    [labels.segment, source.segment === null ? [] : [segmentText(context, source.segment)]],
    [labels.settings, settingLines(source)],
    ...failureFacts(context, source, finding),
  ];
  return renderFacts(facts, measure, palette);
}

/** The proxy that polls go by, and who says so; nothing where nobody says anything of one. */
function proxyText({ texts }: Context, { proxy, settings }: SourceView): string | string[] {
  const { ways, goneWay, passedBy } = texts.proxy;
  const { from, profile, url, bypassed, failure } = proxy;
  if (settings['host'] === '' || (from === 'default' && url === null && failure === null)) return [];
  if (failure !== null) return goneWay(`${safeText(failure.message, 300)} [${safeText(failure.code)}]`);
  const way = ways[from](safeText(url ?? ''), profile === null ? '' : safeText(profile));
  return bypassed ? [way, passedBy] : way;
}

function segmentText({ texts }: Context, { ms, learned }: NonNullable<SourceView['segment']>): string {
  return learned ? texts.source.learned(shortDuration(ms)) : shortDuration(ms);
}

function failureFacts(context: Context, view: SourceView, finding: KeptFinding | null): Fact[] {
  const { failure, failures, name, settings } = view;
  // Since a change was made, nothing has failed yet.
  if (failure === null || failures === 0) return [];
  const { source } = context.texts;
  const title = titleOf(context, finding?.code ?? failure.code);
  const failing = source.failing(failures, whatFailed(context, failure), safeText(failure.code));
  if (finding !== null) {
    return [
      [source.labels.failing, failing],
      [source.labels.cause, `${title ?? ''} [${safeText(finding.code)}]`.trimStart()],
      ...findingFacts(context, { source: name, failure, finding, settings }),
    ];
  }
  return [
    [source.labels.failing, failing],
    [source.labels.cause, title === null ? [] : [title]],
    [source.labels.more, explainCommand(failure.code)],
  ];
}

/** Settings that are shown on lines of their own. */
const shownElsewhere = new Set(['proxy', 'name', 'kind', 'host', 'port', 'https', 'path', 'collection', 'mode']);

/** `key: value` of the settings that say something; certificates are not shown. */
function settingLines({ settings }: SourceView): string[] {
  return Object.entries(settings)
    .filter(([name, value]) => !shownElsewhere.has(name) && !saysNothing(value))
    .map(([name, value]) => `${safeText(name)}: ${settingText(name, value)}`);
}
