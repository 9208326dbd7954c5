import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly unknown[];
}

it('a bill of materials can be written without a network, with everything that is shipped in it', () => {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const bill = JSON.parse(stdout) as {
    readonly bomFormat: string;
    readonly specVersion: string;
    readonly components: readonly Component[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  };
  expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', expect.stringMatching(/^1\.[5-9]$/)]);
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly version: string }>>;
  };
  const shipped = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
  expect(shipped.length).toBeGreaterThan(5);
  const told = bill.components.filter(({ name, version }) => shipped.includes(`${name}@${version}`));
  expect(told.map(({ name, version }) => `${name}@${version}`).sort()).toEqual([...new Set(shipped)].sort());
  for (const { name, purl, hashes, licenses } of told) {
    expect(purl, name).toMatch(/^pkg:npm\/.+@\d/);
    expect(hashes?.[0]?.alg, name).toBe('SHA-512');
    expect(licenses?.length, name).toBeGreaterThan(0);
  }
  expect(bill.dependencies.length).toBe(bill.components.length + 1);
});
