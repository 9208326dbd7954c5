import { readKey } from '../activation/feature-key.ts';
import { stateOf } from '../activation/gates.ts';
import { changeLevel, levelGiven, levelOption, levelText, standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { keyGiven } from './featurekey-given.ts';
import { keyText } from './service-status.ts';

/** `featurekey add`: a genuine key is written down at a level, also one that is for later or for another node. */
export const featurekeyAdd: CommandSpec = {
  path: 'featurekey add',
  takes: ['<KEY>'],
  options: [levelOption],
  async run(context, given) {
    const { environment, print, globals, texts } = context;
    const key = await keyGiven(context, given.argument(0));
    const { activation, place } = standingOf(context);
    readKey(key, activation.issuers);
    const at = levelGiven(context, given);
    const { gates } = changeLevel(context, at, ({ keys = [] }) => ({ keys: [...new Set([...keys, key])] }));
    const state = stateOf(key, activation.issuers, place.node, environment.clock.now());
    if (globals.json) print.out.json({ level: at, ...state, closed: gates.closed?.code ?? null });
    else if (!globals.quiet) {
      print.out.line(`${print.out.palette.good('✔')} ${texts.service.keyAdded(levelText(context, at))}`);
      print.out.line(`  ${keyText(context, { ...state, from: at.kind })}`);
    }
    return exits.ok;
  },
};
