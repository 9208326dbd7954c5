import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { defaultGuardRules } from '../guard/guard.ts';
import { liveGuards, parseGuards } from './guards-file.ts';

const parse = (text: string) => parseGuards({ name: 'guards.yaml', text });

it('an empty file has every guard with its standard limits', () => {
  expect(parse('')).toEqual({ ...defaultGuardRules, own: [], popular: [] });
});

it('a file says what is our own, what is not asked, and how wide a network may be', () => {
  const text =
    'own: [example.org, 203.0.113.0/24]\noff: [popular-domain]\nwidest: { v4: 20 }\npopular: [portal.example]';
  expect(parse(text)).toEqual({
    own: ['example.org', '203.0.113.0/24'],
    off: ['popular-domain'],
    widest: { v4: 20, v6: 32 },
    popular: ['portal.example'],
  });
});

it.each(['off: [everything]', 'widest: { v4: 33 }', 'owns: []'])('%s is refused', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
});

it('guards follow their file; one with a mistake leaves what was', () => {
  const path = join(tempDirectory(), 'guards.yaml');
  const failures: string[] = [];
  const guards = liveGuards(path, ({ code }) => failures.push(code));
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
