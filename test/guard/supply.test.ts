import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const project = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<Record<string, Record<string, string>>>;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Packages whose scripts may run when they are installed: none of them is one that Feedgate runs with. */
const mayRunScripts = Object.keys(project['allowScripts'] ?? {});

describe('what Feedgate is made of', () => {
  it('is few packages, each of an exact version', () => {
    expect(Object.keys(project['dependencies'] ?? {}).length).toBeLessThanOrEqual(25);
    const versions = { ...project['dependencies'], ...project['devDependencies'] };
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
  it('is locked with a hash for every package, from no other place than a registry', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(locked.length).toBeGreaterThan(20);
    const loose = locked.filter(
      ([, { version, integrity, link }]) =>
        link === true || version === undefined || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
    // Where none is named, it is the registry that npm is set to.
    const elsewhere = locked.filter(
      ([, { resolved = 'https://registry/x.tgz' }]) => !/^https:\/\/.*\.tgz$/.test(resolved),
    );
    expect(elsewhere.map(([path, { resolved }]) => `${path} ${resolved}`)).toEqual([]);
  });
  it('runs nothing when it is installed, but for what is listed', () => {
    const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = scripts.map(([path]) => path.split('node_modules/').at(-1) ?? '');
    expect(names.filter((name) => !mayRunScripts.includes(name) && name !== 'fsevents')).toEqual([]);
    const shipped = scripts.filter(([, { dev }]) => dev !== true);
    expect(
      shipped.map(([path]) => path),
      'nothing that is shipped does',
    ).toEqual([]);
  });
  it('is shipped under licences that allow it', () => {
    const free = /^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0)$/;
    const shipped = locked.filter(([, { dev }]) => dev !== true);
    expect(shipped.length).toBeGreaterThan(5);
    expect(shipped.filter(([, { license }]) => !free.test(license ?? '')).map(([path]) => path)).toEqual([]);
  });
});
