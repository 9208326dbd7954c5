import { safeText } from '../base/text.ts';
import type { GuardTestView, GuardVerdict } from '../service/guards.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { valuesOf } from './values.ts';

export const guardTest: CommandSpec = {
  path: 'guard test',
  takes: ['<VALUE...>'],
  options: [{ flags: '--exit-code', text: 'guardExitCode' }],
  async run(context, given) {
    const values = await valuesOf(context, given.list(0));
    const service = await context.service();
    const views: GuardTestView[] = [];
    for (const value of values) views.push(await service.testGuards(value));
    const { print, globals } = context;
    if (globals.json) print.out.json(views);
    else if (!globals.quiet) for (const line of views.flatMap((view) => testLines(context, view))) print.out.line(line);
    return exitOf(views, given.on('exitCode'));
  },
};

/** Answered is 0, kept out or not; a value that is no observable was not answered. */
function exitOf(views: readonly GuardTestView[], exitCode: boolean): number {
  const unread = views.filter(({ refused }) => refused !== null).length;
  if (unread > 0) return unread === views.length ? exits.problem : exits.partial;
  return exitCode && views.some(({ verdicts }) => verdicts[0]?.keptOut === true) ? exits.problem : exits.ok;
}

function testLines(context: Context, { query, refused, verdicts }: GuardTestView): string[] {
  const { texts, print } = context;
  const { palette } = print.out;
  if (refused !== null)
    return [`${palette.warn('!')} ${safeText(query)}`, `    ${texts.lookup.refused(safeText(refused))}`];
  return verdicts.flatMap((verdict) => verdictLines(context, query, verdict));
}

function verdictLines(context: Context, query: string, { about, kind, value, keptOut, hits }: GuardVerdict): string[] {
  const { guard: texts } = context.texts;
  const { palette } = context.print.out;
  const asked = about === 'value' && query !== value ? palette.dim(` ← ${safeText(query)}`) : '';
  const mark = keptOut ? palette.bad('✖') : palette.good('✔');
  const indent = about === 'value' ? '' : '  ';
  const named = about === 'value' ? '' : `${texts.about[about]} `;
  const head = `${indent}${mark} ${named}${palette.strong(safeText(value, 2048))} (${kind})${asked}`;
  const reasons = hits.map(({ guard, on, entry, list }) => {
    const by = list === null ? safeText(entry) : texts.onList(safeText(entry), safeText(list));
    return `${guard}: ${texts.why[guard]} · ${by}${on ? '' : ` · ${texts.isOff}`}`;
  });
  const verdict = keptOut ? texts.wouldBeKeptOut : texts.wouldPass[about];
  return [head, `${indent}    ${verdict}`, ...reasons.map((reason) => `${indent}    ${reason}`)];
}
