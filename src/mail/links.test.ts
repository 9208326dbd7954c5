import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { defaultBudget, Spending } from './budget.ts';
import { Collector } from './collector.ts';
import { findUrls } from './find-urls.ts';
import { markupText, readMarkup } from './html.ts';
import { visible } from './invisible.ts';
import { readMarkupFacts } from './read-markup.ts';
import { unwrapped, unwrappedDomain } from './wrappers.ts';

function collecting(read: (collector: Collector, spending: Spending) => void): string[] {
  const spending = new Spending(defaultBudget, () => 0);
  const collector = new Collector(spending);
  read(collector, spending);
  return collector.facts.map(({ observable }) => observable.value);
}
const ofText = (text: string) => collecting((collector) => collector.text(text, 'text', null));
const never = () => Promise.reject(new Error('a page holds no files'));
const ofHtml = (html: string) =>
  collecting((collector, spending) => {
    const reading = { collector, spending, seen: new Set<string>(), file: never, message: never };
    readMarkupFacts(reading, html, { where: 'html', note: null, depth: 0 });
  });

describe('links of text', () => {
  it.each([
    ['see http://a.example/x, then.', ['http://a.example/x']],
    ['(https://a.example/x_(y))', ['https://a.example/x_(y)']],
    ['<http://a.example/?q=1>.', ['http://a.example/?q=1']],
    ['www.a.example! mail@www.b.example', ['www.a.example']],
    ['a.example/x and b.example', ['a.example/x', 'b.example']],
    ['report.pdf 1.2.3.4 a.b.c. e.g.', []],
    ['h\u200bttp://a.exa\u00admple/', ['http://a.example/']],
    ['http://a。example/ b\uff0eexample', ['http://a.example/', 'b.example']],
    ['주소는 http://a.example/확인。', ['http://a.example/확인']],
    ['a.example에서 확인', ['a.example']],
  ])('%j are %j', (text, expected) => {
    expect(findUrls(visible(text)).map((found) => found.text)).toEqual(expected);
  });

  it.each([
    ['http://a.example/%2561', 'http://a.example/a'],
    ['http://a.example/a?x=1&amp;y=2', 'http://a.example/a?x=1&y=2'],
    ['http://a。example/', 'http://a.example/'],
    ['http://a\u2024example/', 'http://a.example/'],
    ['http://3221226113/', '192.0.2.129'],
    ['http://user@a.example/', 'http://a.example/'],
    ['a.example/x', 'https://a.example/x'],
  ])('%s show %s too', (text, expected) => {
    expect(ofText(text)).toContain(expected);
  });
});

describe('links of HTML', () => {
  it('stand in every attribute that is fetched or followed, in styles, comments, scripts, frames and meta', () => {
    const html = `<base href="https://base.example/dir/"><a href="rel">x</a><img srcset="https://s1.example/ 1x, https://s2.example/ 2x">
      <form action="HTTPS://f.example"><meta http-equiv=Refresh content="0; URL='https://m.example/'"><style>a{background:url('https://st.example/')}</style>
      <p style="background:\\75rl(https://in.example/)"><!--[if mso]><a href="https://mso.example/">--><a href="ht\ntps://nl.example/">
      <script>location = "https://js.example/"; x = 'aHR0cHM6Ly9iNjQuZXhhbXBsZS8='</script><iframe srcdoc="&lt;a href='https://frame.example/'&gt;">
      <a href="data:text/html;base64,${Buffer.from('<a href=https://data.example/>').toString('base64')}"><a href=" //slashes.example/\\x">
      <a href="mailto:boss@mailto.example?cc=a"><a href="https&#58;//entity.example/"><img src=https:/one.example/>`;
    expect(ofHtml(html)).toEqual(
      expect.arrayContaining([
        'https://base.example/dir/rel',
        'https://s1.example/',
        'https://s2.example/',
        'https://f.example/',
        'https://m.example/',
        'https://st.example/',
        'https://in.example/',
        'https://mso.example/',
        'https://nl.example/',
        'https://js.example/',
        'https://b64.example/',
        'https://frame.example/',
        'https://data.example/',
        'https://slashes.example//x',
        'boss@mailto.example',
        'https://entity.example/',
        'https://one.example/',
      ]),
    );
  });

  it('are seen through markup and invisible characters', () => {
    expect(ofHtml('https://e<b>vi</b>l<wbr>.exa&shy;mple/a&#x200b;b')).toContain('https://evil.example/ab');
    expect(ofHtml('<p>evil</p>.example')).toEqual([]);
  });

  it('and text are those that a parser of HTML sees', { timeout: 30_000 }, () => {
    const name = fc.constantFrom('a', 'b', 'img', 'p', 'td', 'FORM', 'x-y');
    const value = fc.string({
      unit: fc.constantFrom('h', 'ttp://', '.', '/', '&amp;', '&#65;', '&', ' ', '>', '한', '='),
      minLength: 4,
      maxLength: 12,
    });
    const attribute = fc
      .tuple(fc.constantFrom('href', 'src', 'HREF', 'alt'), fc.constantFrom('"', "'", ''), value)
      .map(([key, quote, text]) => ` ${key}=${quote}${quote === '' ? text.replaceAll(/[\s>]/g, 'x') : text}${quote}`);
    const tag = fc
      .tuple(name, fc.uniqueArray(attribute, { maxLength: 2, selector: (each) => each.slice(1, 4).toLowerCase() }))
      .map(([tag, list]) => `<${tag}${list.join('')}>`);
    const piece = fc.oneof(
      tag,
      value.map((text) => text.replaceAll('>', '')),
      name.map((each) => `</${each}>`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const html = pieces.join('');
        const theirs: string[] = [];
        let text = '';
        const parser = new Parser({
          onattribute: (key, each) => {
            if ((key === 'href' || key === 'src') && each !== '') theirs.push(each);
          },
          ontext: (each) => (text += each),
        });
        parser.end(html);
        const markup = readMarkup(html);
        expect(markup.references.map((each) => each.value)).toEqual(theirs);
        expect(markupText(html, markup).replaceAll('\n', '')).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('links that lead on', () => {
  it.each([
    ['https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=1', 'https://a.example/x'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x-3Fy-3D1&d=x', 'https://a.example/x?y=1'],
    ['https://urldefense.proofpoint.com/v1/url?u=http://a.example/&k=x', 'http://a.example/'],
    ['https://urldefense.com/v3/__https://a.example/x*y__;Iw!!abc', 'https://a.example/x#y'],
    ['https://urldefense.com/v3/__https:/a.example/**Az__;Pz8!!abc', 'https://a.example/??z'],
    ['https://www.google.com/url?q=http://a.example/&sa=D', 'http://a.example/'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.example%2f&c=E', 'https://a.example/'],
    ['https://secure-web.cisco.com/1abc-def/https%3A%2F%2Fa.example%2Fx', 'https://a.example/x'],
    ['https://protect-eu.mimecast.com/s/abc?url=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://eu-west-1.protection.sophos.com/?d=a.example&u=aHR0cHM6Ly9hLmV4YW1wbGUv', 'https://a.example/'],
    ['https://www.bing.com/ck/a?!&&p=x&u=a1aHR0cHM6Ly9hLmV4YW1wbGUv&ntb=1', 'https://a.example/'],
    ['https://www.google.com/url?q=javascript:alert(1)', null],
    ['https://a.example/url?q=http://b.example/', null],
    ['https://u123.ct.sendgrid.net/ls/click?upn=abc', null],
  ])('%s leads to %s', (link, expected) => {
    expect(unwrapped(link)).toBe(expected);
  });

  it('tell a domain alone where they know no more', () => {
    expect(unwrappedDomain('https://protect-us.mimecast.com/s/abc?domain=a.example')).toBe('a.example');
    expect(ofText('https://protect-us.mimecast.com/s/abc?domain=a.example')).toContain('a.example');
  });

  it('are followed to the end, but not for ever', () => {
    const wrap = (link: string) => `https://www.google.com/url?q=${encodeURIComponent(link)}`;
    expect(ofText(wrap(wrap('https://a.example/x')))).toContain('https://a.example/x');
    let deep = 'https://a.example/x';
    for (let i = 0; i < 8; i += 1) deep = wrap(deep);
    expect(ofText(deep)).not.toContain('https://a.example/x');
  });
});
