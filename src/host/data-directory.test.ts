import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import { dataDirectory, openDataDirectory } from './data-directory.ts';

describe('the choice of the data directory', () => {
  const uid = process.getuid?.() ?? -1;
  const user = { uid: uid === 0 ? 1000 : uid, system: '/nonexistent/feedgate' };

  it('takes the flag before the environment, relative to the current directory', () => {
    const env = { FEEDGATE_DATA: '/srv/env' };
    expect(dataDirectory({ flag: 'mine', env, cwd: '/srv' })).toBe('/srv/mine');
    expect(dataDirectory({ flag: '', env, cwd: '/srv' })).toBe('/srv/env');
  });
  it('takes .feedgate of the current directory when it is there and ours', () => {
    const cwd = tempDirectory();
    const choose = (who: number): string => dataDirectory({ env: { HOME: '/home/ann' }, cwd, ...user, uid: who });
    expect(choose(uid)).not.toContain(cwd);
    mkdirSync(join(cwd, '.feedgate'));
    expect(choose(uid)).toBe(join(cwd, '.feedgate'));
    expect(choose(uid + 1)).not.toContain(cwd);
  });
  it('takes the system directory for root, and for anybody who can write it', () => {
    const system = tempDirectory();
    expect(dataDirectory({ env: {}, cwd: '/', system: '/nonexistent/feedgate', uid: 0 })).toBe('/nonexistent/feedgate');
    expect(dataDirectory({ env: {}, cwd: '/', system, uid: 1000 })).toBe(system);
  });
  it('else stays in the home of the user, where XDG says', () => {
    const cwd = tempDirectory();
    const env = { HOME: '/home/ann' };
    expect(dataDirectory({ env, cwd, ...user })).toBe('/home/ann/.local/share/feedgate');
    expect(dataDirectory({ env: { ...env, XDG_DATA_HOME: '/xdg' }, cwd, ...user })).toBe('/xdg/feedgate');
    expect(dataDirectory({ env: { ...env, XDG_DATA_HOME: 'xdg' }, cwd, ...user })).toBe(
      '/home/ann/.local/share/feedgate',
    );
  });
});

describe('opening the data directory', () => {
  it('creates it for its owner alone', () => {
    const root = join(tempDirectory(), 'a', 'b');
    const { paths, warnings } = openDataDirectory(root);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(statSync(paths.logDirectory).isDirectory()).toBe(true);
    expect(warnings).toEqual([]);
  });
  it('warns of one that others can read, and leaves its mode alone', () => {
    const root = tempDirectory();
    chmodSync(root, 0o755);
    expect(openDataDirectory(root).warnings.map((warning) => [warning.code, warning.evidence['mode']])).toEqual([
      ['host/data-readable', '0755'],
    ]);
    expect(statSync(root).mode & 0o777).toBe(0o755);
  });
  it.runIf(process.getuid?.() === 0)('warns of one that belongs to another user', () => {
    const root = tempDirectory();
    chownSync(root, 12_345, 12_345);
    expect(openDataDirectory(root).warnings).toEqual([
      expect.objectContaining({ code: 'host/data-other-owner', evidence: { path: root, owner: 12_345, user: 0 } }),
    ]);
  });
  it('says what stood in the way', () => {
    const file = join(tempDirectory(), 'file');
    writeFileSync(file, '');
    expect(() => openDataDirectory(file)).toThrow(
      expect.objectContaining({ code: 'host/data-unwritable', evidence: { path: file, error: 'EEXIST' } }),
    );
  });
  it('refuses a path too long for the socket that must lie in it', () => {
    const open = (): unknown => openDataDirectory(join(tempDirectory(), 'x'.repeat(100)));
    expect(open).toThrow(Failure);
    expect(open).toThrow(expect.objectContaining({ code: 'host/path-too-long' }));
  });
});
