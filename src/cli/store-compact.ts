import { existsSync, statSync } from 'node:fs';
import { fail as refuse } from '../backup/conditions.ts';
import { isDirectoryLocked } from '../host/directory-lock.ts';
import { compactDatabase } from '../store/database-file.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { formatBytes } from './format.ts';

/** `store compact`: gives unused space back; not while a daemon runs. */
export const storeCompact: CommandSpec = {
  path: 'store compact',
  run(context) {
    const { globals, print, texts } = context;
    const paths = context.environment.files(context.globals.data, undefined).paths;
    if (isDirectoryLocked(paths))
      throw refuse('backup/in-use', `compacting the database: a daemon runs on ${paths.root}`, {
        evidence: { path: paths.root },
      });
    const files = [paths.database, paths.journal].filter((file) => existsSync(file));
    const size = () => files.reduce((sum, file) => sum + statSync(file).size, 0);
    const before = size();
    for (const file of files) compactDatabase(file);
    const after = size();
    if (globals.json) print.out.json({ before, after });
    else
      print.out.line(
        `${print.out.palette.good('✔')} ${texts.store.compacted(formatBytes(before), formatBytes(after))}`,
      );
    return Promise.resolve(exits.ok);
  },
};
