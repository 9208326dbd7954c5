import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemDirectory } from './data-directory.ts';
import type { DataPaths } from './paths.ts';

/** What the choice of the file of settings depends on. */
export interface SettingsChoice {
  /** `--config`, when given. */
  readonly flag: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly paths: Pick<DataPaths, 'root' | 'settings'>;
  /** Where a packaged installation has its settings. */
  readonly packaged?: string;
}

/**
 * The file of settings as an absolute path; it need not exist. The first that applies: `--config`; `FEEDGATE_CONFIG`;
 * `/etc/feedgate/feedgate.yaml` for the system's data directory, where a package has put it; `feedgate.yaml` in the
 * data directory. Empty values count as not given.
 */
export function settingsFile(choice: SettingsChoice): string {
  const { flag, env, cwd, paths, packaged = '/etc/feedgate/feedgate.yaml' } = choice;
  const named = [flag, env['FEEDGATE_CONFIG']].find((each) => each !== undefined && each !== '');
  if (named !== undefined) return resolve(cwd, named);
  return paths.root === systemDirectory && existsSync(packaged) ? packaged : paths.settings;
}
