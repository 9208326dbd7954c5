import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAnyhow, failureOf, nastyText, outcome, readList, values } from '../../test/fakes/list-reading.ts';
import { defaultListBudget } from './budget.ts';
import type { ListColumns } from './format.ts';
import { openListReader, type ListReaderOptions } from './reader.ts';

type Csv = Extract<ListReaderOptions['format'], { kind: 'csv' }>;

const format = (columns: Partial<ListColumns> = {}, more: Partial<Csv> = {}): { readonly format: Csv } => ({
  format: { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [], ...columns }, ...more },
});
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('columns', () => {
  const list = 'When,Badness,Wo,Bis,Farbe,Nr\n2026-01-01,80,evil.example,2027-01-01T00:00:00Z,TLP:AMBER,x-7\n';
  it('are those that the settings name', () => {
    const columns = {
      values: ['wo'],
      id: 'Nr',
      confidence: 'badness',
      validFrom: '1',
      validUntil: 'Bis',
      tlp: 'Farbe',
      title: 'Nr',
    };
    expect(readList(list, format(columns)).indicators).toEqual([
      {
        id: 'x-7',
        version: null,
        title: 'x-7',
        validFrom: Date.UTC(2026, 0, 1),
        validUntil: Date.UTC(2027, 0, 1),
        confidence: 80,
        tlp: 'amber',
        withdrawn: false,
        observables: [{ kind: 'domain', value: 'evil.example' }],
      },
    ]);
  });
  it('that are not there are told with the nearest name', () => {
    const failure = failureOf(list, format({ values: ['woo'] }));
    expect(failure.code).toBe('csv/column');
    expect(failure.evidence).toMatchObject({ column: 'woo', nearest: 'Wo' });
    expect(failureOf('a,evil.example\nb,c.example\n', format({ values: ['3'] })).message).toContain('2 columns');
    expect(failureOf('a,evil.example\nb,c.example\n', format({ values: ['url'] })).message).toContain('no header');
  });
  it('are counted by number where there is no header', () => {
    expect(values(readList('x,a.example\ny,b.example\n', format({ values: ['2'] }, { header: 'no' })))).toEqual([
      'a.example',
      'b.example',
    ]);
  });
  it('of links to one host give way to those of many', () => {
    const rows = [1, 2, 3, 4].map((i) => `https://lists.example/${i};http://host${i}.example/`).join('\n');
    expect(values(readList(rows, format()))).toEqual([1, 2, 3, 4].map((i) => `http://host${i}.example/`));
  });
  it('of the wanted kinds go before others', () => {
    const hash = 'a'.repeat(64);
    const text = `url,sha256,ip\nhttp://evil.example/,${hash},192.0.2.1\n`;
    expect(values(readList(text, format()))).toEqual(['http://evil.example/']);
    expect(values(readList(text, { ...format(), kinds: ['sha256'] }))).toEqual([hash]);
    expect(values(readList(text, { ...format(), kinds: ['ip'] }))).toEqual(['192.0.2.1']);
  });
  it('of e-mail addresses are taken for contacts where another one holds as many values', () => {
    const text = 'Start,Name,Email\n198.51.100.0,EXAMPLE,abuse@provider.example\n';
    expect(values(readList(text, format()))).toEqual(['198.51.100.0']);
    expect(values(readList('who,email\nx,bad@evil.example\n', format()))).toEqual(['bad@evil.example']);
    expect(values(readList(text, { ...format(), kinds: ['email'] }))).toEqual(['abuse@provider.example']);
  });
  it('say as what a value is read', () => {
    const text =
      'type;value\nurl;evil.example\nip:port;192.0.2.1:80\nIPv4;192.0.2.0-192.0.2.3\ndomain;192.0.2.1\nmutex;abc\nFileHash-MD5;n/a\n';
    const { tally, ...read } = readList(text, format());
    expect(values({ tally, ...read })).toEqual(['http://evil.example/', '192.0.2.1', '192.0.2.0/30']);
    expect(tally).toMatchObject({ received: 7, refused: 1 });
    expect(tally.skipped).toEqual({ header: 1, 'unsupported-kind:mutex': 1, 'no-value': 1 });
  });
  it('of types of threats do not keep values back', () => {
    expect(values(readList('url,type\nhttp://evil.example/,phishing\n', format()))).toEqual(['http://evil.example/']);
  });
  it('with times that cannot be read leave the window open, and are counted', () => {
    const text = 'domain,expires\na.example,1793520000\nb.example,soon\nc.example,\nd.example,1793520000123\n';
    const { indicators, tally } = readList(text, format());
    expect(indicators.map(({ validUntil }) => validUntil)).toEqual([1793520000000, null, null, 1793520000123]);
    expect(tally.skipped).toEqual({ header: 1, 'unreadable-time': 1 });
  });
});

describe('rows', () => {
  it.each([
    ['quotes and doubled quotes', 'domain,note\n"a.example","say ""no"", twice"\n', ['a.example']],
    ['line breaks within quotes', 'note,domain\r\n"one\r\n# two",a.example\r\nx,b.example', ['a.example', 'b.example']],
    ['quotes that are not doubled', 'note,domain\n"he said "no" to it",a.example\n', ['a.example']],
    ['blanks before a quote', 'note, domain\n"x", "a.example"\n', ['a.example']],
    ['empty lines and short rows', 'note,domain\n\nx\ny,a.example\n', ['a.example']],
    ['tabs', 'note\tdomain\nx, y\ta.example\n', ['a.example']],
    ['bars', 'note|domain\nx, y|a.example\n', ['a.example']],
    ['a last field that is empty', 'domain,note\na.example,\n', ['a.example']],
    ['one column', 'domain\na.example\nb.example\n', ['a.example', 'b.example']],
  ])('may have %s', (_, text, expected) => {
    expect(values(readList(text, format()))).toEqual(expected);
  });
  it('with a quote that never ends spoil their own line alone', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `x${i},host${i}.example`).join('\n');
    const { tally, indicators } = readList(`note,domain\n"open,evil.example\n${rows}\n`, format());
    expect(indicators).toHaveLength(3000);
    expect(tally.skipped).toEqual({ header: 1, 'unclosed-quote': 1 });
  });
  it('beyond the budget are skipped and counted', () => {
    const text = `domain,note\na.example,${'x'.repeat(200)}\nb.example,${',,'.repeat(20)}\nc.example,x\n`;
    const { tally, ...read } = readList(text, { ...format(), budget: { lineLength: 100, fields: 10 } });
    expect(values({ tally, ...read })).toEqual(['c.example']);
    expect(tally.skipped).toEqual({ header: 1, 'line-too-long': 1, 'too-many-fields': 1 });
  });
  it('of nothing but comments are an empty list', () => {
    expect(readList('# id,url\n# nothing today\n', format({ values: ['url'] })).tally).toMatchObject({ parsed: 0 });
  });
  it('are read the same, however the bytes are cut', () => {
    const field = fc.constantFrom(
      'a.example',
      '"b.example"',
      '"a, b"',
      '"x""y"',
      '"open',
      '',
      ' ',
      '192.0.2.1',
      '# c',
      '"\n"',
      '한국',
    );
    const row = fc.tuple(fc.array(field, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'));
    const text = fc
      .array(row, { maxLength: 12 })
      .map((rows) => rows.map(([fields, end]) => fields.join(',') + end).join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 6 }), (list, cuts) => {
        const options = { ...format(), budget: { lineLength: 40 } };
        expect(outcome(cutAnyhow(list, cuts), options)).toEqual(outcome([encode(list)], options));
      }),
    );
  });
  it('end in indicators or a failure, whatever comes', () => {
    fc.assert(
      fc.property(nastyText, fc.constantFrom('auto', 'yes', 'no'), (text, header) => {
        expect(outcome([encode(text)], format({}, { header }))).toBeDefined();
      }),
    );
  });
  it('take bounded memory where a quote is open for ever', () => {
    const reader = openListReader({ ...format(), kinds: null, budget: defaultListBudget });
    const piece = encode('"""x\n'.repeat(10_000));
    for (let i = 0; i < 20; i += 1) reader.push(piece);
    expect(() => reader.end()).toThrow(/^none of \d+ entries is an observable: /);
  });
});
