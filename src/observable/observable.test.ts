import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEmail } from './email.ts';
import { parseHash } from './hash.ts';
import { kinds } from './observable.ts';
import { parseAny } from './parse-any.ts';
import { parseObservable } from './parse.ts';
import { refang } from './refang.ts';
import { isRefusal } from './refusal.ts';

describe('an e-mail address', () => {
  it.each([
    ['Bad.Guy@Example.COM', 'Bad.Guy@example.com'],
    ['Bad Guy <bad@example.com>', 'bad@example.com'],
    ['mailto:bad@example.com', 'bad@example.com'],
    ['"bad"@example.com', 'bad@example.com'],
    ['"bad guy"@example.com', '"bad guy"@example.com'],
    [String.raw`"a\"b\c"@example.com`, String.raw`"a\"bc"@example.com`],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['用户@example.com', '用户@example.com'],
  ])('%s reads as %s', (text, value) => {
    expect(parseEmail(text)).toEqual({ kind: 'email', value });
    expect(parseEmail(value)).toEqual({ kind: 'email', value });
  });

  it.each([
    ['example.com', 'no-at'],
    ['@example.com', 'local-part'],
    ['a b@example.com', 'local-part'],
    ['a,b@example.com', 'local-part'],
    ['.a@example.com', 'local-part'],
    [`${'a'.repeat(65)}@example.com`, 'local-too-long'],
    ['a@localhost', 'no-dot'],
    ['a@[192.0.2.1]', 'character'],
    ['a@192.0.2.1', 'is-address'],
  ])('%s is refused: %s', (text, rule) => {
    expect(parseEmail(text)).toMatchObject({ kind: 'email', rule });
  });
});

describe('a hash', () => {
  it('tells its kind by its length and is kept in lower case', () => {
    expect(parseHash(` ${'A'.repeat(32)} `)).toEqual({ kind: 'md5', value: 'a'.repeat(32) });
    expect(parseHash('a'.repeat(40))).toMatchObject({ kind: 'sha1' });
    expect(parseHash('a'.repeat(64))).toMatchObject({ kind: 'sha256' });
    expect(parseHash('a'.repeat(128))).toMatchObject({ kind: 'sha512' });
    expect(parseHash('a'.repeat(96))).toMatchObject({ rule: 'hash-length' });
    expect(parseHash('3::')).toMatchObject({ rule: 'not-hex' });
    expect(parseObservable('md5', 'a'.repeat(40))).toMatchObject({ kind: 'md5', rule: 'hash-length' });
  });
});

describe('refanging', () => {
  it.each([
    ['hxxp://evil[.]example[.]net/x', 'http://evil.example.net/x'],
    ['hXXps://evil(.)example/', 'https://evil.example/'],
    ['h**p://evil{.}example', 'http://evil.example'],
    ['meow://evil.example', 'http://evil.example'],
    ['http[:]//evil.example/a', 'http://evil.example/a'],
    ['http[://]evil.example/a', 'http://evil.example/a'],
    ['hxxp[:]//evil[dot]example[/]a', 'http://evil.example[/]a'],
    ['fxp://evil[.]example', 'ftp://evil.example'],
    ['evil [.] example', 'evil.example'],
    ['evil dot example', 'evil.example'],
    ['evil . example', 'evil.example'],
    ['evil[.example', 'evil.example'],
    [String.raw`evil\.example`, 'evil.example'],
    ['192[.]0[.]2[.]1', '192.0.2.1'],
    ['bad[at]evil(dot)example', 'bad@evil.example'],
    ['bad at evil dot example', 'bad@evil.example'],
    ['2001[:]db8[:][:]1', '2001:db8::1'],
    ['hxxp://evil.example/x[.]php', 'http://evil.example/x.php'],
    ['http://evil.example/a(.)b[.]c', 'http://evil.example/a(.)b[.]c'],
    ['http://[2001:db8::1]/a', 'http://[2001:db8::1]/a'],
    ['evil.example', 'evil.example'],
  ])('%s reads as %s', (text, plain) => {
    expect(refang(text)).toBe(plain);
  });

  it('of hostile text takes no longer than reading it', () => {
    const began = performance.now();
    for (const piece of [' ', '[ ', ' .', 'h', '[', '.a', ':1', 'a.']) {
      for (const length of [8000, 1_000_000]) {
        const text = piece.repeat(length / piece.length);
        refang(`${text}x`);
        parseAny(`${text}x`);
        parseAny(`a:${text}x`);
      }
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('ends, and done twice changes nothing more', () => {
    const piece = fc.constantFrom(
      'hxxp',
      'http',
      '[',
      ']',
      '(',
      ')',
      '.',
      ' ',
      'dot',
      '[.]',
      '[:]',
      '://',
      '[://]',
      'at',
      '@',
      'a',
      '/',
      '\\',
      '{',
      '}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = refang(pieces.join(''));
        expect(refang(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a text of unknown kind', () => {
  it.each([
    ['192.0.2.1', 'ip', '192.0.2.1'],
    ['198.51.100.7/24', 'network', '198.51.100.0/24'],
    ['2001:db8::/64', 'network', '2001:db8::/64'],
    ['hxxp://evil[.]example', 'url', 'http://evil.example/'],
    ['evil.example/a', 'url', 'http://evil.example/a'],
    ['evil.example/a@b', 'url', 'http://evil.example/a@b'],
    ['bad[at]evil[.]example', 'email', 'bad@evil.example'],
    ['evil[.]example', 'domain', 'evil.example'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'md5', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('%s reads as %s %s', (text, kind, value) => {
    expect(parseAny(text)).toEqual({ kind, value });
  });
});

describe('every kind', () => {
  it('answers any text with a canonical value or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary', maxLength: 40 }), (kind, text) => {
        const answer = parseObservable(kind, text);
        if (!isRefusal(answer)) expect(parseObservable(answer.kind, answer.value)).toEqual(answer);
        expect(() => parseAny(text)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});
