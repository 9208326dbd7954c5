import { safeText } from '../base/text.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import type { CommandSpec } from './command.ts';
import { evidenceLines, explainCommand } from './complaint.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { renderTable, type Cell, type Column } from './table.ts';

export const guardUpdate: CommandSpec = {
  path: 'guard update',
  takes: ['[NAME]'],
  options: [{ flags: '--force', text: 'guardForce' }],
  async run(context, given) {
    const name = given.argument(0);
    const updates: ListUpdate[] = [];
    const service = await context.service();
    for await (const update of service.updateGuards(name === '' ? null : name, given.on('force'))) updates.push(update);
    const { print, globals, texts } = context;
    if (globals.json) print.out.json(updates);
    else if (updates.length === 0) print.talk.line(texts.guard.noLists);
    else for (const line of updateLines(context, updates)) print.out.line(line);
    const failed = updates.filter(({ result }) => result === 'failed').length;
    if (failed === 0) return exits.ok;
    return failed === updates.length ? exits.problem : exits.partial;
  },
};

function updateLines(context: Context, updates: readonly ListUpdate[]): string[] {
  const { palette, width } = context.print.out;
  const { updateTitles: titles } = context.texts.guard;
  const columns: Column[] = [
    { title: titles.list, least: 12 },
    { title: titles.guard },
    { title: titles.result },
    { title: titles.before, align: 'right', spare: 2 },
    { title: titles.now, align: 'right' },
    { title: titles.unread, align: 'right', spare: 1 },
  ];
  const rows = updates.map((update) => updateRow(context, update));
  return [...renderTable(columns, rows, palette, width), ...updates.flatMap((update) => failureLines(context, update))];
}

function updateRow(context: Context, { name, guard, result, before, now, unread }: ListUpdate): Cell[] {
  const { palette } = context.print.out;
  const paint = { updated: palette.good, unchanged: palette.dim, failed: palette.bad }[result];
  const count = (n: number | null) => (n === null ? '–' : formatNumber(n));
  return [
    safeText(name),
    guard,
    { text: context.texts.guard.results[result], paint },
    count(before),
    count(now),
    count(unread),
  ];
}

function failureLines(context: Context, { name, before, failure }: ListUpdate): string[] {
  if (failure === null) return [];
  const { palette } = context.print.out;
  const { stays } = context.texts.guard;
  return [
    '',
    `${palette.bad('✖')} ${safeText(failure.message, 500)} ${palette.dim(`[${safeText(failure.code)}]`)}`,
    ...(before === null ? [] : [`    ${stays(safeText(name), formatNumber(before))}`]),
    ...evidenceLines(failure.evidence).map((line) => `    ${line}`),
    `    ${explainCommand(failure.code)}`,
  ];
}
