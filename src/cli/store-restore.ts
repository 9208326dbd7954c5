import { resolve } from 'node:path';
import { checkBackup } from '../backup/check.ts';
import { lastGoodBackup, type FoundBackup } from '../backup/last-good.ts';
import { restoreBackup } from '../backup/restore.ts';
import { safeText } from '../base/text.ts';
import { backupPlaces } from '../config/gateway-settings.ts';
import { confirm } from './ask.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { showMoment } from './context.ts';
import { keysHere } from './secret-keys.ts';
import { exits } from './exit.ts';

/** `store restore`: puts a backup back; what was there is kept under another name. */
export const storeRestore: CommandSpec = {
  path: 'store restore',
  takes: ['[DIR]'],
  options: [{ flags: '--without-key', text: 'restoreWithoutKey' }],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const { paths, settings } = context.environment.files(context.globals.data, undefined);
    const named = given.argument(0);
    const { directory, manifest: checked } =
      named === ''
        ? await lastGoodBackup(backupPlaces(settings, paths.root, paths.backups))
        : await checkedBackup(resolve(environment.cwd, named));
    const made = showMoment(context, checked.madeAt);
    const agreed = await confirm(context, texts.store.askRestore(safeText(paths.root), safeText(directory), made));
    if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm('store restore'));
    if (!agreed) return exits.problem;
    const withoutKeys = given.on('withoutKey');
    const { manifest, replaced } = await restoreBackup(directory, {
      paths,
      clock: environment.clock,
      keys: keysHere(context),
      withoutKeys,
    });
    if (globals.json) print.out.json({ directory, replaced, ...manifest });
    else if (!globals.quiet) {
      print.out.line(`${print.out.palette.good('✔')} ${texts.store.restored(safeText(paths.root), made)}`);
      if (replaced !== null) print.out.line(`  ${texts.store.kept(safeText(replaced))}`);
      if (withoutKeys) print.out.line(`  ${texts.store.lookAtSecrets}`);
      print.out.line(`  ${texts.store.start}`);
    }
    return exits.ok;
  },
};

async function checkedBackup(directory: string): Promise<FoundBackup> {
  return { directory, manifest: await checkBackup(directory) };
}
