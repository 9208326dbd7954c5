import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../test/fakes/archives.ts';
import type { Observable } from '../observable/observable.ts';
import { factsOfMessage } from './facts.ts';
import { rewriteMessage, type RewriteOptions } from './rewrite.ts';

const clock = { monotonic: () => 0 };
const crlf = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'));
const url = (value: string): Observable => ({ kind: 'url', value });
const evil = url('https://evil.example/x?a=1');
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const file = (content: string): Observable => ({ kind: 'sha256', value: sha256(content) });

async function rewrite(message: Buffer, shown: readonly Observable[], more: Partial<RewriteOptions> = {}) {
  const options = { truncated: false, clock, how: 'defang-url', shown, reference: 'REF1', ...more } as const;
  const { body, headers, reservations } = await rewriteMessage(message, options);
  const bodyStart = message.indexOf('\r\n\r\n') + 4;
  const whole = body === null ? null : Buffer.concat([message.subarray(0, bodyStart), body]);
  return { body: body?.toString('latin1') ?? null, whole, headers, reservations };
}
const shownBy = async (message: Buffer) =>
  (await factsOfMessage(message, { truncated: false, clock })).facts.map(({ observable }) => observable.value);

describe('links in text', () => {
  it('are broken where they are listed; all other bytes stay', async () => {
    const before =
      'Content-Type: text/plain; charset=utf-8\n\n한글 see https://evil.example/x?a=1 and https://good.example/x?a=1.\n';
    const { body, reservations } = await rewrite(crlf(before), [evil]);
    expect(Buffer.from(body ?? '', 'latin1').toString()).toBe(
      '한글 see hxxps://evil[.]example/x?a=1 and https://good.example/x?a=1.\r\n',
    );
    expect(reservations).toEqual([]);
  });

  it.each([
    [
      'a host without a scheme',
      'go to evil.example/x?a=1 now',
      'go to evil[.]example/x?a=1 now',
      [url('http://evil.example/x?a=1')],
    ],
    [
      'a name',
      'go to www.evil.example now',
      'go to www[.]evil[.]example now',
      [{ kind: 'domain', value: 'www.evil.example' }],
    ],
    ['an address', 'http://192.0.2.1/', 'hxxp://192[.]0[.]2[.]1/', [{ kind: 'ip', value: '192.0.2.1' }]],
    ['capitals', 'HTTPS://EVIL.example/x?a=1', 'HXXPS://EVIL[.]example/x?a=1', [evil]],
    ['ftp', 'ftp://evil.example/', 'fxp://evil[.]example/', [url('ftp://evil.example/')]],
    ['a user before the host', 'https://a@evil.example/x?a=1', 'hxxps://a[@]evil[.]example/x?a=1', [evil]],
    [
      'a link within a link',
      'https://www.google.com/url?q=https://evil.example/x?a=1',
      'hxxps://www[.]google[.]com/url?q=hxxps://evil[.]example/x?a=1',
      [evil],
    ],
    [
      'a link that is said twice',
      'https://evil.example/x?a=1 https://evil.example/x?a=1',
      'hxxps://evil[.]example/x?a=1 hxxps://evil[.]example/x?a=1',
      [evil],
    ],
  ] as const)('are broken as %s', async (_, text, expected, shown) => {
    const { body, reservations } = await rewrite(crlf(`Subject: s\n\n${text}`), shown);
    expect(body).toBe(expected);
    expect(reservations).toEqual([]);
  });

  it('are broken through what nobody sees', async () => {
    const { whole } = await rewrite(
      crlf('Content-Type: text/plain; charset=utf-8\n\nh\u200bttps://ev\u00adil。example/x?a=1'),
      [evil],
    );
    expect(whole?.toString()).toContain('h\u200bxxps://ev\u00adil[.]example/x?a=1');
  });

  it('are broken in the charset of their part', async () => {
    const korean = Buffer.from([0xc8, 0xae, 0xc0, 0xce, 0x20]);
    const head = crlf('Content-Type: text/plain; charset=euc-kr\n\n');
    const { whole } = await rewrite(Buffer.concat([head, korean, Buffer.from('https://evil.example/x?a=1'), korean]), [
      evil,
    ]);
    expect(whole).toEqual(Buffer.concat([head, korean, Buffer.from('hxxps://evil[.]example/x?a=1'), korean]));
    const japanese = Buffer.from('\x1b$B$3\x1b(Bhttps://evil.example/x?a=1');
    const shifting = crlf('Content-Type: text/plain; charset=iso-2022-jp\n\n');
    const left = await rewrite(Buffer.concat([shifting, japanese]), [evil]);
    expect(left, 'what shifts between charsets is not cut into').toMatchObject({
      body: null,
      reservations: ['mail/rewrite-partial'],
    });
  });

  it('are broken in quoted-printable, in lines of 76 characters', async () => {
    const line = `${'a'.repeat(60)} https://evil=\n.example/x?a=3D1 =EA=B0=80 ${'b'.repeat(20)}\nnext=20\n`;
    const { body, whole } = await rewrite(
      crlf(
        `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nbefore=\n\n${line}after`,
      ),
      [evil],
    );
    expect(body?.startsWith('before=\r\n\r\n')).toBe(true);
    expect(body?.endsWith('\r\nnext=20\r\nafter')).toBe(true);
    expect((body ?? '').split('\r\n').every(({ length }) => length <= 76)).toBe(true);
    const { text } = await simpleParser(whole ?? '');
    expect(text).toContain(`${'a'.repeat(60)} hxxps://evil[.]example/x?a=1 가 ${'b'.repeat(20)}\n`);
  });

  it('are broken in base 64, in lines as long as they were', async () => {
    const encoded = Buffer.from(`안녕 https://evil.example/x?a=1 ${'c'.repeat(100)}`)
      .toString('base64')
      .replaceAll(/(.{60})/g, '$1\n');
    const { body, whole } = await rewrite(
      crlf(`Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${encoded}\n`),
      [evil],
    );
    expect(
      (body ?? '')
        .split('\r\n')
        .slice(0, -2)
        .every(({ length }) => length === 60),
    ).toBe(true);
    expect((await simpleParser(whole ?? '')).text?.trim()).toBe(`안녕 hxxps://evil[.]example/x?a=1 ${'c'.repeat(100)}`);
  });
});

describe('links in HTML', () => {
  const page = (html: string) => crlf(`Content-Type: text/html; charset=utf-8\n\n${html}`);
  it.each([
    [
      'in quotes',
      '<a class="c" href="https://evil.example/x?a=1">x</a>',
      '<a class="c" href="hxxps://evil[.]example/x?a=1">x</a>',
    ],
    ['without quotes', '<a href=https://evil.example/x?a=1>x</a>', '<a href=hxxps://evil[.]example/x?a=1>x</a>'],
    [
      'as text too',
      '<a href="https://evil.example/x?a=1">https://ev<b>il</b>.example/x?a=1</a>',
      '<a href="hxxps://evil[.]example/x?a=1">hxxps://ev<b>il</b>[.]example/x?a=1</a>',
    ],
    ['by character references', '<p>https&#58;//evil&#46;example/x?a=1', '<p>hxxps&#58;//evil[.]example/x?a=1'],
    [
      'by a base',
      '<base href="https://evil.example/"><a href="x?a=1">',
      '<base href="https://evil.example/"><a href="hxxps://evil[.]example/x?a=1">',
    ],
    ['without a scheme', '<img src="//evil.example/x?a=1">', '<img src="hxxps://evil[.]example/x?a=1">'],
    [
      'in a style',
      '<p style="background:url(https://evil.example/x?a=1)">',
      '<p style="background:url(hxxps://evil[.]example/x?a=1)">',
    ],
    [
      'in a style sheet',
      "<style>p{background:url('https://evil.example/x?a=1')}</style>",
      "<style>p{background:url('hxxps://evil[.]example/x?a=1')}</style>",
    ],
    [
      'in a comment',
      '<!--[if mso]><a href="https://evil.example/x?a=1"><![endif]-->',
      '<!--[if mso]><a href="hxxps://evil[.]example/x?a=1"><![endif]-->',
    ],
    [
      'in a frame',
      '<iframe srcdoc="<a href=https://evil.example/x?a=1>">',
      '<iframe srcdoc="&#60;a&#32;href=hxxps://evil[.]example/x?a=1&#62;">',
    ],
    [
      'in data',
      `<a href="data:text/html;base64,${Buffer.from('<a href="https://evil.example/x?a=1">').toString('base64')}">`,
      '<a href="#">',
    ],
    [
      'hidden in a script',
      `<script>x="${Buffer.from('https://evil.example/x?a=1').toString('base64')}"</script>`,
      '<script></script>',
    ],
    ['escaped in a style', String.raw`<p style="background:\75rl(\68ttps://evil.example/x?a=1)">`, '<p style="">'],
  ])('are broken %s', async (_, html, expected) => {
    const { body, reservations } = await rewrite(page(html), [evil]);
    expect(body).toBe(expected);
    expect(reservations).toEqual([]);
  });

  it('to a new mail are broken', async () => {
    const { whole } = await rewrite(page('<a href="mailto:Boss@evil.example?cc=x">'), [
      { kind: 'email', value: 'boss@evil.example' },
    ]);
    expect(await shownBy(whole ?? Buffer.alloc(0))).toEqual([]);
  });
});

describe('what is attached', () => {
  const mixed = (content: string, type = 'application/zip') =>
    crlf(`Subject: s
Content-Type: multipart/mixed; boundary=b

preamble
--b
Content-Type: text/plain

hello
--b
Content-Type: ${type}; name="a\u202e.zip"
Content-Transfer-Encoding: base64

${Buffer.from(content, 'latin1').toString('base64')}
--b--
epilogue
`);

  it('is taken out where it or a file in it is listed, and the rest stays byte for byte', async () => {
    const zip = zipOf({ 'a.exe': 'malware' });
    const message = mixed(zip.toString('latin1'));
    const { body, whole, headers, reservations } = await rewrite(message, [file('malware')], {
      how: 'strip-attachment',
    });
    expect(reservations).toEqual([]);
    expect(headers).toEqual([]);
    const start = body?.indexOf('--b\r\nContent-Type: text/plain; charset') ?? 0;
    const original = message.toString('latin1').split('\r\n\r\n').slice(1).join('\r\n\r\n');
    expect(body?.slice(0, start)).toBe(original.slice(0, start));
    expect(body?.endsWith('\r\n--b--\r\nepilogue\r\n')).toBe(true);
    const { text, attachments } = await simpleParser(whole ?? '');
    expect(attachments).toEqual([]);
    expect(text).toContain(`SHA-256: ${sha256(zip)}`);
    expect(text).toContain('Reference (참조 번호): REF1');
    expect(text).toContain('a\\u202e.zip');
  });

  it('stays where nothing of it is listed', async () => {
    expect(await rewrite(mixed('x'), [file('malware')], { how: 'strip-attachment' })).toMatchObject({
      body: null,
      reservations: [],
    });
  });

  it('is taken out for a link in it', async () => {
    const message = mixed('[InternetShortcut]\r\nURL=https://evil.example/x?a=1', 'application/internet-shortcut');
    expect(await shownBy(message)).toContain(evil.value);
    const { whole } = await rewrite(message, [evil], { how: 'strip-attachment' });
    expect(await shownBy(whole ?? message)).not.toContain(evil.value);
    expect(await rewrite(message, [evil]), 'but not broken in it').toMatchObject({
      body: null,
      reservations: ['mail/rewrite-partial'],
    });
  });

  it('changes the headers of the message where it is all of it', async () => {
    const message = crlf(
      `Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${Buffer.from('x').toString('base64')}\n`,
    );
    const { body, headers } = await rewrite(message, [file('x')], { how: 'strip-attachment' });
    const head = headers.map(({ name, value }) => `${name}: ${value ?? ''}\r\n`).join('');
    expect((await simpleParser(`${head}\r\n${body}`)).text).toContain(`SHA-256: ${sha256('x')}`);
  });
});

describe('a message', () => {
  const signed = crlf(`Content-Type: multipart/signed; boundary=s

--s
Content-Type: text/plain

https://evil.example/x?a=1
--s
Content-Type: application/pkcs7-signature

x
--s--
`);
  it('that is signed stays as it is, and says so', async () => {
    expect(await rewrite(signed, [evil])).toMatchObject({ body: null, reservations: ['mail/rewrite-signed'] });
    const options = { how: 'strip-attachment' } as const;
    expect(await rewrite(signed, [file('x')], options)).toMatchObject({
      body: null,
      reservations: ['mail/rewrite-signed'],
    });
  });

  it('whose end is missing stays as it is', async () => {
    const message = crlf('Subject: s\n\nhttps://evil.example/x?a=1');
    expect(await rewrite(message, [evil], { truncated: true })).toMatchObject({
      body: null,
      reservations: ['mail/rewrite-partial'],
    });
  });

  it(
    'shows nothing any more that it was rewritten for, or says so; others of its parts are as they were',
    { timeout: 60_000 },
    async () => {
      const piece = fc.constantFrom(
        'https://evil.example/x?a=1',
        'https://good.example/',
        '<a href="https://evil.example/x?a=1">',
        '<b>',
        '&amp;',
        '가',
        ' ',
        '\n',
        '=',
        'evil.example',
        '"',
        '>',
        '.',
        '<!--',
        '//evil.example/x?a=1',
        "<img src='",
      );
      const encodings = {
        '8bit': (text: string) => text,
        base64: (text: string) => Buffer.from(text).toString('base64'),
        'quoted-printable': (text: string) =>
          Buffer.from(text)
            .toString('latin1')
            .replaceAll(/[^ -<>-~\n]/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`),
      };
      const encoding = fc.constantFrom('8bit', 'base64', 'quoted-printable');
      await fc.assert(
        fc.asyncProperty(
          fc.array(piece, { maxLength: 12 }),
          encoding,
          fc.constantFrom('plain', 'html'),
          async (pieces, how, type) => {
            const other = 'Content-Type: text/plain\r\n\r\nhttps://good.example/ =EA\r\n';
            const part = `Content-Type: text/${type}; charset=utf-8\nContent-Transfer-Encoding: ${how}\n\n${encodings[how](pieces.join(''))}`;
            const message = Buffer.concat([
              crlf(`Content-Type: multipart/mixed; boundary=b\n\n--b\n`),
              crlf(part),
              Buffer.from(`\r\n--b\r\n${other}\r\n--b--\r\n`),
            ]);
            const { whole, reservations } = await rewrite(message, [evil]);
            const left = (await shownBy(whole ?? message)).includes(evil.value);
            expect(left).toBe(reservations.length > 0);
            expect(reservations).toEqual([]);
            if (whole !== null)
              expect(whole.toString('latin1').endsWith(`\r\n--b\r\n${other}\r\n--b--\r\n`)).toBe(true);
          },
        ),
        { numRuns: 400 },
      );
    },
  );

  it('of whatever bytes is rewritten or left', { timeout: 60_000 }, async () => {
    const seed = crlf(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=euc-kr\nContent-Transfer-Encoding: quoted-printable\n\n<a href=3D"https://evil.example/x?a=3D1">=B0=A1\n--b--\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 20 }), async (changes) => {
        const message = Buffer.from(seed);
        for (const [at, value] of changes) message[at] = value;
        await rewrite(message, [evil]);
      }),
      { numRuns: 500 },
    );
  });
});
