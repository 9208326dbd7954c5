import { confirm } from './ask.ts';
import { capturesOf } from './capture-kept.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';

/** `capture remove`: one capture, or all that have ended, which asks first. */
export const captureRemove: CommandSpec = {
  path: 'capture remove',
  takes: ['<ID>'],
  async run(context, given) {
    const { print, globals, texts } = context;
    const kept = capturesOf(context);
    const named = given.argument(0);
    const records = named === 'all' ? kept.list().filter(({ ended }) => ended !== null) : [kept.get(named)];
    if (named === 'all' && records.length > 0) {
      const agreed = await confirm(context, texts.capture.askRemove(formatNumber(records.length)));
      if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm('capture remove all'));
      if (!agreed) return exits.problem;
    }
    for (const record of records) kept.remove(record);
    if (globals.json) print.out.json({ removed: records.map(({ id }) => id) });
    else if (!globals.quiet)
      print.talk.line(`${print.talk.palette.good('✔')} ${texts.capture.removed(formatNumber(records.length))}`);
    return exits.ok;
  },
};
