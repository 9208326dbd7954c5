import { exportFormatNames, exportFormats } from '../exports/formats.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { filterOptions, wanted } from './observable-list.ts';

export const observableExport: CommandSpec = {
  path: 'observable export',
  options: [{ flags: '--format <format>', text: 'format', choices: exportFormatNames }, ...filterOptions],
  async run(context, given) {
    const name = exportFormatNames.find((each) => each === given.text('format')) ?? 'list';
    const format = exportFormats[name];
    const { print, texts, environment, globals } = context;
    const facts = { now: environment.clock.now() };
    let left = 0;
    for (const line of format.first(facts)) await print.out.row(line);
    for await (const observable of wanted(context, given)) {
      const lines = format.lines(observable, facts);
      if (lines === null) left += 1;
      for (const line of lines ?? []) await print.out.row(line);
    }
    for (const line of format.last) await print.out.row(line);
    if (left > 0 && !globals.quiet) print.talk.line(texts.observable.leftOut(formatNumber(left), left, name));
    return exits.ok;
  },
};
