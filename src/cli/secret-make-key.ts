import { resolve } from 'node:path';
import { safeText } from '../base/text.ts';
import { createKeyFile } from '../secrets/key-file.ts';
import { formatKeys, makeKey } from '../secrets/key.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';

/** `secret make-key`: a key for another place than the data directory, in a new file, or with `-` for a pipe. */
export const secretMakeKey: CommandSpec = {
  path: 'secret make-key',
  takes: ['<FILE>'],
  run(context, given) {
    const { environment, print, globals, texts } = context;
    const key = makeKey(environment.clock.now());
    const named = given.argument(0);
    if (named === '-') {
      if (environment.stdout.isTTY === true) throw fail('usage/bad-value', texts.secret.noTerminal);
      print.out.line(formatKeys([key]).trimEnd());
      return Promise.resolve(exits.ok);
    }
    const file = resolve(environment.cwd, named);
    if (!createKeyFile(file, [key])) throw fail('usage/bad-value', texts.secret.isThere(safeText(file, 500)));
    if (globals.json) print.out.json({ file, id: key.id });
    else if (!globals.quiet)
      print.out.line(`${print.out.palette.good('✔')} ${texts.secret.madeKey(key.id, safeText(file, 500))}`);
    return Promise.resolve(exits.ok);
  },
};
