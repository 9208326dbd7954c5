import { describe, expect, it } from 'vitest';
import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { StixObject } from './object.ts';
import { type Stix2Options, Stix2Session } from './session.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const day = (date: string) => `${date}T00:00:00.000Z`;
const indicatorId = (n: number) => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const pattern = "[domain-name:value = 'evil.example']";

const object = (value: Record<string, unknown>) => value as StixObject;

function indicator(more: Record<string, unknown> = {}): StixObject {
  const base = { type: 'indicator', spec_version: '2.1', id: indicatorId(1), pattern, pattern_type: 'stix' };
  const dates = { created: day('2026-01-01'), modified: day('2026-02-01'), valid_from: day('2026-01-01') };
  return object({ ...base, ...dates, ...more });
}

interface Read {
  readonly indicators: readonly Indicator[];
  readonly values: readonly string[];
  readonly tally: Tally;
  readonly waiting: readonly WaitingIndicator[];
}

/** Reads documents, each a list of objects, in one session. */
function read(documents: readonly (readonly StixObject[])[], options: Partial<Stix2Options> = {}): Read {
  const session = new Stix2Session({ now, assert: 'indicated', ...options }, []);
  for (const objects of documents) {
    for (const each of objects) session.take(each);
    session.endDocument();
  }
  const { indicators, tally } = session.drain();
  const values = indicators.flatMap(({ observables }) => observables.map(({ kind, value }) => `${kind} ${value}`));
  return { indicators, values, tally, waiting: session.waiting() };
}

const one = (more: Record<string, unknown>) => read([[indicator(more)]]);

describe('an indicator', () => {
  it('asserts what its pattern names', () => {
    const title = ' Evil\n domain ';
    expect(one({ name: title, confidence: 85, valid_until: day('2027-01-01') }).indicators).toEqual([
      {
        id: indicatorId(1),
        version: Date.parse('2026-02-01'),
        title: 'Evil domain',
        validFrom: Date.parse('2026-01-01'),
        validUntil: Date.parse('2027-01-01'),
        confidence: 85,
        tlp: null,
        withdrawn: false,
        observables: [{ kind: 'domain', value: 'evil.example' }],
      },
    ]);
  });
  it('of STIX 2.0 needs no pattern_type', () => {
    const { pattern_type: _, spec_version: __, ...old } = indicator();
    expect(read([[old]]).values).toEqual(['domain evil.example']);
  });
  it.each([
    [0, 0],
    [100, 100],
    [99.9, 99],
    [101, null],
    [-1, null],
    ['85', null],
  ])('has the confidence of the standard: %j as %j', (confidence, expected) => {
    expect(one({ confidence }).indicators[0]?.confidence).toBe(expected);
  });
  it('that is revoked takes back what it said', () => {
    const { indicators, tally } = one({ revoked: true });
    expect(indicators).toMatchObject([{ withdrawn: true, observables: [], version: Date.parse('2026-02-01') }]);
    expect(tally).toMatchObject({ parsed: 1, supported: 0, skipped: {} });
  });
  it.each([
    [{ indicator_types: ['benign'] }, 'indicator-type:benign'],
    [{ indicator_types: ['malicious-activity', ' Benign '] }, 'indicator-type:benign'],
    [{ labels: ['anomalous-activity'] }, 'indicator-type:anomalous-activity'],
    [{ pattern_type: 'yara' }, 'pattern-type:yara'],
    [{ pattern_type: 'snort' }, 'pattern-type:snort'],
    [{ pattern_type: 'a b\u202ec' }, 'pattern-type:other'],
    [{ pattern: 'alert tcp' }, 'malformed-pattern'],
    [{ pattern: '('.repeat(1000) }, 'pattern-too-deep'],
    [{ pattern: `[a:b='${'x'.repeat(1024 * 1024)}']` }, 'pattern-too-long'],
    [{ pattern: '' }, 'no-pattern'],
    [{ pattern: 7 }, 'no-pattern'],
    [{ pattern: "[mutex:name = 'x']" }, 'unsupported-object:mutex'],
  ])('with %j is passed on without observables, and counted', (more, reason) => {
    const { indicators, tally } = one(more);
    expect(indicators).toMatchObject([{ withdrawn: false, observables: [] }]);
    expect(tally).toMatchObject({ parsed: 1, supported: 0, skipped: { [reason]: 1 } });
  });
  it('with other types is listed, and the types may be chosen', () => {
    const labelled = indicator({ indicator_types: ['malicious-activity', 'compromised'], labels: ['benign-looking'] });
    expect(read([[labelled]]).values).toEqual(['domain evil.example']);
    expect(read([[labelled]], { benignTypes: ['Compromised'] }).values).toEqual([]);
    expect(read([[indicator({ labels: ['benign'] })]], { benignTypes: [] }).values).toEqual(['domain evil.example']);
  });
  it.each(['2026-02-01T00:00:00.123456Z', '2026-02-01T09:00:00.123+09:00'])(
    'has the version %s in milliseconds',
    (at) => {
      expect(one({ modified: at }).indicators[0]?.version).toBe(Date.parse('2026-02-01T00:00:00.123Z'));
    },
  );
  it('without modified has the version of its creation', () => {
    expect(one({ modified: 'soon' }).indicators[0]?.version).toBe(Date.parse('2026-01-01'));
  });
  it('without an id gets one from its content', () => {
    expect(one({ id: 7 }).indicators[0]?.id).toMatch(/^content:[0-9a-f]{16}$/);
    expect(one({ id: 'x'.repeat(513) }).indicators[0]?.id).toMatch(/^content:/);
  });
  it('of more than 1,000 observables comes in pieces of one id and version', () => {
    const values = Array.from({ length: 2500 }, (_, i) => `'10.0.${i >> 8}.${i & 255}'`);
    const { indicators, tally } = one({ pattern: `[ipv4-addr:value IN (${values.join(',')}, '10.0.0.0')]` });
    expect(indicators.map(({ observables }) => observables.length)).toEqual([1000, 1000, 500]);
    expect(new Set(indicators.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
    expect(tally).toMatchObject({ parsed: 1, supported: 2501 });
  });
  it('shows what was refused', () => {
    const { tally } = one({ pattern: "[ipv4-addr:value = '192.0.2.256' OR ipv4-addr:value = '192.0.2.1']" });
    expect(tally).toMatchObject({ refused: 1, refusals: [{ text: '192.0.2.256', rule: 'not-an-address' }] });
  });
});

describe('versions of one object', () => {
  const versions = [1, 2, 3].map((month) =>
    indicator({ modified: day(`2026-0${month}-01`), pattern: `[domain-name:value = 'v${month}.example']` }),
  );
  it('are settled by the newest, whatever the order and the page', () => {
    const [first, second, third] = versions;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three versions');
    expect(read([[first, second, third]]).values).toEqual([
      'domain v1.example',
      'domain v2.example',
      'domain v3.example',
    ]);
    const { values, tally } = read([[third, first], [second]]);
    expect(values).toEqual(['domain v3.example']);
    expect(tally.skipped).toEqual({ superseded: 2 });
  });
  it('that are the same twice are read twice', () => {
    expect(read([[indicator()], [indicator()]])).toMatchObject({ tally: { parsed: 2, skipped: {} } });
  });
});

describe('the marking', () => {
  const tlp = (id: string) => one({ object_marking_refs: [`marking-definition--${id}`] }).indicators[0]?.tlp;
  const definition = (id: string, more: Record<string, unknown>) =>
    object({ type: 'marking-definition', id: `marking-definition--${id}`, ...more });
  const own = { object_marking_refs: ['marking-definition--own'] };
  const red = definition('own', { definition_type: 'tlp', definition: { tlp: 'red' } });

  it.each([
    ['613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
    ['34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
    ['f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
    ['5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
    ['94868c89-83c2-464b-929b-a1a8aa3c8487', 'clear'],
    ['bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'green'],
    ['55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber'],
    ['939a9414-2ddd-4d32-a0cd-375ea402b003', 'amber+strict'],
    ['e828b379-4e03-4974-9ac4-e53a884c97c1', 'red'],
    ['unknown', null],
  ])('%s is %s', (id, expected) => {
    expect(tlp(id)).toBe(expected);
  });
  it.each([
    ['before', [red, indicator(own)]],
    ['after', [indicator(own), red]],
    ['between others', [indicator({ id: indicatorId(2) }), indicator(own), indicator({ id: indicatorId(3) }), red]],
  ])('may be defined %s in the same document', (_, objects) => {
    const { indicators } = read([objects]);
    expect(indicators.filter(({ id }) => id === indicatorId(1))).toMatchObject([{ tlp: 'red' }]);
    expect(indicators).toHaveLength(objects.length - 1);
  });
  it('that comes in a later page sends its indicators out once more', () => {
    const pages = [
      [indicator(own)],
      [indicator({ id: indicatorId(2) }), red],
      [indicator({ ...own, id: indicatorId(3) })],
    ];
    expect(read(pages).indicators.map(({ id, tlp }) => [id.slice(-1), tlp])).toEqual([
      ['1', null],
      ['2', null],
      ['1', 'red'],
      ['3', 'red'],
    ]);
  });
  it.each([
    [
      'TLP 2 by its extension',
      { extensions: { 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': { tlp_2_0: 'amber+strict' } } },
      'amber+strict',
    ],
    ['its name alone', { name: 'TLP:GREEN' }, 'green'],
    ['a statement', { definition_type: 'statement', definition: { statement: 'Copyright' } }, null],
    ['nothing', {}, null],
  ])('is told by %s', (_, more, expected) => {
    expect(read([[definition('own', more), indicator(own)]]).indicators).toMatchObject([{ tlp: expected }]);
  });
  it('is the strictest of several, those of single properties too', () => {
    const granular = [{ marking_ref: 'marking-definition--own', selectors: ['description'] }];
    const green = ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'];
    const marked = indicator({ object_marking_refs: green, granular_markings: granular });
    expect(read([[marked, red]]).indicators).toMatchObject([{ tlp: 'red' }]);
    expect(read([[marked]]).indicators).toMatchObject([{ tlp: 'green' }]);
  });
  it('that everybody knows cannot be defined anew', () => {
    const id = '5e57c739-391a-4eb3-b6be-7d15ca92d5ed';
    const forged = definition(id, { definition: { tlp: 'white' } });
    const marked = indicator({ object_marking_refs: [`marking-definition--${id}`] });
    expect(read([[forged, marked]]).indicators).toMatchObject([{ tlp: 'red' }]);
  });
  it('that never comes holds no more than its budget', () => {
    const many = Array.from({ length: 10_050 }, (_, i) => indicator({ ...own, id: indicatorId(i) }));
    const { indicators } = read([many, many.slice(0, 5), [red]]);
    expect(indicators.filter(({ tlp }) => tlp === null).length).toBe(10_055);
    expect(indicators.filter(({ tlp }) => tlp === 'red').length).toBe(10_000);
  });
});

describe('other objects', () => {
  it('are counted by their types', () => {
    const types = ['identity', 'relationship', 'relationship', 'x-acme-thing', 'ipv4-addr', 'observed-data', 'a b', ''];
    const { tally } = read([types.map((type) => object({ type, id: `${type}--1` }))]);
    expect(tally.skipped).toEqual({
      'context-object:identity': 1,
      'context-object:relationship': 2,
      'unsupported-object:x-acme-thing': 1,
      'observable-outside-indicator': 2,
      'unsupported-object:other': 2,
    });
  });
  it('cannot make up more than 200 reasons', () => {
    const { skipped } = read([Array.from({ length: 500 }, (_, i) => object({ type: `x-${i}` }))]).tally;
    expect(Object.keys(skipped).length).toBeLessThanOrEqual(201);
    expect(Object.values(skipped).reduce((a, b) => a + b, 0)).toBe(500);
  });
  it('whose names are those of JavaScript do no harm', () => {
    const hostile = JSON.parse('{"type":"constructor","__proto__":{"type":"indicator"},"id":{"toString":1}}');
    expect(read([[hostile, object({})]]).tally.skipped).toEqual({
      'unsupported-object:constructor': 1,
      'unsupported-object:other': 1,
    });
  });
});
