import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config/plain.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import { exercises } from '../../src/lab/exercises.ts';

const ids = new Set(exercises.map(({ id }) => id));
const rows = ['network-dns-http', 'tls-proxy']
  .flatMap((name) => readFileSync(new URL(`../vectors/faults/${name}.txt`, import.meta.url), 'utf8').split('\n'))
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => /^(\S+) (\S+)(?: (.*))?$/.exec(line)?.slice(1) ?? [line]);

describe('every known fault of networks, name resolution, proxies, TLS and HTTP', () => {
  it('is one of 299', () => {
    expect(rows).toHaveLength(299);
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });
  it.each(rows)('%s is practised as %s %s', (_name, where = '', rest = '') => {
    if (where === 'none') return expect(rest).toMatch(/^[a-z].{20,}[^.]$/);
    if (where !== 'saved') return expect([...ids]).toContain(where);
    const [, code, settings = '{}'] = /^(\S+) (.*)$/.exec(rest) ?? [];
    const given = JSON.parse(settings) as JsonObject;
    const place = 'url' in given || 'host' in given ? {} : { host: 'feed.example' };
    const source = { name: 'x', kind: 'taxii1', path: '/taxii/poll/', collection: 'c', ...place, ...given };
    expect(() => parseSource(source)).toThrow(expect.objectContaining({ code }));
  });
});
