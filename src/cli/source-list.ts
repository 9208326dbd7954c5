import { safeText } from '../base/text.ts';
import type { SourceView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { showDistance, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { stateCell } from './source-state.ts';
import { renderTable, type Cell, type Column } from './table.ts';

export const sourceList: CommandSpec = {
  path: 'source list',
  async run(context) {
    const { print, globals, texts } = context;
    const sources = await (await context.service()).listSources();
    if (globals.json) print.out.json(sources);
    else if (globals.quiet) for (const source of sources) print.out.line(source.name);
    else if (sources.length === 0) print.talk.line(texts.source.none);
    else for (const line of sourceTable(context, sources)) print.out.line(line);
    return exits.ok;
  },
};

function sourceTable(context: Context, sources: readonly SourceView[]): string[] {
  const { titles } = context.texts.source;
  const columns: Column[] = [
    { title: titles.name, least: 16 },
    { title: titles.state },
    { title: titles.kind, spare: 4 },
    { title: titles.mode, spare: 3 },
    { title: titles.listings, align: 'right' },
    { title: titles.lastSuccess, spare: 1 },
    { title: titles.nextDue, spare: 2 },
    { title: titles.code, least: 10 },
  ];
  const { palette, width } = context.print.out;
  return renderTable(
    columns,
    sources.map((source) => sourceRow(context, source)),
    palette,
    width,
  );
}

function sourceRow(context: Context, source: SourceView): Cell[] {
  const { palette } = context.print.out;
  return [
    safeText(source.name),
    stateCell(context, source.state, palette),
    source.kind,
    source.mode,
    formatNumber(source.listings),
    showDistance(context, source.lastSuccess),
    source.nextDue === null ? '–' : showDistance(context, source.nextDue),
    source.failure === null ? '' : safeText(source.failure.code),
  ];
}
