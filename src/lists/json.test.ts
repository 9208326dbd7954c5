import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAnyhow, failureOf, nastyText, outcome, readList, values } from '../../test/fakes/list-reading.ts';

const json = (mapping: string | null = null) => ({ format: { kind: 'json', mapping } }) as const;
const lines = (mapping: string | null = null) => ({ format: { kind: 'jsonl', mapping } }) as const;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const told = (list: unknown, options: Parameters<typeof readList>[1] = json()): readonly string[] =>
  values(readList(JSON.stringify(list), options));

describe('a JSON list without a mapping', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['an array of texts', ['evil.example', 'hxxp://evil[.]example/a'], ['evil.example', 'http://evil.example/a']],
    ['texts under a known name', { data: { domains: ['evil.example'] } }, ['evil.example']],
    [
      'texts of a kind',
      { urls: ['evil.example/a', 'evil.example'] },
      ['http://evil.example/a', 'http://evil.example/'],
    ],
    ['objects under any name', { whatever: [{ Domain: 'evil.example' }] }, ['evil.example']],
    [
      'the most specific field',
      [{ ip: '192.0.2.1', url: 'http://evil.example/', host: 'evil.example' }],
      ['http://evil.example/'],
    ],
    [
      'the first of equal ones',
      [
        { ip: '192.0.2.1', hostname: 'a.example' },
        { hostname: 'b.example', ip: '192.0.2.2' },
      ],
      ['192.0.2.1', 'b.example'],
    ],
    [
      'fields that are empty in some',
      [
        { ip: null, domain: 'a.example' },
        { ip: '192.0.2.2', domain: '' },
      ],
      ['a.example', '192.0.2.2'],
    ],
    ['all hashes of a file', [{ md5: 'a'.repeat(32), sha256: 'b'.repeat(64) }], ['a'.repeat(32), 'b'.repeat(64)]],
    ['an observable within', [{ observable: { type: 'domain', value: 'evil.example' }, x: 1 }], ['evil.example']],
    ['several values in one', [{ domains: ['a.example', 'b.example'] }], ['a.example', 'b.example']],
    ['a number', [{ ip: 3221225985 }], []],
  ])('may have %s', (_, list, expected) => {
    const result = outcome([encode(JSON.stringify(list))], json()) as { readonly code?: string };
    if (expected.length === 0) expect(result.code).toBe('list/unreadable');
    else expect(told(list)).toEqual(expected);
  });
  it('says what fields of known names say', () => {
    const element = {
      value: 'evil.example',
      type: 'domain',
      uuid: 'u-1',
      confidence: '75',
      valid_until: '2027-01-01T00:00:00Z',
      tlp: 'TLP:RED',
      threat: 'x',
    };
    expect(readList(JSON.stringify([element]), json()).indicators).toMatchObject([
      { id: 'u-1', title: 'x', confidence: 75, validUntil: Date.UTC(2027, 0, 1), tlp: 'red' },
    ]);
  });
  it('leaves tags and what is not for detection, and counts it', () => {
    const { tally } = readList(
      JSON.stringify({ tags: ['a.example'], data: [{ value: 'b.example', to_ids: false }, 7, { x: 1 }, 'c.example'] }),
      json(),
    );
    expect(tally).toMatchObject({ received: 5, supported: 1 });
    expect(tally.skipped).toEqual({
      'other-array:tags': 1,
      'not-for-detection': 1,
      'unsupported-element': 1,
      'no-value': 1,
    });
  });
  it('that has no array is told with what it has', () => {
    const failure = failureOf('{"query_status":"no_results"}', json());
    expect(failure.code).toBe('list/unreadable');
    expect(failure.message).toContain('query_status');
    expect(failureOf('evil.example', json()).code).toBe('list/other-format');
    expect(failureOf('[{"url":"http://a.example/"}', json()).code).toBe('json/truncated');
    expect(failureOf('{"a":[}', json()).code).toBe('json/malformed');
  });
});

describe('a JSON list with a mapping', () => {
  it('is read by its paths', () => {
    const list = {
      meta: [{ url: 'http://docs.example/' }],
      feed: {
        a: {
          items: [{ ioc: { v: 'evil.example', t: 'domain' }, n: 7, until: 1793520000, score: 40, tags: ['x', 'y'] }],
        },
        b: { items: [{ ioc: { v: ['a.example', 'b.example'] } }] },
      },
    };
    const mapping = 'each=feed.*.items; value=ioc.v; kind=ioc.t; id=n; validUntil=until; confidence=score; title=tags';
    const read = readList(JSON.stringify(list), json(mapping));
    expect(values(read)).toEqual(['evil.example', 'a.example', 'b.example']);
    expect(read.indicators[0]).toMatchObject({ id: '7', title: 'x', confidence: 40, validUntil: 1793520000000 });
  });
  it('may lead to objects by their keys', () => {
    const list = { status: 'ok', list: { k1: { addr: '192.0.2.1' }, k2: { addr: '192.0.2.2' } } };
    expect(told(list, json('each=list.*; value=addr'))).toEqual(['192.0.2.1', '192.0.2.2']);
  });
  it('may leave the values to be found out', () => {
    const { indicators } = readList('[{"domain":"evil.example","weight":60}]', json('confidence=weight'));
    expect(indicators).toMatchObject([{ confidence: 60, observables: [{ value: 'evil.example' }] }]);
  });
  it('that leads nowhere is told', () => {
    expect(failureOf('{"data":[{"url":"http://a.example/"}]}', json('each=items')).message).toContain('at items');
    expect(failureOf('[{"a":{"__proto__":1}}]', json('vlaue=a')).code).toBe('list/mapping');
    const nothing = failureOf('[{"a":{}},{"b":"a.example"}]', json('value=constructor.name'));
    expect(nothing.evidence['skipped']).toEqual({ 'no-value': 2 });
  });
});

describe('JSON lines', () => {
  it('are objects, texts, and lines that are neither', () => {
    const text = '{"url":"http://evil.example/"}\r\n\n"b.example"\n{"cut":\n[1]\n';
    const read = readList(text, lines());
    expect(values(read)).toEqual(['http://evil.example/', 'b.example']);
    expect(read.tally.skipped).toEqual({ 'malformed-element': 1, 'unsupported-element': 1 });
  });
  it('are told from a document', () => {
    expect(failureOf('{"a":1}\n{"a":2}\n', json()).evidence['seen']).toBe('JSON lines');
    expect(failureOf('[{"url":"http://a.example/"}]', lines()).code).toBe('list/unreadable');
  });
  it('have a budget', () => {
    const text = `{"url":"http://evil.example/"}\n{"x":"${'y'.repeat(200)}"}\n`;
    expect(readList(text, { ...lines('value=url'), budget: { elementLength: 100 } }).tally.skipped).toEqual({
      'line-too-long': 1,
    });
    expect(
      readList(`[{"url":"http://evil.example/"},{"x":"${'y'.repeat(200)}"}]`, {
        ...json(),
        budget: { elementLength: 100 },
      }).tally.skipped,
    ).toEqual({ 'element-too-large': 1 });
  });
});

describe('whatever comes', () => {
  const value = fc.constantFrom('"a.example"', '{"ip":"192.0.2.1"}', '[1]', 'null', '{"value":["b.example"]}', '7');
  const list = fc.oneof(
    fc.array(value, { maxLength: 8 }).map((all) => `[${all.join(', ')}]`),
    fc.array(value, { maxLength: 8 }).map((all) => all.join('\n')),
    fc
      .array(value, { maxLength: 8 })
      .map((all) => `{"data" : {"items":[${all.join()}], "x":1}, "tags":[${all.join()}]}`),
  );
  const format = fc.constantFrom(json(), lines(), json('each=data.items; value=ip'), {
    format: { kind: 'ctia' },
  } as const);
  it('is read the same, however the bytes are cut', () => {
    fc.assert(
      fc.property(list, format, fc.array(fc.nat(200), { maxLength: 6 }), (text, options, cuts) => {
        expect(outcome(cutAnyhow(text, cuts), options)).toEqual(outcome([encode(text)], options));
      }),
    );
  });
  it('ends in indicators or a failure', () => {
    fc.assert(
      fc.property(nastyText, format, (text, options) => {
        expect(outcome([encode(`{"data":[${text}`)], options)).toBeDefined();
        expect(outcome([encode(text)], options)).toBeDefined();
      }),
    );
  });
});

describe('judgements of CTIA', () => {
  const ctia = { format: { kind: 'ctia' } } as const;
  const judged = (disposition: number, priority: number) => ({
    observable: { type: 'ip', value: '192.0.2.1' },
    disposition,
    priority,
  });
  it.each([
    ['malicious alone', [judged(2, 90)], 1],
    ['a clean one of the same priority', [judged(2, 90), judged(1, 90)], 0],
    ['a clean one of lower priority', [judged(1, 80), judged(2, 90)], 1],
    ['a suspicious one of higher priority', [judged(2, 90), judged(3, 95)], 0],
    ['two malicious ones', [judged(2, 90), judged(2, 80)], 2],
  ])('with %s list as many as they should', (_, judgements, count) => {
    expect(readList(JSON.stringify({ judgements }), ctia).indicators).toHaveLength(count);
  });
  it('say id, window, confidence and marking', () => {
    const list = {
      judgements: [
        {
          ...judged(2, 90),
          id: 'j-1',
          confidence: 'Medium',
          tlp: 'amber',
          reason: 'C2',
          valid_time: { start_time: '2026-01-01T00:00:00Z', end_time: '2027-01-01T00:00:00Z' },
        },
      ],
    };
    expect(readList(JSON.stringify(list), ctia).indicators).toMatchObject([
      {
        id: 'j-1',
        title: 'C2',
        confidence: 50,
        tlp: 'amber',
        validFrom: Date.UTC(2026, 0, 1),
        validUntil: Date.UTC(2027, 0, 1),
      },
    ]);
  });
  it('by name of the disposition count too, other objects do not', () => {
    const named = { observable: { type: 'domain', value: 'evil.example' }, disposition_name: 'Malicious' };
    const { tally } = readList(JSON.stringify({ judgements: [named], indicators: [{ type: 'indicator' }, 7] }), ctia);
    expect(tally).toMatchObject({ supported: 1, skipped: { 'context-object:indicator': 1, 'malformed-element': 1 } });
  });
  it('that are missing are told', () => {
    expect(failureOf('{"error":"wrong secret"}', ctia).code).toBe('list/unreadable');
    expect(failureOf('\n\n', ctia).code).toBe('body/empty');
  });
});
