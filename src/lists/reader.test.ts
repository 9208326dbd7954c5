import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentId } from '../indicator/content-id.ts';
import { nothing } from '../indicator/found.ts';
import { defaultListBudget } from './budget.ts';
import { openListReader } from './reader.ts';
import {
  cutAnyhow,
  failureOf,
  nastyText,
  outcome,
  type Read,
  readList as read,
  values,
} from '../../test/fakes/list-reading.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a reader of a plain list', () => {
  it('makes an indicator of every value, with the same id in every list', () => {
    const { indicators, tally } = read(
      '# today\nevil.example\n\n198.51.100.0/24 ; SBL1\n0.0.0.0 a.example b.example\n',
    );
    expect(values({ indicators, tally })).toEqual(['evil.example', '198.51.100.0/24', 'a.example', 'b.example']);
    expect(tally).toMatchObject({ received: 4, parsed: 4, supported: 4, refused: 0, skipped: { comment: 1 } });
    expect(indicators[0]).toEqual({
      id: contentId(null, { ...nothing(), values: [{ kind: 'domain', value: 'evil.example' }] }),
      version: null,
      title: null,
      validFrom: null,
      validUntil: null,
      confidence: null,
      tlp: null,
      withdrawn: false,
      observables: [{ kind: 'domain', value: 'evil.example' }],
    });
    expect(read('evil.example # moved').indicators[0]?.id).toBe(indicators[0]?.id);
  });
  it('takes the kinds that are wanted and counts the others', () => {
    const result = read('evil.example\n192.0.2.1\n192.0.2.0/24\nhttp://evil.example/', {
      kinds: ['network', 'domain'],
    });
    expect(values(result)).toEqual(['evil.example', '192.0.2.1', '192.0.2.0/24']);
    expect(result.tally.skipped).toEqual({ 'unwanted-kind:url': 1 });
  });
  it('shows the first values that are none', () => {
    const { tally } = read('evil.example\nnonsense\n192.0.2.256\n');
    expect(tally).toMatchObject({ received: 3, supported: 1, refused: 2 });
    expect(tally.refusals.map(({ rule }) => rule)).toEqual(['no-dot', 'numeric-top-label']);
  });
  it.each([
    ['LF', 'a.example\nb.example\n'],
    ['CR LF', 'a.example\r\nb.example\r\n'],
    ['CR', 'a.example\rb.example'],
    ['a byte order mark', '\ufeffa.example\nb.example'],
  ])('reads lines with %s', (_, text) => {
    expect(values(read(text))).toEqual(['a.example', 'b.example']);
  });
  it.each([
    ['utf-16le', [0xff, 0xfe], (unit: number) => [unit & 255, unit >> 8]],
    ['utf-16be', [0xfe, 0xff], (unit: number) => [unit >> 8, unit & 255]],
    ['utf-16le without a mark', [], (unit: number) => [unit & 255, unit >> 8]],
    ['utf-16be without a mark', [], (unit: number) => [unit >> 8, unit & 255]],
  ])('reads %s', (_, mark, bytesOf) => {
    const text = 'evil.example\r\n# 한국어\r\n나쁜.example';
    const bytes = Uint8Array.from([
      ...mark,
      ...Array.from({ length: text.length }, (_, i) => bytesOf(text.charCodeAt(i))).flat(),
    ]);
    expect(values(read(bytes))).toEqual(['evil.example', 'xn--910b021a.example']);
  });
  it('is not troubled by a comment in another character set, and reads the one that is declared', () => {
    const bytes = Uint8Array.from([
      ...encode('evil.example # '),
      0xc7,
      0xc7,
      0x0a,
      0xb3,
      0xaa,
      0xbb,
      0xdb,
      ...encode('.example'),
    ]);
    expect(read(bytes).tally).toMatchObject({ supported: 1, refused: 1 });
    expect(values(read(bytes, { charset: 'euc-kr' }))).toEqual(['evil.example', 'xn--910b021a.example']);
    expect(values(read(bytes, { charset: 'no-such' }))).toEqual(['evil.example']);
  });
  it('skips a line of ten million characters in the memory of one line', () => {
    const piece = encode('a'.repeat(64 * 1024));
    const reader = openListReader({ format: { kind: 'text' }, kinds: null, budget: defaultListBudget });
    for (let i = 0; i < 160; i += 1) expect(reader.push(piece)).toEqual([]);
    reader.push(encode('\nevil.example'));
    expect(reader.end()).toMatchObject({
      indicators: [{ observables: [{ value: 'evil.example' }] }],
      tally: { received: 2, skipped: { 'line-too-long': 1 } },
    });
  });
  it('reads the same, however the bytes are cut', () => {
    const line = fc.constantFrom(
      'evil.example',
      '192.0.2.1 # x',
      '한국.example',
      '"',
      '0.0.0.0 a.example',
      'http://a.example/\u00e9',
      '\0',
      'x'.repeat(40),
    );
    const end = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
    const text = fc.array(fc.tuple(line, end), { maxLength: 30 }).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (list, cuts) => {
        const budget = { lineLength: 30 };
        expect(outcome(cutAnyhow(list, cuts), { budget })).toEqual(outcome([encode(list)], { budget }));
      }),
    );
  });
  it('ends in indicators or a failure, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(outcome([bytes])).toBeDefined();
      }),
    );
    fc.assert(
      fc.property(nastyText, (text) => {
        const result = outcome([encode(text)]) as Partial<Read>;
        for (const value of result.indicators === undefined ? [] : values(result as Read)) {
          expect(value).not.toMatch(/[\u0000-\u0020\u202e]/);
        }
      }),
    );
  });
});

describe('what is no list', () => {
  it.each([
    ['body/empty', ''],
    ['body/empty', ' \r\n\n'],
    ['body/html-page', '<!DOCTYPE html><title>Lists</title>'],
    ['body/html-login', '<html><form><input type=password></form>'],
    ['body/html-error', '<html><title>502 Bad Gateway</title>'],
    ['body/html-portal', '<html><title>Captive Portal</title>'],
    ['list/other-format', '{"error":"quota"}'],
    ['list/other-format', '[{"url":"http://evil.example/"}]'],
    ['list/other-format', '<?xml version="1.0"?><list/>'],
    ['list/other-format', '%PDF-1.7'],
    ['list/unreadable', 'Request limit exceeded\nTry again later\n'],
  ])('is %s: %j', (code, text) => {
    expect(failureOf(text).code).toBe(code);
  });
  it('is body/compressed', () => {
    expect(failureOf(Uint8Array.from([0x1f, 0x8b, 8, 0])).code).toBe('body/compressed');
    expect(failureOf(Uint8Array.from([0x50, 0x4b, 3, 4])).code).toBe('body/compressed');
  });
  it('is body/too-big', () => {
    expect(failureOf('evil.example\n', { budget: { documentBytes: 10 } }).code).toBe('body/too-big');
  });
  it('shows what could not be read', () => {
    expect(failureOf('Request limit exceeded').evidence).toEqual({
      received: 1,
      refused: 1,
      examples: [{ text: 'Request', rule: 'no-dot' }],
      skipped: {},
    });
  });
  it('is not said of a list of comments, or of other kinds than those wanted', () => {
    expect(read('# nothing today').tally).toMatchObject({ received: 1, parsed: 0 });
    expect(read('evil.example\nnonsense', { kinds: ['ip'] }).tally).toMatchObject({ parsed: 0, refused: 1 });
  });
});

it('a line made to take long takes no time', () => {
  const began = performance.now();
  for (const part of [' ', '#', ',', ';', '@', '<', '<@', '[ ', '"', '-', '.', ':', '1.', '[.', '||', '1-1 ', '/']) {
    const line = part.repeat(60_000 / part.length);
    for (const text of [
      line,
      `a${line}b`,
      `[${line}x`,
      `<${line}`,
      `192.0.2.1${line}x`,
      `"${line}`,
      `http://${line}x`,
    ]) {
      outcome([encode(`${text}\n`)]);
      outcome([encode(`${text}\n`)], {
        format: { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [] } },
      });
    }
  }
  expect(performance.now() - began).toBeLessThan(5000);
});
