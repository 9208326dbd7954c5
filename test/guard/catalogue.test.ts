import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bugConditions, type Code, type Condition } from '../../src/base/failure.ts';
import { applianceCodes, applianceSteps } from '../../src/diagnosis/appliance.ts';
import { codes, lookUp } from '../../src/diagnosis/catalogue.ts';
import { pages } from '../../src/diagnosis/page.ts';

type Table = Readonly<Record<Code, Condition>>;

/** Every table of conditions in the house, by the file that it stands in. */
async function tables(): Promise<readonly (readonly [file: string, table: Table])[]> {
  const found: [string, Table][] = [['src/base/failure.ts', bugConditions]];
  for (const file of globSync('src/*/conditions.ts').sort()) {
    const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(module)) {
      if (name.endsWith('Conditions')) found.push([file, value as Table]);
    }
  }
  return found;
}

describe('the catalogue of diagnosis', () => {
  it('has an entry for every condition that any room raises, of the same meaning', async () => {
    const all = await tables();
    expect(all.length, 'a join that sees nothing is none').toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const [file, table] of all) {
      for (const [code, { stage, fault, retry }] of Object.entries(table)) {
        const entry = lookUp(code);
        const told = entry === undefined ? 'no entry' : `${entry.stage} ${entry.fault} ${entry.retry}`;
        if (told !== `${stage} ${fault} ${retry}`)
          wrong.push(`${file}: ${code} is ${stage} ${fault} ${retry}, here ${told}`);
      }
    }
    expect(wrong).toEqual([]);
  });
  it('has an entry for every code that a warning names', () => {
    const areas = new Set(codes().map((code) => code.split('/')[0]));
    const unknown: string[] = [];
    for (const file of globSync('src/{poller,net,service,parse,store,taxii}/*.ts').filter(
      (name) => !name.endsWith('.test.ts'),
    )) {
      for (const [, code = ''] of readFileSync(file, 'utf8').matchAll(/'([a-z0-9]+\/[a-z0-9]+(?:-[a-z0-9]+)*)'/g)) {
        if (areas.has(code.split('/')[0]) && lookUp(code) === undefined) unknown.push(`${file}: ${code}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});

describe('the steps for the reference product', () => {
  it('belong to codes of the catalogue', () => {
    for (const code of applianceCodes()) {
      expect(lookUp(code), code).toBeDefined();
      expect(applianceSteps(code)?.ko.length, code).toBe(applianceSteps(code)?.en.length);
    }
  });
});

describe('the pages of failures', () => {
  it('are those that the catalogue makes: run "node scripts/failure-pages.ts"', () => {
    const made = new Map(pages().map(({ path, text }) => [path, text]));
    const onDisk = globSync('docs/{,ko/}failures/**/*.md').map((path) => path.replaceAll('\\', '/'));
    expect(onDisk.sort()).toEqual([...made.keys()].sort());
    expect(onDisk.filter((path) => readFileSync(path, 'utf8') !== made.get(path))).toEqual([]);
  });
  it('link to pages that exist', () => {
    const all = new Map(pages().map(({ path, text }) => [path, text]));
    for (const [path, text] of all) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)]+\.md)\)/g)) {
        const resolved = new URL(target, `file:///${path}`).pathname.slice(1);
        expect(all.has(resolved), `${path} links to ${target}`).toBe(true);
      }
    }
  });
});
