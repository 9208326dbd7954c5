import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDomain } from './domain.ts';
import { isRefusal } from './refusal.ts';

describe('a domain', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['*.example.com', 'example.com'],
    ['_dmarc.example.com', '_dmarc.example.com'],
    ['a--b.example', 'a--b.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example.', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['ＥＸＡＭＰＬＥ.com', 'example.com'],
    ['1.2.3.example', '1.2.3.example'],
  ])('%s reads as %s', (text, value) => {
    expect(parseDomain(text)).toEqual({ kind: 'domain', value });
  });

  it.each([
    ['192.0.2.1', 'is-address'],
    ['１９２.0.2.1', 'is-address'],
    ['2001:db8::1', 'is-address'],
    ['192.0.2.256', 'numeric-top-label'],
    ['example.0x7f', 'numeric-top-label'],
    ['localhost', 'no-dot'],
    ['com.', 'no-dot'],
    ['a..example', 'empty-label'],
    ['.example', 'empty-label'],
    ['', 'empty'],
    ['http://example.com/', 'character'],
    ['example.com:80', 'character'],
    ['a b.example', 'character'],
    ['a@b.example', 'character'],
    ['evil[.]example', 'character'],
    ['a\u0007.example', 'control-character'],
    ['\u202eelpmaxe.com', 'control-character'],
    ['\ud800.example', 'not-unicode'],
    [`${'a'.repeat(64)}.example`, 'label-too-long'],
    [`${'a.'.repeat(125)}example`, 'too-long'],
    ['\u0378.example', 'idna'],
  ])('%j is refused: %s', (text, rule) => {
    expect(parseDomain(text)).toMatchObject({ kind: 'domain', rule });
  });

  it('is canonical: what the URL parser makes of a host, and reading it again changes nothing', () => {
    const label = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
      fc.stringMatching(/^[a-zäöüßéñ中文]{1,8}$/),
      fc.stringMatching(/^[0-9]{1,3}$/),
    );
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), (labels) => {
        const answer = parseDomain(labels.join('.'));
        if (isRefusal(answer)) return;
        expect(parseDomain(answer.value)).toEqual(answer);
        expect(new URL(`http://${labels.join('.')}/`).hostname).toBe(answer.value);
      }),
      { numRuns: 500 },
    );
  });
});
