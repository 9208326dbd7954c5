import { readKey } from '../activation/feature-key.ts';
import { stateOf } from '../activation/gates.ts';
import { standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { keyGiven } from './featurekey-given.ts';
import { keyText } from './service-status.ts';

/** `featurekey check`: whether a key would let the service run on this node now; nothing is written. Exit 1 where not. */
export const featurekeyCheck: CommandSpec = {
  path: 'featurekey check',
  takes: ['<KEY>'],
  async run(context, given) {
    const { environment, print, globals } = context;
    const key = await keyGiven(context, given.argument(0));
    const { activation, place } = standingOf(context);
    const judged = stateOf(key, activation.issuers, place.node, environment.clock.now());
    // One that is not genuine is told with its reason.
    if (judged.state === 'invalid') readKey(key, activation.issuers);
    const good = judged.state === 'valid';
    if (globals.json) print.out.json(judged);
    else {
      const { palette } = print.out;
      print.out.line(`${good ? palette.good('✔') : palette.bad('✖')} ${keyText(context, { ...judged, from: 'node' })}`);
    }
    return good ? exits.ok : exits.problem;
  },
};
