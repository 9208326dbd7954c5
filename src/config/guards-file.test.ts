import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { defaultGuardRules } from '../guard/guard.ts';
import { encodeKeptList } from '../guard/kept-list.ts';
import { liveGuards, parseGuards, readGuards, readListSources } from './guards-file.ts';

const parse = (text: string) => parseGuards({ name: 'guards.yaml', text });

it('an empty file has every guard with its standard limits', () => {
  expect(parse('')).toEqual({ ...defaultGuardRules, own: [], popular: [], lists: [] });
});

it('a file says what is our own, what is not asked, and how wide a network may be', () => {
  const text =
    'own: [example.org, 203.0.113.0/24]\noff: [popular-domain]\nwidest: { v4: 20 }\npopular: [portal.example]';
  expect(parse(text)).toEqual({
    own: ['example.org', '203.0.113.0/24'],
    off: ['popular-domain'],
    widest: { v4: 20, v6: 32 },
    popular: ['portal.example'],
    lists: [],
  });
});

it.each(['off: [everything]', 'widest: { v4: 33 }', 'owns: []'])('%s is refused', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
});

it('lists come from a url or a file; the last good state of each counts', () => {
  const directory = tempDirectory();
  const files = { guards: join(directory, 'guards.yaml'), guardLists: join(directory, 'guards') };
  writeFileSync(
    files.guards,
    'lists:\n  - { name: top, guard: popular-domain, url: "https://lists.example/top.csv", first: 2, every: 6h }\n  - { name: mine, file: mine.txt }\n',
  );
  const [top, mine] = readListSources(files);
  expect(top).toMatchObject({ guard: 'popular-domain', first: 2, every: 21_600_000, allowPrivate: false });
  expect(mine).toMatchObject({ guard: 'warning-list', from: { kind: 'file', path: join(directory, 'mine.txt') } });
  expect(readGuards(files).missing.map(({ name }) => name)).toEqual(['top', 'mine']);
  mkdirSync(files.guardLists);
  const updatedAt = '2026-11-23T00:00:00.000Z';
  const keep = (from: string) =>
    writeFileSync(
      join(files.guardLists, 'top.list'),
      encodeKeptList({ from, updatedAt, entries: ['a.example', 'b.example', 'c.example'] }),
    );
  keep('https://lists.example/other.csv');
  expect(readGuards(files).missing).toHaveLength(2);
  keep('https://lists.example/top.csv');
  const { guards, missing } = readGuards(files);
  expect(missing.map(({ name }) => name)).toEqual(['mine']);
  expect(guards.keptOutBy({ kind: 'domain', value: 'b.example' })).toBe('popular-domain');
  expect(guards.keptOutBy({ kind: 'domain', value: 'c.example' })).toBeNull();
  expect(guards.lists.find(({ name }) => name === 'top')).toMatchObject({ origin: 'fetched', updatedAt });
});

it.each([
  'lists: [{ name: a }]',
  'lists: [{ name: a, url: "ftp://x.example/", guard: own }]',
  'lists: [{ name: a, file: x, url: "https://x.example/" }]',
  'lists: [{ name: a, file: x }, { name: a, file: y }]',
  'lists: [{ name: ../a, file: x }]',
  'lists: [{ name: a, file: x, every: 1s }]',
  'lists: [{ name: a, file: x, first: 300000 }, { name: b, file: x, first: 300000 }]',
  'lists: [{ name: a, file: x, guard: public-suffix }]',
])('%s is refused', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
});

it('guards follow their file; one with a mistake leaves what was', () => {
  const directory = tempDirectory();
  const path = join(directory, 'guards.yaml');
  const failures: string[] = [];
  const guards = liveGuards({ guards: path, guardLists: join(directory, 'guards') }, ({ code }) => failures.push(code));
  const own = () => guards().keptOutBy({ kind: 'domain', value: 'example.org' });
  const write = (text: string, at: number) => {
    writeFileSync(path, text);
    utimesSync(path, at, at);
  };
  expect(own()).toBeNull();
  write('own: [example.org]', 1000);
  expect(own()).toBe('own');
  write('own: example.org', 2000);
  expect([own(), own()]).toEqual(['own', 'own']);
  expect(failures).toEqual(['config/file-bad']);
  rmSync(path);
  expect(own()).toBeNull();
});
