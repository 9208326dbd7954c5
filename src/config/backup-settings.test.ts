import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { parseGatewaySettings, readBackupSettings } from './gateway-settings.ts';

const read = (text: string) => {
  const file = join(tempDirectory(), 'feedgate.yaml');
  writeFileSync(file, text);
  return readBackupSettings(file, '/data');
};

describe('the settings of backups', () => {
  it('make none unless written', () => {
    for (const text of ['', 'backups: off', 'backups: false', 'backups:']) expect(read(text), text).toBeNull();
    expect(readBackupSettings('/nowhere/feedgate.yaml', '/data')).toBeNull();
  });

  it('make one a day by one word, and what is written else', () => {
    const daily = { everyMs: 86_400_000, keep: 7, directory: '/data/backup' };
    for (const text of ['backups: on', 'backups: {}', 'backups: { every: 1d, keep: 7, directory: backup }'])
      expect(read(text), text).toEqual(daily);
    expect(read('backups: { every: 1m, keep: 1, directory: /mnt/copies }')).toEqual({
      everyMs: 60_000,
      keep: 1,
      directory: '/mnt/copies',
    });
  });

  it.each([
    ['backups:\n  evry: 1d\n', ':2:3: there is no setting "evry"; did you mean every?'],
    ['backups:\n  every: 59s\n', ':2:10: backups.every must be a time from 1m to 365d'],
    ['backups:\n  every: 60\n', ':2:10: backups.every must be a time from 1m to 365d'],
    ['backups:\n  keep: 0\n', ':2:9: backups.keep'],
    ['backup: on\n', ':1:1: there is no setting "backup"; did you mean backups?'],
  ])('tell a mistake by its place: %j', (text, expected) => {
    expect(() => read(text)).toThrowError(expected);
  });

  it('never keep mail from flowing', () => {
    const file = { name: 'feedgate.yaml', text: 'backups: { every: never }' };
    expect(parseGatewaySettings(file, '/data').fronts.milter).toBeNull();
  });
});
