import { chmodSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatWhole } from '../config/whole-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { configOption } from './config-option.ts';
import { wholeNow } from './config-whole.ts';
import { exits } from './exit.ts';

/** `config export`: sources, settings, policy, exemptions, guards and activation as one file of YAML. */
export const configExport: CommandSpec = {
  path: 'config export',
  takes: ['[FILE]'],
  options: [{ flags: '--secrets', text: 'configSecrets' }, configOption],
  async run(context, given) {
    const { environment, print, globals, texts } = context;
    const whole = await wholeNow(context, given, given.on('secrets'));
    const file = given.argument(0);
    if (globals.json) print.out.json({ feedgate: 1, sources: whole.sources, ...whole.parts });
    else if (file === '') for (const line of formatWhole(whole).trimEnd().split('\n')) print.out.line(line);
    else {
      const path = resolve(environment.cwd, file);
      // A file that is there keeps its rights.
      if (given.on('secrets') && existsSync(path)) chmodSync(path, 0o600);
      replaceFile(path, formatWhole(whole));
      print.talk.line(`${print.talk.palette.good('✔')} ${texts.whole.exported(safeText(path), whole.sources.length)}`);
      if (given.on('secrets')) print.talk.line(`  ${texts.whole.withSecrets}`);
    }
    return exits.ok;
  },
};
