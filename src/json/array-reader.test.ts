import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { JsonArrayReader } from './array-reader.ts';
import { defaultJsonBudget, type JsonBudget } from './budget.ts';
import { JsonDecoder } from './decoder.ts';
import { jsonValue } from './parse.ts';

interface Read {
  readonly elements: unknown[];
  readonly members: Record<string, unknown>;
  readonly skipped: string[];
  readonly root: 'array' | 'object' | null;
  readonly met: number;
  readonly failure: string | null;
}

interface Options {
  readonly path?: readonly string[];
  readonly budget?: Partial<JsonBudget>;
}

function read(pieces: readonly Uint8Array[], { path = ['objects'], budget = {} }: Options = {}): Read {
  const elements: unknown[] = [];
  const members: Record<string, unknown> = {};
  const skipped: string[] = [];
  const handler = {
    element: (text: string) => elements.push(jsonValue(text)),
    elementSkipped: (why: string) => skipped.push(why),
    member: (keys: readonly string[], text: string | null) => {
      members[keys.join('.')] = text === null ? null : jsonValue(text);
    },
  };
  const decoder = new JsonDecoder(1024 ** 3);
  const json = new JsonArrayReader(path, handler, { ...defaultJsonBudget, ...budget });
  let failure: string | null = null;
  try {
    for (const piece of pieces) json.write(decoder.write(piece));
    json.write(decoder.end());
    json.end();
    decoder.assertWhole();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error.code;
  }
  return { elements, members, skipped, root: json.root, met: json.elements, failure };
}

const encoder = new TextEncoder();
const whole = (text: string, options?: Options) => read([encoder.encode(text)], options);

/** Cuts bytes at places told by fractions. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => Math.floor(place * bytes.length)))].sort((a, b) => a - b);
  return [...at, bytes.length].map((end, i) => bytes.subarray(at[i - 1] ?? 0, end));
}

describe('the elements of an array', () => {
  it('come with what stands beside them', () => {
    expect(whole(' {"more":true, "objects" : [ {"a":1} , [2], "x]", -3.5e1, null ], "next":"ab\\"c"} ')).toEqual({
      elements: [{ a: 1 }, [2], 'x]', -35, null],
      members: { more: true, next: 'ab"c' },
      skipped: [],
      root: 'object',
      met: 5,
      failure: null,
    });
  });
  it('are those of the root where it is an array', () => {
    expect(whole('[1,2]')).toMatchObject({ elements: [1, 2], members: {}, root: 'array', failure: null });
    expect(whole('[]')).toMatchObject({ elements: [], root: 'array', failure: null });
  });
  it('may lie deeper', () => {
    const text = '{"a":{"x":1,"b":[true,false],"y":{"b":[3]}},"b":[4]}';
    expect(whole(text, { path: ['a', 'b'] })).toMatchObject({
      elements: [true, false],
      members: { 'a.x': 1, 'a.y': { b: [3] }, b: [4] },
    });
  });
  it('are none where the member is no array', () => {
    expect(whole('{"objects":{"0":{}}}')).toMatchObject({ elements: [], members: { objects: { '0': {} } } });
    expect(whole('{}')).toMatchObject({ elements: [], members: {}, failure: null });
  });
  it('keep the last of two members of one name', () => {
    expect(whole('{"a":1,"a":2,"objects":[{"k":1,"k":2}]}')).toMatchObject({
      elements: [{ k: 2 }],
      members: { a: 2 },
    });
  });
});

describe('what exceeds the budget', () => {
  const small: Partial<JsonBudget> = { size: 40, depth: 3, keys: 3, string: 10 };
  it.each([
    ['too-large', `[${'1,'.repeat(40)}1]`],
    ['too-deep', '[[[[1]]]]'],
    ['too-many-keys', '{"a":1,"b":2,"c":3,"d":4}'],
    ['string-too-long', '"12345678901"'],
  ])('is passed over, not fatal: %s', (why, element) => {
    const text = `{"objects":[{"ok":1},${element},{"ok":2}]}`;
    const answer = { elements: [{ ok: 1 }, { ok: 2 }], skipped: [why], failure: null };
    expect(whole(text, { budget: small })).toMatchObject(answer);
    const bytes = encoder.encode(text);
    expect(
      read(
        Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)),
        { budget: small },
      ),
    ).toMatchObject(answer);
  });
  it('is told as a member without a value', () => {
    expect(whole('{"big":"12345678901","objects":[1]}', { budget: small })).toMatchObject({
      elements: [1],
      members: { big: null },
    });
  });
  it('costs no memory: an endless string, a million brackets, endless blanks', () => {
    const mega = new Uint8Array(1024 * 1024);
    const stream = (fill: string, count: number, rest: string) => {
      const filled = mega.slice().fill(fill.charCodeAt(0));
      return read([encoder.encode('{"objects":[{"a":'), ...Array(count).fill(filled), encoder.encode(rest)]);
    };
    const long = read([
      encoder.encode('{"objects":["'),
      ...Array(64).fill(mega.slice().fill(0x78)),
      encoder.encode('"]}'),
    ]);
    expect(long).toMatchObject({ skipped: ['string-too-long'], failure: null });
    expect(stream('[', 1, `${']'.repeat(1024 * 1024)}},7]}`)).toMatchObject({
      elements: [7],
      skipped: ['too-deep'],
      failure: null,
    });
    expect(stream(' ', 16, '1}]}')).toMatchObject({ skipped: ['too-large'], failure: null });
    const blanks = Array<Uint8Array>(16).fill(mega.slice().fill(0x20));
    expect(read([...blanks, encoder.encode('[1'), ...blanks, encoder.encode(']'), ...blanks])).toMatchObject({
      elements: [1],
      failure: null,
    });
  });
});

describe('a document that is not what it should be', () => {
  it.each([
    ['', 'body/empty'],
    [' \n ', 'body/empty'],
    ['<!DOCTYPE html><title>Log in</title>', 'body/html-page'],
    ['<taxii_11:Status_Message/>', 'body/xml'],
    ['Request Failed', 'body/not-json'],
    ['"text"', 'body/not-json'],
    ['null', 'body/not-json'],
    ['{"objects":[1', 'json/truncated'],
    ['{"objects":[{"a":"', 'json/truncated'],
    ['{"objects":[1]', 'json/truncated'],
    ['{"objects"', 'json/truncated'],
    ['{', 'json/truncated'],
    ["{'objects':[]}", 'json/malformed'],
    ['{"objects":[1,]}', 'json/malformed'],
    ['{"objects":[,]}', 'json/malformed'],
    ['{"objects":[1 2]}', 'json/malformed'],
    ['{"objects":}', 'json/malformed'],
    ['{"a":1,}', 'json/malformed'],
    ['{"a" 1}', 'json/malformed'],
    ['{"a":1 "b":2}', 'json/malformed'],
    ['{"\\x":1}', 'json/malformed'],
    ['[1] [2]', 'json/malformed'],
    ['{} x', 'json/malformed'],
    ['[1]]', 'json/malformed'],
  ])('%j ends in %s', (text, code) => {
    expect(whole(text).failure).toBe(code);
  });
  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0], 'body/compressed'],
    ['zip', [0x50, 0x4b, 3, 4], 'body/compressed'],
    ['utf-16le', [0xff, 0xfe, 0x7b, 0], 'body/charset'],
    ['utf-16le without a mark', [0x7b, 0, 0x7d, 0], 'body/charset'],
    ['utf-16be', [0, 0x7b, 0, 0x7d], 'body/charset'],
    ['utf-32le', [0x7b, 0, 0, 0], 'body/charset'],
    ['bytes that are not UTF-8', [0x5b, 0x22, 0xc7, 0xd1, 0x22, 0x5d], 'body/charset'],
    ['half a character after the end', [0x5b, 0x5d, 0xe2, 0x82], 'body/charset'],
    ['half a character in a string', [0x5b, 0x22, 0xe2, 0x82], 'json/truncated'],
  ])('as %s', (_, bytes, code) => {
    expect(read([Uint8Array.from(bytes)]).failure).toBe(code);
  });
  it('names the place, and what came', () => {
    const text = `{"a":1,${' '.repeat(5000)}'b':2}`;
    const reader = new JsonArrayReader([], { element: () => {}, elementSkipped: () => {}, member: () => {} });
    const step = () => {
      for (let i = 0; i < text.length; i += 7) reader.write(text.slice(i, i + 7));
    };
    expect(step).toThrow(expect.objectContaining({ evidence: expect.objectContaining({ position: 5007 }) }));
    expect(() => new JsonDecoder(10).write(new Uint8Array(11))).toThrow(/more than 10 bytes/);
  });
  it('is told from a page to log in', () => {
    expect(whole('<html><title>Sign in</title><input type="password">').failure).toBe('body/html-login');
  });
  it('may begin with a byte order mark', () => {
    expect(whole('\ufeff{"objects":["한글"]}')).toMatchObject({ elements: ['한글'], failure: null });
  });
});

const withoutPrototype = (key: string, value: unknown) => (key === '__proto__' ? undefined : value);

describe('a document in pieces', () => {
  const documents = fc
    .record({ before: fc.jsonValue(), objects: fc.array(fc.jsonValue()), after: fc.jsonValue() })
    .map((value) => JSON.stringify(value, null, 1));
  it('reads as the whole does, and as JSON.parse does', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (text, places) => {
        const bytes = encoder.encode(text);
        const answer = read(cut(bytes, places));
        expect(answer).toEqual(read([bytes]));
        const { before, objects, after } = JSON.parse(text, withoutPrototype);
        expect(answer).toMatchObject({ elements: objects, members: { before, after }, failure: null });
      }),
    );
  });
  it('that is broken ends alike', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(documents, place, fc.string({ maxLength: 3 }), fc.array(place), (text, at, noise, places) => {
        const index = Math.floor(at * text.length);
        const bytes = encoder.encode(text.slice(0, index) + noise + text.slice(index + noise.length));
        const { elements, failure } = read(cut(bytes, places));
        const other = read([bytes]);
        expect(failure).toBe(other.failure);
        expect(elements).toEqual(other.elements);
      }),
    );
  });
  it('with a few characters changed is refused where JSON.parse refuses it', () => {
    const edit = fc.record({
      at: fc.nat(),
      removed: fc.nat(2),
      added: fc.string({ maxLength: 2 }),
      step: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), edit, (value, { at, removed, added, step }) => {
        const text = JSON.stringify(value);
        const index = at % (text.length + 1);
        const changed = text.slice(0, index) + added + text.slice(index + removed);
        const elements: unknown[] = [];
        const handler = {
          element: (one: string) => elements.push(jsonValue(one)),
          elementSkipped: () => {},
          member: () => {},
        };
        const reader = new JsonArrayReader([], handler);
        const readAll = () => {
          for (let i = 0; i < changed.length; i += step) reader.write(changed.slice(i, i + step));
          reader.end();
        };
        let expected: unknown = null;
        try {
          expected = JSON.parse(changed, withoutPrototype);
        } catch {
          // It is not JSON.
        }
        if (Array.isArray(expected)) {
          readAll();
          expect(elements).toEqual(expected);
        } else if (changed.trimStart().startsWith('[')) {
          expect(() => {
            readAll();
            if (elements.includes(undefined)) throw new Error('an element that is not JSON');
          }).toThrow();
        }
      }),
    );
  });
  it('of random bytes ends in a value or a failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('', '{"objects":[', '['), (bytes, head) => {
        const { failure } = read([encoder.encode(head), bytes]);
        expect(failure ?? 'body/').toMatch(/^(?:body|json)\//);
      }),
    );
  });
});
