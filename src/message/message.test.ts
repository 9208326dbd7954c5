import { createHash } from 'node:crypto';
import { deflateRawSync, crc32 } from 'node:zlib';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { defaultMailBudget } from './budget.ts';
import { factsOfMessage } from './facts.ts';
import { decodeWords, readParameters } from './header.ts';
import { linksOfHtml, linksOfText } from './links.ts';
import { readMessage } from './parts.ts';
import { decodeTransfer } from './transfer.ts';
import { unwrapped } from './wrappers.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const crlf = (text: string) => bytes(text.replaceAll('\n', '\r\n'));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function shown(message: Uint8Array, truncated = false): Promise<string[]> {
  const { facts } = await factsOfMessage(message, { truncated });
  return facts.map(({ observable, where }) => `${where} ${observable.kind} ${observable.value}`);
}

/** A zip archive of one stored or deflated file; `flags` 1 says that it is encrypted. */
function zipOf(name: string, content: Uint8Array, { flags = 0, claims = content.length } = {}): Buffer {
  const data = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(claims, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, bytes(name), data]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), bytes(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const attached = (content: Uint8Array, name = 'invoice.zip', type = 'application/zip') =>
  crlf(`From: a@example.net
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: ${type}; name="${name}"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="${name}"

${Buffer.from(content)
  .toString('base64')
  .replaceAll(/(.{76})/g, '$1\n')}
--b--
`);

describe('the facts of a message', () => {
  it('are who wrote it, its links in subject, text and HTML, and what is attached', async () => {
    const message = crlf(`Received: from x
From: "support@bank.example" <Phisher@Bad.example>
Reply-To: =?utf-8?q?Boss?= <boss@reply.example>
Subject: =?utf-8?b?${Buffer.from('확인 http://subject.example/a').toString('base64')}?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=euc-kr
Content-Transfer-Encoding: base64

${Buffer.concat([Buffer.from([0xc8, 0xae, 0xc0, 0xce, 0x20]), bytes('http://text.example/b')]).toString('base64')}
--inner
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<a href=3D"https://html.example/c?x=3D1&amp;y=3D2">https://shown=
.example/</a>
--inner--
--outer
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*0*=utf-8''%EA%B2; filename*1*=%AC%EC%A0%81.exe

hello
--outer--
`);
    const { facts, reservations } = await factsOfMessage(message, { truncated: false });
    expect(reservations).toEqual([]);
    expect(facts.map(({ observable: { kind, value }, where }) => `${where} ${kind} ${value}`)).toEqual([
      'from email support@bank.example',
      'from domain bank.example',
      'from email Phisher@bad.example',
      'from domain bad.example',
      'reply-to email boss@reply.example',
      'reply-to domain reply.example',
      'subject url http://subject.example/a',
      'subject domain subject.example',
      'text url http://text.example/b',
      'text domain text.example',
      'html url https://html.example/c?x=1&y=2',
      'html domain html.example',
      'html url https://shown.example/',
      'html domain shown.example',
      `attachment sha256 ${sha256(bytes('hello'))}`,
      'attachment sha1 aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d',
      'attachment md5 5d41402abc4b2a76b9719d911017c592',
    ]);
    expect(facts.at(-1)?.note).toBe('견적.exe');
  });

  it('reach into a message within the message', async () => {
    const message = crlf(`Subject: fwd
Content-Type: multipart/digest; boundary=b

--b
Content-Type: message/rfc822

From: x@inner.example
Content-Type: text/plain

see www.inner.example/path.
--b--
`);
    expect(await shown(message)).toEqual([
      'from email x@inner.example',
      'from domain inner.example',
      'text url http://www.inner.example/path',
      'text domain www.inner.example',
    ]);
  });

  it('reach into a zip archive', async () => {
    const inside = bytes('malware');
    expect(await shown(attached(zipOf('a.exe', inside)))).toContain(`archive sha256 ${sha256(inside)}`);
  });

  it.each([
    ['encrypted', zipOf('a.exe', bytes('malware'), { flags: 1 }), 'mail/archive-encrypted'],
    ['a bomb that says so', zipOf('a.exe', bytes('x'), { claims: 1e9 }), 'mail/archive-too-large'],
    ['a bomb that lies', zipOf('a.exe', new Uint8Array(70 * 1024 * 1024), { claims: 10 }), 'mail/archive-damaged'],
    ['broken', Buffer.from('PK\x03\x04 nothing'), 'mail/archive-damaged'],
  ])('say that an archive is %s', async (_, zip, expected) => {
    const { facts, reservations } = await factsOfMessage(attached(zip), { truncated: false });
    expect(reservations).toEqual([expected]);
    expect(
      facts.some(({ observable }) => observable.kind === 'sha256'),
      'the archive itself is still known',
    ).toBe(true);
  });

  it('have no hash of what was cut away', async () => {
    const whole = attached(bytes('x'.repeat(1000)), 'a.bin', 'application/octet-stream');
    const cut = whole.subarray(0, whole.length - 500);
    expect((await shown(cut, true)).filter((fact) => fact.startsWith('attachment'))).toEqual([]);
    expect((await shown(whole)).filter((fact) => fact.startsWith('attachment'))).toHaveLength(3);
  });

  it('stop at their budgets, and say so', async () => {
    const budget = { ...defaultMailBudget, urls: 3, parts: 5, depth: 2, headerBytes: 100 };
    const many = crlf(`Content-Type: text/plain\n\n${'http://a.example/x '.repeat(10)}`);
    expect((await factsOfMessage(many, { truncated: false, budget })).reservations).toEqual(['mail/too-many-urls']);
    const deep = crlf(
      Array.from({ length: 1000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(''),
    );
    expect((await factsOfMessage(deep, { truncated: false })).reservations).toEqual(['mail/too-deep']);
    const wide = crlf(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(50)}--b--\n`);
    expect((await factsOfMessage(wide, { truncated: false, budget })).reservations).toEqual(['mail/too-many-parts']);
    const head = crlf(`X: ${'y'.repeat(200)}\nZ: 1\n\nbody`);
    expect((await factsOfMessage(head, { truncated: false, budget })).reservations).toEqual(['mail/header-too-long']);
  });

  it('come from whatever bytes, in bounded time', { timeout: 60_000 }, async () => {
    const seed = attached(zipOf('a', bytes('b')));
    const damage = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const message = Buffer.from(seed);
        for (const [at, value] of changes) message[at] = value;
        await factsOfMessage(message, { truncated: false });
      }),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 500 }),
        async (random) => void (await factsOfMessage(random, { truncated: false })),
      ),
    );
  });
});

describe('parts', () => {
  it('begin and end at their own boundary, not at a longer one', () => {
    const message = crlf(
      'Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--bb\nstill one\n--b  \n\ntwo\n--b--\nepilogue\n--b\n\nnone\n',
    );
    expect(readMessage(message, defaultMailBudget).parts.map(({ content }) => Buffer.from(content).toString())).toEqual(
      ['one\r\n--bb\r\nstill one', 'two'],
    );
  });
  it.each([
    ['whose boundary never comes', 'Content-Type: multipart/mixed; boundary=b\n\nhttp://a.example/\n'],
    ['without a closing line', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhttp://a.example/\n'],
    ['without any header', '\nhttp://a.example/\n'],
    ['without headers at all', 'see http://a.example/\n'],
    ['with a mbox line', 'From a@b Mon Jan 1\nSubject: x\n\nhttp://a.example/\n'],
  ])('of a message %s are looked at all the same', async (_, message) => {
    expect(await shown(bytes(message))).toContain('text url http://a.example/');
  });
  it('are those that another parser of mails sees', { timeout: 30_000 }, async () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', 'b', ' ', '=', '\t', '?', '_', '가', 'é'), maxLength: 80 })
      .filter((each) => each.trim() === each);
    const content = fc.uint8Array({ minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, content, async (body, file) => {
        const message = crlf(
          `Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${bytes(body).toString('base64')}\n--b\nContent-Type: application/octet-stream; name=f\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n${Buffer.from(file).toString('base64')}\n--b--\n`,
        );
        const theirs = await simpleParser(message);
        const [ours, attachment] = readMessage(message, defaultMailBudget).parts;
        expect(
          Buffer.from(ours?.content ?? [])
            .toString('utf8')
            .trim(),
        ).toBe((theirs.text ?? '').trim());
        expect(Buffer.from(attachment?.content ?? [])).toEqual(theirs.attachments[0]?.content);
      }),
      { numRuns: 50 },
    );
  });
});

describe('encodings', () => {
  it.each([
    ['=?utf-8?B?7JWI64WV?= =?utf-8?Q?=ED=95=98?=', '안녕하'],
    ['=?euc-kr?B?vsiz58fP?=', '안녕하'],
    ['=?x-none?q?a=20b?=', 'a b'],
    ['plain =?broken?', 'plain =?broken?'],
  ])('of words: %s is %s', (coded, expected) => {
    expect(decodeWords(coded)).toBe(expected);
  });
  it('of parameters join and decode', () => {
    const { value, parameters } = readParameters(
      `Multipart/Mixed; boundary="a\\"b"; name*0="x;"; name*1=y; t*=utf-8'ko'%EA%B0%80`,
    );
    expect([value, parameters.get('boundary'), parameters.get('name'), parameters.get('t')]).toEqual([
      'multipart/mixed',
      'a"b',
      'x;y',
      '가',
    ]);
  });
  it.each([
    ['quoted-printable', 'a=3Db=\r\nc= \nd=zz=', 'a=bcd=zz='],
    ['Base64', 'aGVs\r\nbG8=', 'hello'],
    ['7bit', 'a=3D', 'a=3D'],
  ])('%s is undone', (encoding, coded, expected) => {
    expect(Buffer.from(decodeTransfer(bytes(coded), encoding)).toString()).toBe(expected);
  });
});

describe('links', () => {
  it.each([
    ['see http://a.example/x, then.', ['http://a.example/x']],
    ['(https://a.example/x_(y))', ['https://a.example/x_(y)']],
    ['<http://a.example/?q=1>.', ['http://a.example/?q=1']],
    ['www.a.example! mail@www.b.example', ['www.a.example']],
    ['h\u200bttp://a.exa\u00admple/', ['http://a.example/']],
    ['주소는 http://a.example/확인。', ['http://a.example/확인']],
  ])('of the text %j are %j', (text, expected) => {
    expect(linksOfText(text)).toEqual(expected);
  });
  it('of HTML stand in every attribute that is fetched or followed, in styles, comments and meta', () => {
    const html = `<base href="https://base.example/dir/"><a href="rel">x</a><img srcset="https://s1.example/ 1x, https://s2.example/ 2x">
      <form action="HTTPS://f.example"><meta http-equiv=Refresh content="0; URL='https://m.example/'"><style>a{background:url('https://st.example/')}</style>
      <p style="background:url(https://in.example/)"><!--[if mso]><a href="https://mso.example/">--><a href="ht\ntps://nl.example/">`;
    expect(linksOfHtml(html).links).toEqual(
      expect.arrayContaining([
        'https://base.example/dir/rel',
        'https://s1.example/',
        'https://s2.example/',
        'HTTPS://f.example',
        'https://m.example/',
        'https://st.example/',
        'https://in.example/',
        'https://mso.example/',
        'https://nl.example/',
      ]),
    );
  });
  it.each([
    ['https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=1', 'https://a.example/x'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x-3Fy-3D1&d=x', 'https://a.example/x?y=1'],
    ['https://urldefense.com/v3/__https://a.example/x*y__;Iw!!abc', 'https://a.example/x#y'],
    ['https://www.google.com/url?q=http://a.example/&sa=D', 'http://a.example/'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    ['https://www.google.com/url?q=javascript:alert(1)', null],
    ['https://a.example/url?q=http://b.example/', null],
  ])('that lead on: %s leads to %s', (link, expected) => {
    expect(unwrapped(link)).toBe(expected);
  });
});
