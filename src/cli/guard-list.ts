import { safeText } from '../base/text.ts';
import type { GuardsView, GuardView, KeptOutView } from '../service/guards.ts';
import type { CommandSpec } from './command.ts';
import { showDistance, showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { renderTable, type Cell, type Column } from './table.ts';

export const guardList: CommandSpec = {
  path: 'guard list',
  options: [{ flags: '--source <name>', text: 'guardsOfSource', completes: 'source' }],
  async run(context, given) {
    const source = given.text('source');
    const view = await (await context.service()).listGuards(source === undefined ? {} : { source });
    const { print, globals } = context;
    if (globals.json) print.out.json(view);
    else if (globals.quiet) for (const { name } of view.guards.filter(({ on }) => on)) print.out.line(name);
    else {
      for (const line of guardTable(context, view)) print.out.line(line);
      for (const line of view.sources.flatMap((each) => keptOutLines(context, each, source !== undefined)))
        print.out.line(line);
      for (const line of footLines(context, view)) print.talk.line(line);
    }
    return exits.ok;
  },
};

function guardTable(context: Context, { guards }: GuardsView): string[] {
  const { titles } = context.texts.guard;
  const columns: Column[] = [
    { title: titles.guard },
    { title: titles.state },
    { title: titles.holds, least: 10 },
    { title: titles.lists, least: 14, spare: 1 },
    { title: titles.keptOut, align: 'right' },
  ];
  const { palette, width } = context.print.out;
  return renderTable(
    columns,
    guards.map((guard) => guardRow(context, guard)),
    palette,
    width,
  );
}

function guardRow(context: Context, guard: GuardView): Cell[] {
  const { guard: texts } = context.texts;
  const { palette } = context.print.out;
  return [
    guard.name,
    guard.on ? { text: texts.on, paint: palette.good } : { text: texts.off, paint: palette.warn },
    holdsText(context, guard),
    guard.lists.map((list) => listText(context, list)).join(', '),
    formatNumber(guard.keptOut),
  ];
}

function holdsText({ texts }: Context, { holds, name }: GuardView): string {
  if (holds === null) return name === 'public-suffix' ? texts.guard.suffixes : texts.guard.limit;
  const parts = (['names', 'networks', 'hashes'] as const).filter((each) => holds[each] > 0);
  if (parts.length === 0) return texts.words.none;
  return parts.map((each) => texts.guard[each](formatNumber(holds[each]), holds[each])).join(', ');
}

function listText(context: Context, { name, origin, updatedAt }: GuardView['lists'][number]): string {
  const dated = origin === 'shipped' || updatedAt === null ? (updatedAt ?? '') : showDistance(context, updatedAt);
  return `${safeText(name)} (${[context.texts.guard.origins[origin], dated].filter((each) => each !== '').join(', ')})`;
}

/** A line a source, and for one that was asked for what was kept out. */
function keptOutLines(context: Context, view: KeptOutView, whole: boolean): string[] {
  const { guard: texts } = context.texts;
  const { palette } = context.print.out;
  const counts = Object.entries(view.byGuard).map(([guard, count]) => `${guard} ${formatNumber(count)}`);
  if (view.count === 0) return whole ? ['', texts.nothingKeptOut(safeText(view.source))] : [];
  const since = showMoment(context, view.since);
  const head = `${texts.keptOut(safeText(view.source), formatNumber(view.count), since)}: ${counts.join(' · ')}`;
  const samples = view.samples.map(({ kind, value, guard }) => `    ${kind} ${safeText(value)} ${palette.dim(guard)}`);
  return ['', head, ...(whole ? samples : [])];
}

function footLines(context: Context, { file, changedAt, sources, missing }: GuardsView): string[] {
  const { guard: texts } = context.texts;
  const written = changedAt === null ? texts.noFile : texts.file(showMoment(context, changedAt));
  const more = sources.some(({ count }) => count > 0) && sources.length > 1 ? [texts.nextSource] : [];
  const unread = missing.map(({ name }) => texts.missing(safeText(name)));
  return ['', `${safeText(file, 500)}: ${written}`, ...unread, ...more];
}
