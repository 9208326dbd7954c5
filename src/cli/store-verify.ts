import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkBackup } from '../backup/check.ts';
import type { Manifest } from '../backup/manifest.ts';
import { safeText } from '../base/text.ts';
import { quickCheck } from '../store/database-file.ts';
import type { CommandSpec } from './command.ts';
import { showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatBytes, formatNumber } from './format.ts';

/** `store verify`: the database that is in use, or a backup. Exit 1 where it is damaged. */
export const storeVerify: CommandSpec = {
  path: 'store verify',
  takes: ['[DIR]'],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const named = given.argument(0);
    if (named !== '') {
      const directory = resolve(environment.cwd, named);
      const manifest = await checkBackup(directory);
      if (globals.json) print.out.json({ directory, problems: [], ...manifest });
      else print.out.line(`${print.out.palette.good('✔')} ${sound(context, manifest)}`);
      return exits.ok;
    }
    const { database, journal } = context.environment.files(context.globals.data, undefined).paths;
    const checked = [database, journal]
      .filter((file) => existsSync(file))
      .map((file) => ({ file, problems: quickCheck(file) }));
    if (globals.json) print.out.json(checked);
    else
      for (const { file, problems } of checked) {
        const { good, bad } = print.out.palette;
        if (problems.length === 0)
          print.out.line(`${good('✔')} ${texts.store.isSound(safeText(file), formatBytes(statSync(file).size))}`);
        for (const problem of problems) print.out.line(`${bad('✖')} ${safeText(file)}: ${safeText(problem, 500)}`);
      }
    return checked.some(({ problems }) => problems.length > 0) ? exits.problem : exits.ok;
  },
};

function sound(context: Context, { madeAt, version, files }: Manifest): string {
  const facts = { when: showMoment(context, madeAt), version: safeText(version), files: formatNumber(files.length) };
  return context.texts.store.backupIsSound(facts);
}
