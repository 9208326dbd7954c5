import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms, roots } from '../../house.ts';

const src = resolve('src');
const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const importOf = /(?:^|\n)\s*(?:import|export)\b[^'"\n]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/g;

/** What a file names, read from its text: a second pair of eyes beside the linter's. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\{[^}]*\}\s*from/g, ' from');
  return [...text.matchAll(importOf)].map((match) => match[1] ?? match[2] ?? '');
}

function roomOf(path: string): string {
  return relative(src, resolve(path)).split('/')[0] ?? '';
}

describe('the house', () => {
  it('has a row for every folder, and a folder for every row', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).sort()).toEqual(Object.keys(rooms).sort());
  });
  it('has no file beside the composition roots', () => {
    const loose = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(loose.map((file) => file.name).filter((name) => !roots.some((root) => root === name))).toEqual([]);
  });
  it('imports only what its rows allow', () => {
    const seen: string[] = [];
    const broken: string[] = [];
    for (const file of files) {
      const from = roomOf(file);
      const room = rooms[from];
      if (room === undefined) continue;
      for (const name of importsOf(file)) {
        seen.push(name);
        const to = name.startsWith('.') ? roomOf(join(dirname(file), name)) : null;
        if (to !== null && to !== from && !room.uses.includes(to)) broken.push(`${file} imports ${name}`);
        if (room.pure && name.startsWith('node:') && name !== 'node:crypto')
          broken.push(`${file} is pure and imports ${name}`);
      }
    }
    expect(seen.length, 'a boundary check that sees nothing is none').toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });
  it('lets each package be named by one room', () => {
    const named = Object.values(rooms).flatMap((room) => room.packages ?? []);
    expect(new Set(named).size).toBe(named.length);
    const dependencies = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);
    expect(named.sort()).toEqual(dependencies.sort());
  });
  it('has no circle between rooms', () => {
    const order = Object.keys(rooms);
    for (const [name, room] of Object.entries(rooms)) {
      for (const used of room.uses)
        expect(order.indexOf(used), `${name} uses ${used}`).toBeLessThan(order.indexOf(name));
    }
  });
  it('is described by the architecture page, room by room', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    for (const name of Object.keys(rooms)) expect(page).toContain(`\`${name}/\``);
    expect(existsSync('docs/decisions')).toBe(true);
  });
});
