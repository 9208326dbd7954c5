import { standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { keyText } from './service-status.ts';

/** `featurekey list`: the keys of this node's levels, numbered as `remove` and `show` take them. */
export const featurekeyList: CommandSpec = {
  path: 'featurekey list',
  run(context) {
    const { print, globals, texts } = context;
    const { keys } = standingOf(context).gates.key;
    if (globals.json) print.out.json(keys);
    else if (keys.length === 0) print.talk.line(texts.service.noKeys);
    else keys.forEach((key, i) => print.out.line(`${i + 1}) ${keyText(context, key)}`));
    return Promise.resolve(exits.ok);
  },
};
