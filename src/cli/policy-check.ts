import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { policyNamed } from './policy.ts';
import { remarkLines, remarksOn, sourcesNow } from './policy-remarks.ts';

/** `policy check`: whether a file of policy can be used, and what of it was hardly meant; exit 3 where it cannot, with line and column. */
export const policyCheck: CommandSpec = {
  path: 'policy check',
  takes: ['[FILE]'],
  async run(context, given) {
    const { print, globals, texts } = context;
    const { path, policy } = policyNamed(context, given.argument(0));
    const remarks = remarksOn(policy, await sourcesNow(context));
    if (globals.json) print.out.json({ file: path, ...policy, remarks });
    else {
      const { rules, mode } = policy;
      print.out.line(`${print.out.palette.good('✔')} ${texts.policy.good(safeText(path), rules.length, mode)}`);
      for (const line of remarkLines(context, remarks)) print.out.line(line);
    }
    return exits.ok;
  },
};
