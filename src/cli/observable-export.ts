import { exportFormatNames, exportFormats } from '../exports/formats.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { filterOptions, wanted } from './observable-list.ts';

/** Formats whose readers want one kind a file. */
const ofOneKind: ReadonlySet<string> = new Set(['rbldnsd', 'postfix']);

export const observableExport: CommandSpec = {
  path: 'observable export',
  options: [{ flags: '--format <format>', text: 'format', choices: exportFormatNames }, ...filterOptions],
  async run(context, given) {
    const name = exportFormatNames.find((each) => each === given.text('format')) ?? 'list';
    const format = exportFormats[name];
    const { print, environment, globals } = context;
    const facts = { now: environment.clock.now() };
    let left = 0;
    for (const line of format.first(facts)) await print.out.row(line);
    for await (const observable of wanted(context, given)) {
      const lines = format.lines(observable, facts);
      if (lines === null) left += 1;
      for (const line of lines ?? []) await print.out.row(line);
    }
    for (const line of format.last) await print.out.row(line);
    if (!globals.quiet)
      for (const line of remarks(context, { name, left, kind: given.text('kind') })) print.talk.line(line);
    return exits.ok;
  },
};

function remarks(
  { texts }: Context,
  { name, left, kind }: { readonly name: string; readonly left: number; readonly kind: string | undefined },
): string[] {
  return [
    ...(ofOneKind.has(name) && kind === undefined ? [texts.observable.mixed(name)] : []),
    ...(left > 0 ? [texts.observable.leftOut(formatNumber(left), left, name)] : []),
  ];
}
