import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { type Stix2Document, Stix2Reader } from './reader.ts';
import { Stix2Session } from './session.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const encoder = new TextEncoder();

const indicator = (name: string, more: Record<string, unknown> = {}) => ({
  type: 'indicator',
  id: `indicator--${name}`,
  modified: '2026-02-01T00:00:00.000Z',
  pattern: `[domain-name:value = '${name}.example']`,
  ...more,
});

interface Read {
  readonly document: Stix2Document;
  readonly indicators: readonly Indicator[];
}

function readBytes(pieces: readonly Uint8Array[], session = new Stix2Session({ now, assert: 'all' }, [])): Read {
  const reader = new Stix2Reader(session, { documentBytes: 1024 ** 3 });
  const indicators = pieces.flatMap((piece) => reader.write(piece));
  const end = reader.end();
  return { document: end.document, indicators: [...indicators, ...end.indicators] };
}

const read = (value: unknown, session?: Stix2Session) => readBytes([encoder.encode(JSON.stringify(value))], session);
const names = ({ indicators }: Read) => indicators.flatMap(({ observables }) => observables.map(({ value }) => value));

describe('a document', () => {
  const objects = [indicator('a'), { type: 'identity', id: 'identity--1' }];
  const identity = { 'context-object:identity': 1 };

  it('may be an envelope of TAXII 2.1', () => {
    const answer = read({ more: true, next: 'b2Zmc2V0', objects });
    expect(names(answer)).toEqual(['a.example']);
    expect(answer.document).toMatchObject({
      shape: 'envelope',
      more: true,
      next: 'b2Zmc2V0',
      objects: 2,
      tally: { received: 2, parsed: 1, supported: 1, skipped: identity },
      members: { more: true, next: 'b2Zmc2V0' },
    });
  });
  it.each([
    [{ more: false }, { shape: 'envelope', more: false, next: null, objects: 0 }],
    [{ objects: [] }, { shape: 'envelope', more: null, objects: 0 }],
    [{ objects: null }, { shape: 'envelope', objects: 0 }],
    [
      { more: true, next: 100 },
      { shape: 'envelope', next: '100' },
    ],
    [
      { objects: [], next: '', more: 'yes' },
      { shape: 'envelope', more: null, next: null },
    ],
    [{}, { shape: 'empty', more: null, next: null, objects: 0, tally: { received: 0 } }],
    [[], { shape: 'objects', objects: 0 }],
    [
      { type: 'bundle', id: 'bundle--1', spec_version: '2.0', objects },
      { shape: 'bundle', objects: 2 },
    ],
    [
      { type: 'bundle', id: 'bundle--1' },
      { shape: 'bundle', objects: 0 },
    ],
    [objects, { shape: 'objects', objects: 2, more: null }],
    [indicator('a'), { shape: 'objects', objects: 1, tally: { received: 1, parsed: 1 }, members: {} }],
    [
      { title: 'Some server', api_roots: ['/a/'] },
      { shape: 'other', members: { title: 'Some server', api_roots: ['/a/'] } },
    ],
    [
      { type: 'about:blank', title: 'Not Found' },
      { shape: 'other', objects: 0 },
    ],
  ])('%j is told by its shape', (value, expected) => {
    expect(read(value).document).toMatchObject(expected);
  });
  it('may be one observed-data of STIX 2.0, whose objects are no array', () => {
    const observed = {
      type: 'observed-data',
      id: 'observed-data--1',
      objects: { '0': { type: 'url', value: 'http://a.example/' } },
    };
    expect(names(read(observed))).toEqual(['http://a.example/']);
  });
  it('keeps what stands beside the objects within bounds', () => {
    expect(read({ title: 'x'.repeat(70_000), objects }).document.members).toEqual({});
  });
  it('skips what is no object, and what is too large', () => {
    const text = `{"objects":[1,null,[],{"a":NaN},{"description":"${'x'.repeat(1024 * 1024 + 1)}"},${JSON.stringify(indicator('a'))}]}`;
    const answer = readBytes([encoder.encode(text)]);
    expect(names(answer)).toEqual(['a.example']);
    expect(answer.document.tally).toMatchObject({
      received: 6,
      skipped: { 'malformed-object': 4, 'object-string-too-long': 1 },
    });
  });
  it('of endless members is not kept', () => {
    const text = `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":1`).join(',')}}`;
    const { document } = readBytes([encoder.encode(text)]);
    expect(document).toMatchObject({ shape: 'other', members: {}, tally: { skipped: { 'object-too-large': 1 } } });
  });
  it('has a digest that tells a repeated page from a new one', () => {
    const digest = (...names: string[]) =>
      read({ more: true, next: names.join(), objects: names.map((n) => indicator(n)) }).document.digest;
    expect(digest('a', 'b')).toBe(digest('a', 'b'));
    expect(new Set([digest('a', 'b'), digest('b', 'a'), digest('a'), digest('a', 'c'), digest()]).size).toBe(5);
    const newer = read({ objects: [indicator('a', { modified: '2026-02-02T00:00:00.000Z' })] }).document.digest;
    expect(newer).not.toBe(digest('a'));
  });
});

/** What a vector comes to: of each record its last digit, TLP and values, and what was skipped. */
function outcome(file: string, assert: 'indicated' | 'all') {
  const bytes = readFileSync(new URL(`../../test/vectors/stix2/${file}`, import.meta.url));
  const session = new Stix2Session({ now, assert }, []);
  const { document, indicators } = readBytes(
    Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)),
    session,
  );
  const records = indicators.map(({ id, tlp, withdrawn, observables }) =>
    [
      `${id.replace(/--.*(?=.$)/, ' ')}${withdrawn ? ' withdrawn' : ''}`,
      tlp ?? '-',
      ...observables.map(({ value }) => value),
    ].join(' '),
  );
  return {
    shape: document.shape,
    records: records.sort(),
    skipped: document.tally.skipped,
    waiting: session.waiting(),
  };
}

describe('the vectors', () => {
  it('of an envelope of STIX 2.1', () => {
    expect(outcome('envelope-2.1.json', 'indicated')).toEqual({
      shape: 'envelope',
      records: [
        'indicator 1 amber https://login.evil.example/bank?id=1',
        'indicator 2 amber+strict d41d8cd98f00b204e9800998ecf8427e e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'indicator 3 - 198.51.100.0/24 2001:db8::/48',
        'indicator 4 withdrawn -',
        'indicator 5 -',
        'indicator 6 -',
        'indicator 7 -',
        'indicator 8 - new.example',
        'indicator 9 - mallory@evil.example',
      ],
      skipped: {
        'and-composition': 1,
        'context-object:identity': 1,
        'context-object:relationship': 1,
        'indicator-type:benign': 1,
        narrowed: 1,
        'observable-outside-indicator': 1,
        'pattern-type:yara': 1,
        superseded: 1,
        'unsupported-object:x-acme-case': 1,
      },
      waiting: [],
    });
  });
  it('of a bundle of STIX 2.0', () => {
    const records = [
      'indicator 1 red da39a3ee5e6b4b0d3255bfef95601890afd80709 http://evil.example/a',
      'indicator 2 -',
      'indicator 3 -',
    ];
    const skipped = { 'indicator-type:anomalous-activity': 1, 'malformed-pattern': 1 };
    expect(outcome('bundle-2.0.json', 'indicated')).toEqual({
      shape: 'bundle',
      records,
      skipped: { ...skipped, 'observable-outside-indicator': 1 },
      waiting: [],
    });
    expect(outcome('bundle-2.0.json', 'all')).toEqual({
      shape: 'bundle',
      records: [...records, 'observed-data 1 - mallory@evil.example'],
      skipped: { ...skipped, 'unsupported-object:email-message': 1, 'victim-observable': 1 },
      waiting: [],
    });
  });
});

describe('a document that fails', () => {
  it.each([
    ['', 'body/empty'],
    ['<html><body>', 'body/html-page'],
    ['{"objects":[{"type":"indicator"', 'json/truncated'],
    ['{"objects":[]} []', 'json/malformed'],
    ['{"title": nope}', 'json/malformed'],
  ])('%j ends in %s', (text, code) => {
    expect(() => readBytes([encoder.encode(text)])).toThrow(expect.objectContaining({ code }));
  });
  it('leaves nothing half read to the next', () => {
    const session = new Stix2Session({ now, assert: 'all' }, []);
    const reader = new Stix2Reader(session, { documentBytes: 1024 ** 2 });
    const held = indicator('held', { object_marking_refs: ['marking-definition--1'] });
    const plain = { type: 'url', id: 'url--1', value: 'http://plain.example/' };
    const whole = JSON.stringify({ objects: [held, plain, indicator('gone')] });
    reader.write(encoder.encode(`${whole.slice(0, -2)},${' '.repeat(5000)}`));
    expect(() => reader.end()).toThrow(Failure);
    reader.abandon();
    const next = read(
      { objects: [{ type: 'marking-definition', id: 'marking-definition--1' }, indicator('next')] },
      session,
    );
    expect(names(next)).toEqual(['next.example']);
    expect(next.document.tally).toMatchObject({ received: 2, parsed: 1, supported: 1 });
  });
});

describe('documents in pieces', () => {
  const some = fc.record(
    {
      more: fc.boolean(),
      next: fc.string(),
      objects: fc.array(
        fc.oneof(
          fc.stringMatching(/^[a-z]{1,8}$/).map((name) => indicator(name)),
          fc.stringMatching(/^[a-z]{1,8}$/).map((name) => indicator(name, { name: '한글 "이름" \\' })),
          fc.jsonValue(),
        ),
      ),
    },
    { requiredKeys: [] },
  );
  it('read as the whole does', () => {
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(some, places, (value, cuts) => {
        const bytes = encoder.encode(JSON.stringify(value));
        const at = [...new Set(cuts.map((cut) => Math.floor(cut * bytes.length)))].sort((a, b) => a - b);
        const pieces = [...at, bytes.length].map((end, i) => bytes.subarray(at[i - 1] ?? 0, end));
        expect(readBytes(pieces)).toEqual(readBytes([bytes]));
      }),
    );
  });
  it('of random bytes end in a document or a failure', () => {
    const heads = fc.constantFrom('', '{"objects":[', '[', '{"objects":[{"type":"indicator","pattern":"[');
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 100 }), fc.string(), (head, bytes, tail) => {
        try {
          readBytes([encoder.encode(head), bytes, encoder.encode(tail)]);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});
