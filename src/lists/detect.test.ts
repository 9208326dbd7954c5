import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyText } from '../../test/fakes/list-reading.ts';
import { Failure } from '../base/failure.ts';
import { detectFormat } from './detect.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const kindOf = (text: string, type: string | null = null, name: string | null = null): string =>
  detectFormat(encode(text), type, name).kind;

/** Those whose form says less than their name. */
const byName: Readonly<Record<string, string>> = {
  'ctia-judgements.json': 'ctia',
  'headless.csv': 'text',
};

describe('the format of a list', () => {
  it('is found out by its first bytes, for every shape that is known', () => {
    const files = readdirSync('test/vectors/lists');
    expect(files.length).toBeGreaterThan(20);
    const kinds = files.map((file) => [
      file,
      detectFormat(readFileSync(`test/vectors/lists/${file}`), null, null).kind,
    ]);
    const expected = files.map((file) => {
      const ending = file.split('.').at(-1) ?? '';
      return [file, byName[file] ?? (ending === 'txt' ? 'text' : ending)];
    });
    expect(Object.fromEntries(kinds)).toEqual(Object.fromEntries(expected));
  });
  it('is decided by Content-Type and name where they leave it open', () => {
    expect(kindOf('198.51.100.7;ssh\n', 'text/csv; charset=utf-8')).toBe('csv');
    expect(kindOf('198.51.100.7;ssh\n', null, 'https://lists.example/today.CSV?key=1')).toBe('csv');
    expect(kindOf('198.51.100.7\n', 'text/plain', '/ctia/feed/feed-1/view.txt?s=x')).toBe('ctia');
    expect(kindOf('{"ip":"192.0.2.1"}', 'application/x-ndjson')).toBe('jsonl');
    expect(kindOf('{"ip":"192.0.2.1"}', 'application/json')).toBe('json');
    expect(kindOf('["192.0.2.1"]')).toBe('json');
    expect(kindOf('[2001:db8::1]:443')).toBe('text');
    expect(kindOf('{"a":1}\n{"a":2}\n')).toBe('jsonl');
  });
  it('is none of a web page', () => {
    expect(() => kindOf('<html><input type=password>')).toThrow(Failure);
    expect(() => kindOf('')).toThrow(Failure);
  });
  it('is one, or a failure', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        try {
          expect(kindOf(text)).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});
