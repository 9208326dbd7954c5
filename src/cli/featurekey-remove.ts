import { changeLevel, levelNamed, standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { keyText } from './service-status.ts';

/** `featurekey remove`: takes a key away from the level where it stands. */
export const featurekeyRemove: CommandSpec = {
  path: 'featurekey remove',
  takes: ['<NUMBER>'],
  run(context, given) {
    const { print, globals, texts } = context;
    const standing = standingOf(context);
    const found = standing.gates.key.keys[Number(given.argument(0)) - 1];
    if (found === undefined) throw fail('usage/bad-value', texts.service.noSuchKey);
    const at = levelNamed(context, standing, found.from);
    changeLevel(context, at, ({ keys = [] }) => ({ keys: keys.filter((key) => key !== found.key) }));
    if (globals.json) print.out.json({ removed: found });
    else if (!globals.quiet)
      print.out.line(`${print.out.palette.good('✔')} ${texts.service.keyRemoved}: ${keyText(context, found)}`);
    return Promise.resolve(exits.ok);
  },
};
