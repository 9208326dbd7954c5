import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { policyNamed } from './policy.ts';

/** `policy check`: whether a file of policy can be used; exit 3 where not, with line and column. */
export const policyCheck: CommandSpec = {
  path: 'policy check',
  takes: ['[FILE]'],
  run(context, given) {
    const { print, globals, texts } = context;
    const { path, policy } = policyNamed(context, given.argument(0));
    if (globals.json) print.out.json({ file: path, ...policy });
    else
      print.out.line(
        `${print.out.palette.good('✔')} ${texts.policy.good(safeText(path), policy.rules.length, policy.mode)}`,
      );
    return Promise.resolve(exits.ok);
  },
};
