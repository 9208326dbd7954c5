import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequest } from './request.ts';
import { fulfil, poll10, poll11 } from './testing.ts';
import { escapeXml, readXml } from './xml-tree.ts';

describe('a request', () => {
  it('of TAXII 1.1 is read with its window in microseconds', () => {
    const window = { begin: '2026-11-01T00:00:00.000042+09:00', end: '2026-11-02T00:00:00Z' };
    const inner =
      '<t:Poll_Parameters allow_asynch="true"><t:Response_Type>FULL</t:Response_Type><t:Content_Binding binding_id="b"/></t:Poll_Parameters>';
    expect(readRequest(`<?xml version="1.0"?><!-- a client -->${poll11('a &amp; b', window, inner)}`)).toEqual({
      kind: 'poll',
      version: '1.1',
      id: '1',
      root: 'Poll_Request',
      collection: 'a & b',
      begin: 1761922800000042n + 31_536_000_000_000n,
      end: 1762041600000000n + 31_536_000_000_000n,
      subscription: null,
      countOnly: false,
      asynchronous: true,
      bindings: ['b'],
      query: false,
    });
  });

  it('of TAXII 1.0 has its bindings as text', () => {
    expect(readRequest(poll10('feed', '<Content_Binding> b </Content_Binding>'))).toMatchObject({
      version: '1.0',
      collection: 'feed',
      bindings: ['b'],
    });
  });

  it('for a part names result and part', () => {
    expect(readRequest(fulfil('c', 'r', 3))).toMatchObject({ kind: 'fulfilment', resultId: 'r', part: 3 });
    expect(readRequest(fulfil('c', 'r', 0))).toMatchObject({ kind: 'bad' });
  });

  it.each([
    '',
    'x',
    '<a>',
    '<a/><b/>',
    '<a></b>',
    '<!DOCTYPE a><a/>',
    '<x:a/>',
    '<a/>x',
    `${'<a>'.repeat(30)}${'</a>'.repeat(30)}`,
  ])('is not %j', (text) => {
    expect(readXml(text)).toBeUndefined();
    expect(readRequest(text)).toBeUndefined();
  });

  it('survives any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      'x:',
      ' b="',
      '"',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&amp;',
      '&#x',
      ';',
      '<?',
      '?>',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void readRequest(pieces.join(''))));
  });

  it('gives back every text that was escaped', () => {
    const text = fc.string().filter((each) => !each.includes('\ufeff'));
    fc.assert(
      fc.property(text, text, (inner, value) => {
        const tree = readXml(`<a b="${escapeXml(value)}">${escapeXml(inner)}</a>`);
        expect([tree?.text, tree?.attributes.get('b')]).toEqual([inner, value]);
      }),
    );
  });
});
