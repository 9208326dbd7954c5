import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';

export const version: CommandSpec = {
  path: 'version',
  async run({ environment, globals, print }) {
    if (globals.json) print.out.json({ version: environment.version });
    else print.out.line(`feedgate ${environment.version}`);
    return exits.ok;
  },
};
