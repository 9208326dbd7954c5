import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from './refusal.ts';
import { parseUrl } from './url.ts';

describe('a URL', () => {
  it.each([
    ['http://e.example', 'http://e.example/'],
    ['HTTP://E.Example:80/Path?Q=1#frag', 'http://e.example/Path?Q=1'],
    ['https://e.example:443', 'https://e.example/'],
    ['https://e.example:8443/', 'https://e.example:8443/'],
    ['ftp://e.example:21/a', 'ftp://e.example/a'],
    ['http://e.example./a', 'http://e.example/a'],
    ['http://e.example/a,b?c=1,2', 'http://e.example/a,b?c=1,2'],
    ['http://e.example?q', 'http://e.example/?q'],
    ['http://e.example/?', 'http://e.example/'],
    ['http://e.example/#', 'http://e.example/'],
    ['http://e.example/%7euser/%2f%C3%a9', 'http://e.example/~user/%2F%C3%A9'],
    ['http://e.example/é', 'http://e.example/%C3%A9'],
    ['http://e.example/%zz%', 'http://e.example/%25zz%25'],
    ['http://e.example/%%32e%%32e/', 'http://e.example/%252e%252e/'],
    ['http://e.example/a/../b/./c', 'http://e.example/b/c'],
    ['http://e.example/a/%2e%2E/b', 'http://e.example/b'],
    ['http://e.example/.well-known/x', 'http://e.example/.well-known/x'],
    [String.raw`http:\\e.example\a`, 'http://e.example/a'],
    ['http://bank.example@e.example/', 'http://e.example/'],
    ['http://user:pass@e.example/', 'http://e.example/'],
    ['http://bücher.example/', 'http://xn--bcher-kva.example/'],
    ['http://192.0.2.1/x', 'http://192.0.2.1/x'],
    ['http://0xC0000201/', 'http://192.0.2.1/'],
    ['http://3221225985/', 'http://192.0.2.1/'],
    ['http://[2001:DB8::1]:8080/', 'http://[2001:db8::1]:8080/'],
    ['http://n.example.net/a?q="&&z', 'http://n.example.net/a?q=%22&&z'],
  ])('%s reads as %s', (text, value) => {
    expect(parseUrl(text)).toEqual({ kind: 'url', value });
    expect(parseUrl(value)).toEqual({ kind: 'url', value });
  });

  it.each([
    ['e.example/a', 'no-scheme'],
    ['e.example:8080/a', 'no-scheme'],
    ['/gate.php', 'no-scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['mailto:a@b.example', 'scheme'],
    ['gopher://e.example/', 'scheme'],
    ['http:e.example', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['http://e.example:99999/', 'not-a-url'],
    ['http://localhost/', 'no-dot'],
    ['http://a b.example/', 'not-a-url'],
    ['http://e.example/\u0000', 'control-character'],
    ['http://e.example/a\nb', 'control-character'],
    ['http://e.example/\ud800', 'not-unicode'],
    [`http://${'a'.repeat(64)}.example/`, 'label-too-long'],
    [`http://e.example/${'a'.repeat(2048)}`, 'too-long'],
    [`http://e.example/${'é'.repeat(1000)}`, 'too-long'],
  ])('%j is refused: %s', (text, rule) => {
    expect(parseUrl(text)).toMatchObject({ kind: 'url', rule });
  });

  it('may be read without its scheme where the caller says so', () => {
    expect(parseUrl('e.example/a', { assumeHttp: true })).toEqual({ kind: 'url', value: 'http://e.example/a' });
    expect(parseUrl('e.example:8080/a', { assumeHttp: true })).toMatchObject({ value: 'http://e.example:8080/a' });
    expect(parseUrl('/gate.php', { assumeHttp: true })).toMatchObject({ rule: 'no-scheme' });
    expect(parseUrl('mailto:a@b.example', { assumeHttp: true })).toMatchObject({ rule: 'scheme' });
  });

  const piece = fc.oneof(
    fc.stringMatching(/^[\w\-.~!$&'()*+,;=:@/%?#]{0,12}$/),
    fc.constantFrom(
      '/../',
      '/./',
      '%2e',
      '%2E%2e',
      '%%',
      '%41',
      '%7e',
      '//',
      '/.',
      '..',
      '\\',
      'é',
      ' ',
      '|',
      '^',
      "'",
    ),
  );
  const host = fc.constantFrom(
    'e.example',
    'A.Example',
    'a_b.e.example',
    'x.123a',
    '192.0.2.1',
    'xn--bcher-kva.example',
    'e.example:080',
    'e.example:81',
    'u@e.example',
  );

  it('comes out the same by the short and by the long way, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https', 'ftp'),
        host,
        fc.array(piece, { maxLength: 6 }),
        (scheme, at, pieces) => {
          const text = `${scheme}://${at}/${pieces.join('')}`;
          const short = parseUrl(text);
          // A userinfo sends a URL the long way and leaves no trace in it.
          const long = parseUrl(text.includes('@e.example') ? text : `${scheme}://u:p@${at}/${pieces.join('')}`);
          if (isRefusal(short) || isRefusal(long)) {
            expect(isRefusal(short)).toBe(isRefusal(long));
            return;
          }
          expect(short).toEqual(long);
          expect(parseUrl(short.value)).toEqual(short);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
