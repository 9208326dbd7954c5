import { safeText } from '../base/text.ts';
import type { ComparisonView, SourceShare } from '../service/compare.ts';
import type { CommandSpec } from './command.ts';
import { showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { renderTable, type Column } from './table.ts';

export const sourceCompare: CommandSpec = {
  path: 'source compare',
  takes: ['[NAME]'],
  completes: 'source',
  options: [{ flags: '--now', text: 'countNow' }],
  async run(context, given) {
    const name = given.argument(0);
    const service = await context.service();
    if (name !== '') await service.getSource(name);
    const all = await service.compareSources(given.on('now'));
    const view = name === '' ? all : { ...all, sources: all.sources.filter(({ source }) => source === name) };
    const { print, globals, texts } = context;
    if (globals.json) print.out.json(view);
    else if (view.sources.length === 0) print.talk.line(texts.source.none);
    else {
      for (const line of shareTable(context, view)) print.out.line(line);
      const [only] = view.sources;
      if (name !== '' && only !== undefined) for (const line of overlapTable(context, only, all)) print.out.line(line);
      print.talk.line('');
      print.talk.line(texts.compare.counted(showMoment(context, view.countedAt)));
    }
    return exits.ok;
  },
};

function shareTable(context: Context, { sources }: ComparisonView): string[] {
  const { titles } = context.texts.compare;
  const columns: Column[] = [
    { title: titles.source, least: 12 },
    { title: titles.observables, align: 'right' },
    { title: titles.unique, align: 'right' },
    { title: titles.share, align: 'right' },
    { title: titles.most, least: 12, spare: 4 },
    { title: titles.new, align: 'right', spare: 1 },
    { title: titles.withdrawn, align: 'right', spare: 2 },
    { title: titles.expired, align: 'right', spare: 3 },
  ];
  const rows = sources.map(({ source, observables, unique, overlaps, week }) => {
    const [most] = overlaps;
    return [
      safeText(source),
      formatNumber(observables),
      formatNumber(unique),
      percent(unique, observables),
      most === undefined ? '' : `${safeText(most.source)} ${formatNumber(most.observables)}`,
      formatNumber(week.new),
      formatNumber(week.withdrawn),
      formatNumber(week.expired),
    ];
  });
  const { palette, width } = context.print.out;
  return renderTable(columns, rows, palette, width);
}

/** What one source has in common with each other. */
function overlapTable(context: Context, share: SourceShare, { sources }: ComparisonView): string[] {
  const { compare } = context.texts;
  if (share.overlaps.length === 0) return ['', compare.nothingInCommon];
  const sizes = new Map(sources.map(({ source, observables }) => [source, observables]));
  const columns: Column[] = [
    { title: compare.titles.other, least: 12 },
    { title: compare.titles.common, align: 'right' },
    { title: compare.titles.ofThis, align: 'right' },
    { title: compare.titles.ofOther, align: 'right' },
  ];
  const rows = share.overlaps.map(({ source, observables }) => [
    safeText(source),
    formatNumber(observables),
    percent(observables, share.observables),
    percent(observables, sizes.get(source) ?? 0),
  ]);
  const { palette, width } = context.print.out;
  return ['', ...renderTable(columns, rows, palette, width)];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
