import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { systemDirectory } from './data-directory.ts';
import { dataPaths } from './paths.ts';
import { settingsFile } from './settings-file.ts';

const etc = tempDirectory();
const packaged = join(etc, 'feedgate.yaml');
const choice = { flag: undefined, env: {}, cwd: '/here', paths: dataPaths(systemDirectory), packaged };

it('the file of settings is the one named, on the command line before the environment', () => {
  const env = { FEEDGATE_CONFIG: 'env.yaml' };
  expect(settingsFile({ ...choice, flag: 'flag.yaml', env })).toBe('/here/flag.yaml');
  expect(settingsFile({ ...choice, flag: '', env })).toBe('/here/env.yaml');
});

it("is the package's for the system's data directory alone, and only where a package has put one", () => {
  expect(settingsFile(choice)).toBe(join(systemDirectory, 'feedgate.yaml'));
  writeFileSync(packaged, '');
  expect(settingsFile(choice)).toBe(packaged);
  expect(settingsFile({ ...choice, env: { FEEDGATE_CONFIG: '' } })).toBe(packaged);
  expect(settingsFile({ ...choice, paths: dataPaths('/srv/feedgate') })).toBe('/srv/feedgate/feedgate.yaml');
});
