import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SaxesReader } from '../../test/fakes/saxes-reader.ts';
import { Failure } from '../base/failure.ts';
import { defaultXmlBudget, type XmlBudget } from './budget.ts';
import type { XmlHandler } from './handler.ts';
import { XmlReader } from './reader.ts';

type Event = readonly unknown[];
type Reader = Pick<XmlReader, 'write' | 'end'>;

/** Gathers events; neighbouring pieces of text are one. */
class Events implements XmlHandler {
  readonly all: Event[] = [];
  open: XmlHandler['open'] = (name, attributes, resolve) =>
    void this.all.push(['open', { ...name }, { ...attributes }, resolve('a') ?? null, resolve('') ?? '']);
  close: XmlHandler['close'] = (name) => void this.all.push(['close', { ...name }]);
  text: XmlHandler['text'] = (text) => {
    const last = this.all.at(-1);
    if (last?.[0] === 'text') this.all[this.all.length - 1] = ['text', String(last[1]) + text];
    else if (text !== '') this.all.push(['text', text]);
  };
}

/** What a reader makes of a document: its events, or `null` where it refuses it. */
function read(open: (handler: XmlHandler) => Reader, pieces: readonly string[]): readonly Event[] | null {
  const events = new Events();
  const reader = open(events);
  try {
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return events.all;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

const own = (pieces: readonly string[]) => read((handler) => new XmlReader(handler), pieces);
const oracle = (pieces: readonly string[]) => read((handler) => new SaxesReader(handler), pieces);

/** The failure of a document, by code. */
function refusal(text: string, budget?: XmlBudget): string | null {
  const reader = new XmlReader(new Events(), budget);
  try {
    reader.write(text);
    reader.end();
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

function splitAt(text: string, cuts: readonly number[]): string[] {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, i) => text.slice(at[i], end));
}

const name = fc.constantFrom(
  'a',
  'b',
  'Item',
  'a:x',
  'b:x',
  'a:long-name_1.2',
  'x',
  'é',
  'a:\u{10000}',
  'xml:id',
  'c:q',
);
const space = fc.constantFrom(' ', '\n', '\t', '  ', '\r\n', '\r');
const chars = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          'a',
          'z',
          ' ',
          ']',
          ']]',
          '-',
          '"',
          "'",
          '\n',
          '\r',
          '\r\n',
          '\t',
          '>',
          '?',
          'é',
          '\u{1f600}',
          '\u2028',
          '\u0085',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '&amp;',
          '&lt;',
          '&gt;',
          '&quot;',
          '&apos;',
          '&#10;',
          '&#xd;',
          '&#x1F600;',
          '&#9;',
          '&#0065;',
        ),
      },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const value = chars.map((text) => `"${text.replaceAll('"', '&quot;')}"`);
const declarations = [
  'xmlns="urn:d"',
  'xmlns:a="urn:a"',
  "xmlns:b='urn:b'",
  'xmlns:b="urn:a"',
  'xmlns=""',
  'xmlns:c=" urn:c "',
];
const attribute = fc.oneof(
  fc.tuple(name, space, value).map(([n, s, v]) => `${n}${s.trim()}=${s}${v}`),
  fc.constantFrom(...declarations, 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a:T"'),
);
const attributes = fc
  .array(fc.tuple(space, attribute), { maxLength: 4 })
  .map((all) => all.map((one) => one.join('')).join(''));
const misc = fc.oneof(
  chars.map((text) => `<!--${text.replaceAll('-', '')}-->`),
  chars.map((text) => `<?go ${text.replaceAll('?', '')}?>`),
);
const { content } = fc.letrec<{ content: string; element: string }>((tie) => ({
  content: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        chars.map((text) => text.replaceAll(']', '')),
        misc,
        chars.map((text) => `<![CDATA[${text.replaceAll('>', '')}]]>`),
        tie('element'),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
  element: fc
    .tuple(name, attributes, tie('content'), fc.boolean())
    .map(([n, a, inner, empty]) => (empty ? `<${n}${a}/>` : `<${n}${a}>${inner}</${n} >`)),
}));
const document = fc
  .tuple(
    fc.constantFrom(
      '',
      '\ufeff',
      '<?xml version="1.0"?>',
      "<?xml version='1.0' encoding='utf-8' standalone='no' ?>\r\n",
    ),
    misc,
    attributes,
    content,
  )
  .map(
    ([head, before, own, inner]) =>
      `${head}${before}<root xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c"${own.replaceAll(/\bxmlns:[abc]=/g, 'n=')}>${inner}</root>\n`,
  );
const scraps = [
  '<',
  '>',
  '&',
  ';',
  '"',
  "'",
  '=',
  '/',
  '!',
  '?',
  '-',
  ']',
  ':',
  ' ',
  '\r',
  '\n',
  '\u0001',
  '\uffff',
  'xmlns',
  'xml',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&#0;',
  '&x;',
  '<a>',
  '</a>',
  '</root>',
  '<?xml version="1.0"?>',
];
const edit = fc.record({
  at: fc.nat(4000),
  drop: fc.nat(3),
  put: fc.constantFrom('', ...scraps),
});

/** A document with characters taken out and scraps of markup put in. */
function edited(text: string, edits: readonly { at: number; drop: number; put: string }[]): string {
  let points = Array.from(text);
  for (const { at, drop, put } of edits) {
    const from = at % (points.length + 1);
    points = [...points.slice(0, from), put, ...points.slice(from + drop)];
  }
  return points.join('');
}

const cuts = fc.array(fc.nat(4000), { maxLength: 6 });
/** FEEDGATE_XML_RUNS=100000 for a long run. */
const numRuns = Number(process.env['FEEDGATE_XML_RUNS'] ?? 1500);

describe('the reader beside saxes', { timeout: 3_600_000 }, () => {
  it('tells the same of documents that are well formed but for namespaces and repeated attributes', () => {
    let accepted = 0;
    fc.assert(
      fc.property(document, cuts, (text, at) => {
        const told = own(splitAt(text, at));
        if (told !== null) accepted += 1;
        expect(told).toEqual(oracle([text]));
      }),
      { numRuns },
    );
    expect(accepted).toBeGreaterThan(numRuns / 20);
  });
  it('accepts and refuses the same of documents with a few characters changed', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 3 }), cuts, (text, edits, at) => {
        const broken = edited(text, edits);
        expect(own(splitAt(broken, at))).toEqual(oracle([broken]));
      }),
      { numRuns: numRuns * 2 },
    );
  });
  it('accepts and refuses the same of random text and markup', () => {
    const soup = fc.array(fc.oneof(fc.constantFrom(...scraps, ...declarations, 'a', 'root'), chars), { maxLength: 12 });
    fc.assert(
      fc.property(soup, cuts, (parts, at) => {
        const text = `<root>${parts.join('')}</root>`;
        expect(own(splitAt(text, at))).toEqual(oracle([text]));
      }),
      { numRuns: numRuns * 2 },
    );
  });
  it('tells the same character by character', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(own(text.split(''))).toEqual(own([text]));
      }),
      { numRuns: numRuns / 5 },
    );
  });
});

describe('the reader', () => {
  it.each([
    ['two roots', '<a/><b/>', 'xml/malformed'],
    ['text before the root', 'x<a/>', 'xml/malformed'],
    ['text after the root', '<a/>x', 'xml/malformed'],
    ['a reference outside the root', '<a/>&amp;', 'xml/malformed'],
    ['CDATA outside the root', '<a/><![CDATA[x]]>', 'xml/malformed'],
    ['another end tag', '<a><b></a></b>', 'xml/malformed'],
    ['a longer end tag', '<a></ab>', 'xml/malformed'],
    ['an end tag with an attribute', '<a></a b="c">', 'xml/malformed'],
    ['a space before the name', '< a/>', 'xml/malformed'],
    ['a space after the slash', '<a>< /a>', 'xml/malformed'],
    ['a digit first', '<1a/>', 'xml/malformed'],
    ['a local name that begins with a digit', '<p:1 xmlns:p="urn:p"/>', 'xml/malformed'],
    ['an attribute twice', '<a b="1" b="2"/>', 'xml/malformed'],
    ['an attribute twice by namespace', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>', 'xml/malformed'],
    [
      'one of many attributes twice',
      `<a ${Array.from({ length: 20 }, (_, i) => `b${i % 19}="1"`).join(' ')}/>`,
      'xml/malformed',
    ],
    ['an attribute without a value', '<a b/>', 'xml/malformed'],
    ['an attribute without quotes', '<a b=c/>', 'xml/malformed'],
    ['attributes without a space', '<a b="1"c="2"/>', 'xml/malformed'],
    ['"<" in a value', '<a b="<"/>', 'xml/malformed'],
    ['a bare ampersand', '<a>fish & chips</a>', 'xml/malformed'],
    ['a bare ampersand in a value', '<a b="fish & chips"/>', 'xml/malformed'],
    ['"]]>" in text', '<a>]]></a>', 'xml/malformed'],
    ['"--" in a comment', '<a><!-- -- --></a>', 'xml/malformed'],
    ['a control character', '<a>\u0008</a>', 'xml/malformed'],
    ['a control character by reference', '<a>&#8;</a>', 'xml/malformed'],
    ['half a character', '<a>\ud800</a>', 'xml/malformed'],
    ['a reference to half a character', '<a>&#xD800;</a>', 'xml/malformed'],
    ['a non-character', '<a>\uffff</a>', 'xml/malformed'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>', 'xml/malformed'],
    ['a prefix nobody declared', '<p:a/>', 'xml/malformed'],
    ['a prefix that went out of scope', '<a><b xmlns:p="urn:p"/><p:c/></a>', 'xml/malformed'],
    ['a prefix of an attribute nobody declared', '<a p:b="1"/>', 'xml/malformed'],
    ['two colons', '<a xmlns:p="urn:p"><p:b:c/></a>', 'xml/malformed'],
    ['xmlns as a prefix', '<a xmlns:xmlns="urn:x"/>', 'xml/malformed'],
    ['xml bound to something else', '<a xmlns:xml="urn:x"/>', 'xml/malformed'],
    ['another prefix for the namespace of xml', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>', 'xml/malformed'],
    ['a prefix bound to nothing', '<a xmlns:p=""/>', 'xml/malformed'],
    ['an element of the prefix xmlns', '<xmlns:a/>', 'xml/malformed'],
    ['a late XML declaration', ' <?xml version="1.0"?><a/>', 'xml/malformed'],
    ['an XML declaration without a version', '<?xml encoding="utf-8"?><a/>', 'xml/malformed'],
    ['a processing instruction named XML', '<a><?XML x?></a>', 'xml/malformed'],
    ['a processing instruction without a name', '<a><? x?></a>', 'xml/malformed'],
    ['a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml/forbidden-dtd'],
    ['an entity', '<a>&nbsp;</a>', 'xml/forbidden-entity'],
    ['an entity in a value', '<a b="&nbsp;"/>', 'xml/forbidden-entity'],
    ['the end within an element', '<a><b>x', 'xml/truncated'],
    ['the end within a tag', '<a><b c="', 'xml/truncated'],
    ['the end within the first tag', '<a', 'xml/truncated'],
    ['the end within a comment after the root', '<a/><!-- x', 'xml/truncated'],
    ['nothing', '', 'xml/truncated'],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text)).toBe(code);
    expect(oracle([text])).toBeNull();
  });

  it('keeps its budgets', () => {
    const budget = { ...defaultXmlBudget, depth: 3, attributes: 2, name: 10, value: 20 };
    expect(refusal('<a><b><c/></b></a>', budget)).toBeNull();
    expect(refusal('<a><b><c><d/></c></b></a>', budget)).toBe('xml/forbidden-depth');
    expect(refusal('<a b="1" c="2"/>', budget)).toBeNull();
    expect(refusal('<a b="1" c="2" d="3"/>', budget)).toBe('xml/forbidden-attributes');
    expect(refusal(`<${'n'.repeat(11)}/>`, budget)).toBe('xml/forbidden-token');
    expect(refusal(`<a b="${'v'.repeat(20)}"/>`, budget)).toBeNull();
    expect(refusal(`<a b="${'v'.repeat(21)}"/>`, budget)).toBe('xml/forbidden-token');
  });

  it.each([
    ['tag', '<a b="', 'v'],
    ['name', '<a', 'n'],
    ['space in a tag', '<a', ' '],
    ['target', '<a><?', 't'],
    ['reference', '<a>&', '0'],
    ['XML declaration', '<?xml version="1.0"', ' '],
  ])('refuses a %s without an end before it has grown', (_, begin, more) => {
    const reader = new XmlReader(new Events());
    reader.write(begin);
    const endless = (): void => {
      for (let i = 0; i < 1_000_000; i += 1) reader.write(more.repeat(64));
    };
    expect(endless).toThrow(Failure);
  });

  it('passes over comments, instructions and CDATA of any length in pieces', () => {
    const events = new Events();
    const reader = new XmlReader(events);
    const fill = 'x'.repeat(100_000);
    for (const [begin, end] of [
      ['<a><!--', '-->'],
      ['<?go ', '?>'],
      ['<![CDATA[', ']]></a>'],
    ] as const) {
      for (const piece of [begin, fill, fill, end]) reader.write(piece);
    }
    reader.end();
    expect(events.all.map(([kind]) => kind)).toEqual(['open', 'text', 'close']);
    expect(String(events.all[1]?.[1])).toHaveLength(200_000);
  });

  it('says where', () => {
    const reader = new XmlReader(new Events());
    reader.write('<a>\n  <b x="1"\n');
    expect(() => reader.write('  y=2/></a>')).toThrow('line 3, column 5: a value without quotes');
    expect(() => reader.write('')).toThrow('line 3, column 5');
  });

  it.each([
    ['<a><b><c><d><e><f><g><h><i><j>x', 'within j', ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']],
    ['<a/><!-- x', 'within what follows its root', []],
    ['<Poll_Resp', 'within what should be its root', []],
    [`<${'n'.repeat(500)}\u200d>`, `within ${'n'.repeat(80)}…`, [`${'n'.repeat(80)}…`]],
    ['<a\u200d>', 'within a\\u200d', ['a\\u200d']],
  ])('says within which elements a document ends, the innermost last: %s', (text, within, open) => {
    const reader = new XmlReader(new Events());
    reader.write(text);
    const end = (): void => reader.end();
    expect(end).toThrow(new RegExp(`${within.replace('\\', '\\\\')}$`));
    expect(end).toThrow(
      expect.objectContaining({ code: 'xml/truncated', evidence: expect.objectContaining({ open }) }),
    );
  });

  it('shows what stands around it, safely', () => {
    const shown = (text: string): unknown => {
      try {
        new XmlReader(new Events()).write(text);
      } catch (error) {
        return error instanceof Failure ? error.evidence : error;
      }
      return null;
    };
    const long = `<a>${'x'.repeat(100)}fish & chips\n${'y'.repeat(100)}</a>`;
    const excerpt = `${'x'.repeat(35)}fish & chips\\n${'y'.repeat(32)}`;
    expect(shown(long)).toEqual({ line: 1, column: 109, excerpt });
    expect(shown('<a>\u001b\u202e</a>')).toMatchObject({ excerpt: '<a>\\x1b\\u202e</a>' });
    expect(shown('<a>&nbsp;</a>')).toEqual({ line: 1, column: 4, excerpt: '<a>&nbsp;</a>' });
  });

  it('takes any attribute name for what it is', () => {
    const [opened] = own(['<a __proto__="1" constructor="2" toString="3"/>']) ?? [];
    expect(Object.entries(opened?.[2] ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ]);
  });
});
