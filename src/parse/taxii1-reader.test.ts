import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { block, escaped, packageNaming, pollResponse } from '../../test/fakes/taxii1-message.ts';
import { indicator, packageOf } from '../../test/fakes/stix1-package.ts';
import { Failure } from '../base/failure.ts';
import type { Tally } from '../indicator/indicator.ts';
import { openStixSession, type StixSession } from '../stix/session.ts';
import { Taxii1Reader } from './taxii1-reader.ts';
import type { DocumentResult, Taxii1Head } from './session.ts';

interface Outcome extends DocumentResult<Taxii1Head> {
  readonly message: Taxii1Head['message'];
  readonly values: readonly string[];
}

const newSession = (): StixSession => openStixSession({ waiting: [], now: Date.parse('2026-11-01T00:00:00Z') });

function read(document: string | Uint8Array, { size = 1 << 30, session = newSession(), most = 1 << 30 } = {}): Outcome {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const reader = new Taxii1Reader(session, { encoding: null, documentBytes: most });
  const values: string[] = [];
  const take = (indicators: ReturnType<Taxii1Reader['write']>): void => {
    for (const each of indicators) values.push(...each.observables.map(({ kind, value }) => `${kind} ${value}`));
  };
  try {
    for (let at = 0; at < bytes.length; at += size) take(reader.write(bytes.subarray(at, at + size)));
    const { indicators, result } = reader.end();
    take(indicators);
    return { ...result, message: result.head.message, values };
  } catch (error) {
    reader.abandon();
    throw error;
  }
}

function codeOf(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return 'none';
}

function skipped(tally: Tally): Readonly<Record<string, number>> {
  return tally.skipped;
}

const one = packageNaming('one');
const found = ['url http://one.example/'];

describe('a document', () => {
  it('gives its message, its indicators and what was counted', () => {
    const { message, tally, values } = read(
      pollResponse(block(one) + block(packageNaming('two', 'three')), 'more="1"'),
    );
    expect(message).toMatchObject({ kind: 'poll-response', collection: 'phish', more: true, blocks: 2 });
    expect(values).toEqual([...found, 'url http://two.example/', 'url http://three.example/']);
    expect(tally).toEqual({ received: 2, parsed: 3, supported: 3, refused: 0, skipped: {}, refusals: [] });
  });
  it('may be a message without blocks', () => {
    const { message, tally } = read(pollResponse(''));
    expect(message).toMatchObject({ kind: 'poll-response', blocks: 0 });
    expect(tally.received).toBe(0);
  });
  it.each<[string, string, string]>([
    ['truncated', pollResponse(block(one)).slice(0, -30), 'xml/truncated'],
    ['malformed', pollResponse(`${block(one)}<a></b>`), 'xml/malformed'],
    ['twice in one body', pollResponse('').repeat(2), 'xml/malformed'],
    ['with an unescaped ampersand', pollResponse('<Message>AT&T and others</Message>'), 'xml/malformed'],
    ['with an entity', pollResponse('<Message>&nbsp;</Message>'), 'xml/forbidden-entity'],
    ['with a DTD', `<!DOCTYPE a [<!ENTITY b "c">]>${pollResponse('')}`, 'xml/forbidden-dtd'],
    ['too deep', pollResponse('<a>'.repeat(100_000)), 'xml/forbidden-depth'],
    ['not TAXII', '<rss/>', 'taxii/not-taxii'],
    ['not XML', '{}', 'body/json'],
    ['empty', '', 'body/empty'],
  ])('that is %s ends in a failure of that name, however it is cut', (_, document, code) => {
    for (const size of [1, 64, 65_536, 1 << 30]) expect(codeOf(() => read(document, { size }))).toBe(code);
  });
  it.each<[string, (text: string) => Uint8Array, number]>([
    ['UTF-8', (text) => new TextEncoder().encode(text), 1],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 4],
  ])('in %s is truncated wherever it is cut off, also within a character', (_, encode, least) => {
    const bytes = encode(
      pollResponse(`<Message>피싱 도메인 \u{1f4a3} &amp;</Message><!-- 주석 -->${block('<![CDATA[한]]>')}`),
    );
    for (let end = least; end < bytes.length; end += 1)
      expect(codeOf(() => read(bytes.subarray(0, end), { size: 64 }))).toBe('xml/truncated');
    expect(codeOf(() => read(bytes, { size: 64 }))).toBe('none');
    expect(codeOf(() => read(Buffer.concat([bytes, Uint8Array.of(0xed)])))).toBe('body/charset');
  });
  it('is refused beyond its budget', () => {
    const document = pollResponse(block(one));
    const { length } = new TextEncoder().encode(document);
    expect(read(document, { most: length }).values).toEqual(found);
    expect(codeOf(() => read(document, { most: length - 1 }))).toBe('body/too-big');
    expect(codeOf(() => read(document, { most: length - 1, size: 1 }))).toBe('body/too-big');
  });
});

describe('content', () => {
  const base64 = Buffer.from(one).toString('base64');
  const hex = Buffer.from(one).toString('hex');
  it.each<[string, string]>([
    ['as elements', one],
    ['as elements with text around them', `\n Report of this week: ${one} see above`],
    ['escaped', escaped(one)],
    [
      'escaped, with a declaration and blanks before it',
      `\n  ${escaped(`<?xml version="1.0" encoding="UTF-16"?>\n${one}`)}`,
    ],
    ['in a CDATA section', `<![CDATA[${one}]]>`],
    [
      'in several CDATA sections',
      `<![CDATA[${one.slice(0, 9)}]]><![CDATA[${one.slice(9, 200)}]]><![CDATA[${one.slice(200)}]]>`,
    ],
    ['in base64', base64],
    ['in base64 in lines', `\n${base64.replace(/.{1,76}/g, '$&\r\n')}`],
    ['in base64, the document in UTF-16', Buffer.from(`\ufeff${one}`, 'utf16le').toString('base64')],
    ['in base64 without padding', base64.replace(/=+$/, '')],
    ['in hexadecimal', hex],
    ['in hexadecimal as PostgreSQL writes it', `\\x${hex}`],
    ['in hexadecimal in capitals, with a byte order mark', `EFBBBF${hex.toUpperCase()}`],
  ])('is read %s', (_, content) => {
    const document = pollResponse(block(content));
    for (const size of [1, 1000, 1 << 30]) {
      const { values, tally } = read(document, { size });
      expect(values).toEqual(found);
      expect(tally).toMatchObject({ received: 1, supported: 1, skipped: {} });
    }
  });
  it.each<[string, string, string]>([
    ['nothing', '', 'empty-block'],
    ['blanks', ' \n ', 'empty-block'],
    ['a comment', '<!-- none -->', 'empty-block'],
    ['a sentence', 'The indicators of this week are in the attachment.', 'not-xml'],
    ['letters alone', 'Theindicatorsofthisweekareintheattachment', 'not-xml'],
    ['a word', 'none', 'not-xml'],
    ['broken base64', `${base64.slice(0, 40)}=${base64.slice(41)}`, 'not-xml'],
    ['base64 of something else', Buffer.from('just a text, no XML at all').toString('base64'), 'not-xml'],
    ['JSON', '{"type":"bundle","objects":[]}', 'not-xml'],
    ['escaped, not well formed', escaped(one.replace('</stix:Indicators>', '</stix:TTPs>')), 'malformed-content'],
    ['escaped, with a DTD', escaped(`<!DOCTYPE a>${one}`), 'malformed-content'],
    ['escaped, broken off', escaped(one.slice(0, -40)), 'malformed-content'],
    ['another format', '<report xmlns="urn:vendor.example"><ip>192.0.2.1</ip></report>', 'not-stix:report'],
  ])('that is %s is counted once, and costs no other block', (_, content, reason) => {
    for (const size of [1, 1 << 30]) {
      const { values, tally } = read(pollResponse(block(content) + block(one)), { size });
      expect(values.slice(-1)).toEqual(found);
      expect(skipped(tally)).toEqual({ [reason]: 1 });
      expect(tally.received).toBe(2);
    }
  });
  it('that begins as markup in text is the content, not the elements after it', () => {
    const { values } = read(pollResponse(block(`${escaped(one)}${packageNaming('two')}`)));
    expect(values).toEqual(found);
  });
  it('is read whatever its binding says, or none', () => {
    const blocks = [null, 'urn:stix.mitre.org:xml:1.0', 'urn:vendor.example:report', ''].map((id) => block(one, id));
    expect(read(pollResponse(blocks.join(''))).values).toEqual([...found, ...found, ...found, ...found]);
  });
  it.each([
    'application/pkcs7-mime',
    'http://www.w3.org/2001/04/xmlenc#|urn:stix.mitre.org:xml:1.1.1',
    'urn:stix.mitre.org:xml:1.1.1|application/x-pkcs7-mime',
    'application/pkcs7-signature',
  ])('that is sealed is passed over: %s', (binding) => {
    const { values, tally } = read(
      pollResponse(block(`<e:EncryptedData xmlns:e="urn:e">${one}</e:EncryptedData>`, binding)),
    );
    expect(values).toEqual([]);
    expect(skipped(tally)).toEqual({ [`unsupported-content:${binding}`]: 1 });
  });
  it('is counted under no more than a hundred reasons', () => {
    const many = Array.from({ length: 300 }, (_, i) => block('x', `pkcs7-${i}`)).join('');
    const { tally } = read(pollResponse(many));
    expect(Object.keys(skipped(tally)).length).toBe(101);
    expect(skipped(tally)).toMatchObject({ other: 200, 'unsupported-content:pkcs7-99': 1 });
  });
});

describe('the digest of the content', () => {
  const digest = (content: string, attributes = ''): string => read(pollResponse(content, attributes)).contentDigest;
  it('is the same for the same blocks in another message, written otherwise', () => {
    expect(digest(block(one), 'result_part_number="2"')).toBe(digest(block(one)));
    expect(digest(block(one.replaceAll('stix:', 's:').replaceAll('xmlns:stix=', 'xmlns:s=')))).toBe(digest(block(one)));
    expect(digest(block(one, null))).toBe(digest(block(one)));
  });
  it('differs where any value, attribute, name or the cut of blocks differs', () => {
    const seen = [
      block(one),
      block(packageNaming('two')),
      block(one.replace('2026-01-01', '2026-01-02')),
      block(one) + block(one),
      block(one + one),
      '',
      block(''),
      block('a') + block('b'),
      block('ab'),
      block('x', 'application/pkcs7-mime'),
      block('y', 'application/pkcs7-mime'),
    ].map((content) => digest(content));
    expect(new Set(seen).size).toBe(seen.length);
  });
  it('is told apart by what comes late in long blocks', () => {
    const long = (last: string): string =>
      block(packageNaming(...Array.from({ length: 200 }, (_, i) => `n${i}`), last));
    expect(digest(long('a'))).not.toBe(digest(long('b')));
  });
});

describe('a document that is given up', () => {
  it('leaves nothing to the next one of its session, and the session usable', () => {
    const session = newSession();
    const broken = pollResponse(`${block(packageNaming('first'))}${block(packageNaming('half'))}`).slice(0, -200);
    expect(codeOf(() => read(broken, { session }))).toBe('xml/truncated');
    const { values, tally } = read(pollResponse(block(one)), { session });
    expect(values).toEqual(found);
    expect(tally).toMatchObject({ received: 1, parsed: 1, supported: 1, skipped: {} });
  });
  it('also in the middle of content that comes as text', () => {
    const session = newSession();
    expect(codeOf(() => read(pollResponse(block(escaped(one))).slice(0, -300), { session }))).toBe('xml/truncated');
    expect(read(pollResponse(block(one)), { session }).values).toEqual(found);
  });
  it('keeps what waits for a reference in the session', () => {
    const session = newSession();
    const referring = packageOf(indicator('ex:i', '<indicator:Observable idref="ex:later"/>'));
    expect(read(pollResponse(block(referring)), { session }).values).toEqual([]);
    expect(codeOf(() => read(pollResponse('<a>'), { session }))).toBe('xml/malformed');
    expect(session.waiting().map(({ references }) => references)).toEqual([['ex:later']]);
  });
});

describe('reading', () => {
  const content = fc.constantFrom(
    one,
    escaped(one),
    `<![CDATA[${one}]]>`,
    Buffer.from(one).toString('base64'),
    'no XML',
    '',
  );
  it('gives the same however the document is cut', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 4 }), fc.integer({ min: 1, max: 500 }), (contents, size) => {
        const document = pollResponse(contents.map((each) => block(each)).join('\r\n'));
        expect(read(document, { size })).toEqual(read(document));
      }),
      { numRuns: 50 },
    );
  });
  it('ends in a value or a failure, whatever is changed in a document', () => {
    const document = new TextEncoder().encode(pollResponse(block(one) + block(escaped(one))));
    const change = fc.tuple(fc.nat(document.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const bytes = Uint8Array.from(document);
        for (const [at, byte] of changes) bytes[at] = byte;
        codeOf(() => read(bytes));
      }),
      { numRuns: 200 },
    );
  });
});
