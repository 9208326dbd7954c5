import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { XmlDecoder } from './decoder.ts';

function decode(bytes: Uint8Array, header: string | null = null, size = bytes.length || 1): string {
  const decoder = new XmlDecoder(header);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size));
  text += decoder.end();
  decoder.assertWhole();
  return text;
}

function failure(bytes: Uint8Array, header: string | null = null, size?: number): Failure {
  try {
    decode(bytes, header, size);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was read');
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

/** "피싱", phishing, as each encoding has it. */
const eucKr = [0xc7, 0xc7, 0xbd, 0xcc];
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;

describe('an XML document is decoded', () => {
  it('as UTF-8 where nobody says otherwise, byte order mark or not', () => {
    expect(decode(utf8('<a>피싱 \u{1f4a3}</a>'))).toBe('<a>피싱 \u{1f4a3}</a>');
    expect(decode(utf8('\ufeff<a>é</a>'))).toBe('<a>é</a>');
    expect(decode(utf8('\ufeff<a/>'), 'euc-kr')).toBe('<a/>');
  });
  it.each(['EUC-KR', 'ks_c_5601-1987', 'CP949', 'MS949', 'x-windows-949'])('as declared: %s', (label) => {
    expect(decode(bytes(`${declared(label)}<a>`, eucKr, '</a>'))).toBe(`${declared(label)}<a>피싱</a>`);
  });
  it.each<[string, readonly number[], string]>([
    ['Shift_JIS', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['windows-1252', [0x80, 0xe9], '€é'],
    ['iso-8859-1', [0xe9], 'é'],
    ['GBK', [0xd6, 0xd0], '中'],
    ['koi8-r', [0xc4, 0xc1], 'да'],
  ])('as declared: %s', (label, coded, text) => {
    expect(decode(bytes(`${declared(label)}<a>`, coded, '</a>'))).toBe(`${declared(label)}<a>${text}</a>`);
  });
  it('as the header says where the document says nothing', () => {
    expect(decode(bytes('<a>', eucKr, '</a>'), 'EUC-KR')).toBe('<a>피싱</a>');
    expect(decode(bytes('<?xml version="1.0"?><a>', eucKr, '</a>'), 'euc-kr')).toBe('<?xml version="1.0"?><a>피싱</a>');
  });
  it('as the document says where the header says otherwise', () => {
    expect(decode(utf8(`${declared('utf-8')}<a>피싱</a>`), 'iso-8859-1')).toContain('피싱');
    expect(decode(bytes(`${declared('euc-kr')}<a>`, eucKr, '</a>'), 'utf-8')).toContain('피싱');
  });
  it('as UTF-8 where the header names no encoding that there is', () => {
    expect(decode(utf8('<a>피싱</a>'), 'binary-8')).toBe('<a>피싱</a>');
    expect(decode(utf8('<a>피싱</a>'), '')).toBe('<a>피싱</a>');
  });
  it('as UTF-16 with a byte order mark or without, whatever is declared', () => {
    const text = `${declared('UTF-16')}<a>피싱</a>`;
    for (const coded of [utf16le(text), utf16le(`\ufeff${text}`), utf16be(text), utf16be(`\ufeff${text}`)]) {
      expect(decode(coded, 'utf-8')).toBe(text);
    }
    expect(decode(utf16le('<a>피싱</a>'))).toBe('<a>피싱</a>');
    expect(decode(utf16le(`\ufeff${declared('utf-8')}<a/>`))).toContain('<a/>');
  });
  it('as UTF-8 where UTF-16 or ASCII is declared and the bytes cannot be that', () => {
    for (const label of ['utf-16', 'UCS-2', 'unicode', 'us-ascii', 'ascii'])
      expect(decode(utf8(`${declared(label)}<a>피싱</a>`))).toContain('피싱');
  });
  it('without the blanks that some servers send before it', () => {
    expect(decode(utf8(`\r\n \t${' '.repeat(10_000)}${declared('utf-8')}<a> </a>`))).toBe(
      `${declared('utf-8')}<a> </a>`,
    );
    expect(decode(utf8(`\ufeff\n${' '.repeat(10_000)}<a/>`))).toBe('<a/>');
    expect(decode(utf16le(`\ufeff\n${' '.repeat(10_000)}<a/>`))).toBe('<a/>');
  });
});

describe('what is not in the encoding that it claims', () => {
  it('is refused, with the encoding named', () => {
    const wrong = failure(bytes(`${declared('utf-8')}<a>`, eucKr, '</a>'));
    expect(wrong.code).toBe('body/charset');
    expect(wrong.evidence).toEqual({ declared: 'utf-8' });
  });
  it('is refused also where it ends in half a character', () => {
    expect(failure(bytes('<a>', [0xed, 0x94])).code).toBe('body/charset');
    expect(failure(bytes('<a>', 'x'.repeat(5000), [0xed])).code).toBe('body/charset');
  });
  it('gives what came before half a character at the end, which may be cut off rather than wrong', () => {
    for (const document of [bytes('<a>x', [0xed, 0x94]), utf16le('\ufeff<a>x피').subarray(0, -1)]) {
      const decoder = new XmlDecoder(null);
      expect(decoder.write(document) + decoder.end()).toBe('<a>x');
      expect(() => decoder.assertWhole()).toThrow(Failure);
    }
  });
  it('is refused where no such encoding is known, shown safely', () => {
    const unknown = failure(utf8(declared(`x-${'y'.repeat(100)}`)));
    expect(unknown.code).toBe('body/charset');
    expect(unknown.message.length).toBeLessThan(120);
    expect(failure(utf8(`${declared('utf-7')}<a/>`)).code).toBe('body/charset');
  });
});

describe('what is no XML', () => {
  const login = '<form><input type="password"></form>';
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'body/empty'],
    ['blanks', ' \r\n\t', 'body/empty'],
    ['many blanks', ' '.repeat(20_000), 'body/empty'],
    ['a byte order mark', '\ufeff', 'body/empty'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'body/compressed'],
    ['an object', ' {"title":"x"}', 'body/json'],
    ['an array', '[]', 'body/json'],
    ['a line of text', 'Request Failed', 'body/not-xml'],
    ['text in UTF-16', utf16le('\ufeffRequest Failed'), 'body/not-xml'],
    ['a page', '<!DOCTYPE html><html></html>', 'body/html-page'],
    ['a page of 1999', '<HTML><HEAD></HEAD></HTML>', 'body/html-page'],
    [
      'an XHTML page',
      `${declared('utf-8')}\n<!-- a --><!-- b -->\n<!DOCTYPE html PUBLIC "x"><html/>`,
      'body/html-page',
    ],
    ['a page in UTF-16', utf16be('\ufeff<html></html>'), 'body/html-page'],
  ])('is called by its name: %s', (_, body, code) => {
    const coded = typeof body === 'string' ? utf8(body) : body;
    for (const size of [1, 2, 100_000]) expect(failure(coded, null, size).code).toBe(code);
  });
  it('says of a page what it is titled, and tells one that asks for a password', () => {
    const page = failure(utf8(`<html><title>\n  Sign   in\u202e</title>${login}`), null, 1);
    expect(page.code).toBe('body/html-login');
    expect(page.message).toBe('a log-in page "Sign in\\u202e" came instead of a feed');
    expect(page.evidence).toMatchObject({ title: 'Sign in\\u202e' });
    expect(failure(utf8('<html><body>no title')).message).toBe('a web page came instead of a feed');
  });
  it('reads the title of a page in the encoding that the page names', () => {
    const page = failure(bytes('<html><meta charset="euc-kr"><title>', eucKr, '</title>'));
    expect(page.evidence).toMatchObject({ title: '피싱' });
    expect(failure(utf8('<html><meta charset="none"><title>피싱</title>')).evidence).toMatchObject({ title: '피싱' });
  });
  it('is told in no time, however it is contrived', () => {
    const began = performance.now();
    for (const part of ['<!---->', '<!-- --', '<?xml ', '<?xml encoding', '<meta charset', '<html><meta '])
      expect(() => decode(utf8(`<${part.slice(1)}${part.repeat(5000)}`))).not.toThrow(TypeError);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('decoding', () => {
  const documents = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => utf8(`<a>${text}</a>`)),
    fc.string({ unit: 'grapheme' }).map((text) => utf16le(`<a>${text}</a>`)),
    fc.string({ unit: 'grapheme' }).map((text) => utf16be(`\ufeff \n<a>${text.repeat(100)}</a>`)),
    fc.constant(bytes(`${declared('euc-kr')}<a>`, ...Array.from({ length: 3000 }, () => eucKr))),
  );
  it('gives the same text however the bytes are cut', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 5000 }), (document, size) => {
        expect(decode(document, null, size)).toBe(decode(document));
      }),
    );
  });
  it('ends in text or in a failure, whatever the bytes are, and in the same however they are cut', () => {
    const outcome = (document: Uint8Array, header: string | null, size: number): string => {
      try {
        return decode(document, header, size);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return JSON.stringify(error);
      }
    };
    const headers = fc.constantFrom(null, 'utf-8', 'euc-kr', 'shift_jis', 'utf-16', 'nonsense');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), headers, fc.nat(20), (document, header, size) => {
        expect(outcome(document, header, size + 1)).toBe(outcome(document, header, 1000));
      }),
    );
  });
});
