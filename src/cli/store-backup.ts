import { join, resolve } from 'node:path';
import { makeBackup } from '../backup/make.ts';
import type { Manifest } from '../backup/manifest.ts';
import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { keysHere } from './secret-keys.ts';
import { exits } from './exit.ts';
import { formatBytes } from './format.ts';

/** `store backup`: a whole copy of the data directory, beside a running daemon. */
export const storeBackup: CommandSpec = {
  path: 'store backup',
  takes: ['[DIR]'],
  options: [{ flags: '--with-key', text: 'backupWithKey' }],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const { clock, version, cwd } = environment;
    const paths = context.environment.files(context.globals.data, undefined).paths;
    const named = given.argument(0);
    const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
    const target = named === '' ? join(paths.backups, stamp) : resolve(cwd, named);
    const withKeys = given.on('withKey');
    const manifest = await makeBackup({ paths, target, version, clock, keys: keysHere(context), withKeys });
    if (globals.json) print.out.json({ directory: target, ...manifest });
    else if (!globals.quiet) {
      const { palette } = print.out;
      print.out.line(`${palette.good('✔')} ${texts.store.made(safeText(target), sizeOf(manifest))}`);
      const { keys = [] } = manifest;
      print.out.line(`  ${texts.store.secrets}`);
      if (keys.length > 0)
        print.out.line(`  ${withKeys ? texts.store.withKey : texts.store.withoutKey(keys.join(', '))}`);
    }
    return exits.ok;
  },
};

function sizeOf({ files }: Manifest): string {
  return formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
}
