import { standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { keyText } from './service-status.ts';

/** `featurekey show`: one key, and the key itself. */
export const featurekeyShow: CommandSpec = {
  path: 'featurekey show',
  takes: ['<NUMBER>'],
  run(context, given) {
    const { print, globals, texts } = context;
    const key = standingOf(context).gates.key.keys[Number(given.argument(0)) - 1];
    if (key === undefined) throw fail('usage/bad-value', texts.service.noSuchKey);
    if (globals.json) print.out.json(key);
    else {
      print.out.line(keyText(context, key));
      print.out.line(key.key);
    }
    return Promise.resolve(exits.ok);
  },
};
