import { withSwitch } from '../config/trust-file.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { trustOf, writeTrust } from './trust-file.ts';

function switchOf(list: 'system' | 'custom'): CommandSpec {
  return {
    path: `trust ${list}`,
    takes: ['<on|off>'],
    async run(context, given) {
      const { print, globals, texts } = context;
      const asked = given.argument(0);
      if (asked !== 'on' && asked !== 'off') throw fail('usage/bad-value', texts.trust.onOrOff);
      const file = trustOf(context);
      const on = asked === 'on';
      const { system, custom, authorities } = writeTrust(file, withSwitch(file.text, list, on));
      const nobody = !system && (!custom || authorities.length === 0);
      if (globals.json) print.out.json({ system, custom, authorities: authorities.length });
      else if (!globals.quiet) {
        print.talk.line(`${print.talk.palette.good('✔')} ${texts.trust.switched[list](on)}`);
        if (nobody) print.talk.line(`${print.talk.palette.warn('!')} ${texts.trust.nobody}`);
      }
      return exits.ok;
    },
  };
}

/** `trust system`: whether the lists of the system and of the program count. */
export const trustSystem = switchOf('system');

/** `trust custom`: whether the node's own list counts. */
export const trustCustom = switchOf('custom');
