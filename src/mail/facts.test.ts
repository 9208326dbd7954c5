import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../test/fakes/archives.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { defaultBudget, type MailBudget } from './budget.ts';
import { factsOfMessage } from './facts.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const crlf = (text: string) => bytes(text.replaceAll('\n', '\r\n'));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const clock = new ManualClock();
const read = (message: Uint8Array, budget: MailBudget = defaultBudget) =>
  factsOfMessage(message, { truncated: false, clock, budget });

async function shown(message: Uint8Array, truncated = false): Promise<string[]> {
  const { facts } = await factsOfMessage(message, { truncated, clock });
  return facts.map(({ observable, where }) => `${where} ${observable.kind} ${observable.value}`);
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
    const { facts, reservations } = await read(message);
    expect(reservations).toEqual([]);
    expect(facts.map(({ observable: { kind, value }, where }) => `${where} ${kind} ${value}`)).toEqual([
      'from email support@bank.example',
      'from domain bank.example',
      'from email Phisher@bad.example',
      'from email phisher@bad.example',
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
      'text url https://www.inner.example/path',
      'text domain www.inner.example',
    ]);
  });

  it('reach into a zip archive', async () => {
    const inside = bytes('malware');
    expect(await shown(attached(zipOf({ 'a.exe': inside })))).toContain(`archive sha256 ${sha256(inside)}`);
  });

  it.each([
    ['encrypted', zipOf({ 'a.exe': bytes('malware') }, { flags: 1 }), 'mail/archive-encrypted'],
    ['a bomb that says so', zipOf({ 'a.exe': bytes('x') }, { claims: 1e9 }), 'mail/archive-too-large'],
    ['a bomb that lies', zipOf({ 'a.exe': new Uint8Array(70 * 1024 * 1024) }, { claims: 10 }), 'mail/archive-damaged'],
    ['broken', Buffer.from('PK\x03\x04 nothing'), 'mail/archive-damaged'],
  ])('say that an archive is %s', async (_, zip, expected) => {
    const { facts, reservations } = await read(attached(zip));
    expect(reservations).toEqual([expected]);
    expect(
      facts.some(({ observable }) => observable.kind === 'sha256'),
      'the archive itself is still known',
    ).toBe(true);
  });

  it.each([
    ['whose boundary never comes', 'Content-Type: multipart/mixed; boundary=b\n\nhttp://a.example/\n'],
    ['whose boundary is another', 'Content-Type: multipart/mixed; boundary=b\n\n--c\n\nhttp://a.example/\n--c--\n'],
    ['without a boundary', 'Content-Type: multipart/mixed\n\n--c\n\nhttp://a.example/\n--c--\n'],
    ['without a closing line', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhttp://a.example/\n'],
    ['without any header', '\nhttp://a.example/\n'],
    ['without headers at all', 'see http://a.example/\n'],
    ['with a mbox line', 'From a@b Mon Jan 1\nSubject: x\n\nhttp://a.example/\n'],
    ['with NUL in its boundary', 'Content-Type: multipart/mixed; boundary="b\0"\n\n--b\n\nhttp://a.example/\n--b--\n'],
    ['whose charset is none', 'Content-Type: text/plain; charset=x-none\n\nhttp://a.example/\n'],
    ['whose encoding is none', 'Content-Transfer-Encoding: zip\n\nhttp://a.example/\n'],
  ])('are told of a message %s', async (_, message) => {
    expect(await shown(bytes(message))).toContain('text url http://a.example/');
  });

  it('reach into a message that is attached in an encoding', async () => {
    const inner = crlf('From: x@inner.example\nContent-Type: text/html\n\n<a href="https://inner.example/p">');
    expect(await shown(attached(inner, 'fwd.eml', 'message/rfc822'))).toEqual([
      'from email a@example.net',
      'from domain example.net',
      `attachment sha256 ${sha256(inner)}`,
      expect.stringMatching(/^attachment sha1 /),
      expect.stringMatching(/^attachment md5 /),
      'from email x@inner.example',
      'from domain inner.example',
      'html url https://inner.example/p',
    ]);
  });

  it('hold the way through our own servers, back to the first stranger', async () => {
    const message = crlf(`Received: from relay (relay.example [192.0.2.5]) by mx; x
Received: from out (out.example [IPv6:2001:db8::9]) by relay [192.0.2.1]; x
Received: from forged ([198.51.100.1]) by out; x

`);
    const isOwn = (address: string) => address.startsWith('192.0.2.');
    const received = async (own: typeof isOwn | null) =>
      (await factsOfMessage(message, { truncated: false, clock, isOwn: own })).facts
        .filter(({ where }) => where === 'received')
        .map(({ observable }) => observable.value);
    expect(await received(isOwn)).toEqual(['192.0.2.5', '2001:db8::9']);
    expect(await received(null), 'a stranger writes what he likes').toEqual([]);
  });

  it.each([
    ['.url', 'x.url', '[InternetShortcut]\r\nURL=https://a.example/x\r\n'],
    ['.svg', 'x.svg', '<svg><a xlink:href="https://a.example/x"/></svg>'],
    ['.html', 'x.HTM', '<form action="https://a.example/x">'],
    ['page without an ending', 'x', '\ufeff <!DOCTYPE html><a href=https://a.example/x>'],
    ['.js', 'x.js', 'var a = atob("aHR0cHM6Ly9hLmV4YW1wbGUveA==")'],
    ['.txt in UTF-16', 'x.txt', Buffer.from('\ufeffsee https://a.example/x now', 'utf16le')],
    ['.ics', 'x.ics', 'BEGIN:VEVENT\r\nURL:https://a.exa\r\n mple/x\r\n'],
  ])('are read from an attached %s', async (_, name, content) => {
    expect(await shown(attached(Buffer.from(content), name, 'application/octet-stream'))).toContain(
      'attachment url https://a.example/x',
    );
  });

  it('have no hash of what was cut away', async () => {
    const whole = attached(bytes('x'.repeat(1000)), 'a.bin', 'application/octet-stream');
    const cut = whole.subarray(0, whole.length - 500);
    expect((await shown(cut, true)).filter((fact) => fact.startsWith('attachment'))).toEqual([]);
    expect((await shown(whole)).filter((fact) => fact.startsWith('attachment'))).toHaveLength(3);
  });

  it('stop at their budgets, and say so', async () => {
    const budget = { ...defaultBudget, urls: 3, parts: 5, depth: 2, headerBytes: 100 };
    const many = crlf(
      `Content-Type: text/plain\n\n${Array.from({ length: 10 }, (_, i) => `http://a.example/${i}`).join(' ')}`,
    );
    expect((await read(many, budget)).reservations).toEqual(['mail/too-many-urls']);
    const deep = crlf(
      Array.from({ length: 1000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(''),
    );
    expect((await read(deep)).reservations).toEqual(['mail/too-deep']);
    const wide = crlf(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(50)}--b--\n`);
    expect((await read(wide, budget)).reservations).toEqual(['mail/too-many-parts']);
    const head = crlf(`X: ${'y'.repeat(200)}\nZ: 1\n\nbody`);
    expect((await read(head, budget)).reservations).toEqual(['mail/header-too-long']);
  });

  it('stop when time is over, and when nobody waits any more', async () => {
    let now = 0;
    const running = { monotonic: () => (now += 600) };
    const message = crlf(
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nhttp://a.example\n'.repeat(50)}--b--\n`,
    );
    const slow = await factsOfMessage(message, { truncated: false, clock: running });
    expect(slow).toEqual({ facts: [], reservations: ['mail/too-slow'] });
    const aborted = await factsOfMessage(message, { truncated: false, clock, signal: AbortSignal.abort() });
    expect(aborted.facts).toEqual([]);
  });

  it.each([
    ['closing brackets', `http://a.example/${')'.repeat(2e6)}`],
    ['URLs in each other', 'http://'.repeat(5e5)],
    ['dots', '1.1 '.repeat(1e6)],
    ['names', 'a.b '.repeat(1e6)],
    ['at signs', `From: ${'@a'.repeat(5e5)}\n\n`],
    ['openings of tags', `Content-Type: text/html\n\n${'<a '.repeat(1e6)}`],
    ['openings of comments', `Content-Type: text/html\n\n${'<!--'.repeat(1e6)}`],
    ['openings of styles', `Content-Type: text/html\n\n${'<style>@import "'.repeat(3e5)}`],
    ['padding', `Content-Transfer-Encoding: base64\n\n${'A='.repeat(2e6)}`],
    ['equals signs', `Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(2e6)}`],
    ['parameters', `Content-Type: text/plain${';a*0="'.repeat(1e5)}\n\n`],
    ['encoded words', `Subject: ${'=?a?q?b?= '.repeat(1e5)}\n\n`],
    ['delimiters', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(1e6)}`],
    ['zero-width characters', '\u200b'.repeat(1e6)],
    ['percent signs', `http://a.example/${'%25'.repeat(1e6)}`],
  ])('of megabytes of %s take less than their time', { timeout: 20_000 }, async (_, text) => {
    const began = performance.now();
    await factsOfMessage(bytes(text), { truncated: false, clock: { monotonic: () => performance.now() } });
    expect(performance.now() - began).toBeLessThan(defaultBudget.ms * 3);
  });

  it('come from whatever bytes, in bounded time', { timeout: 60_000 }, async () => {
    const seed = attached(zipOf({ a: bytes('b') }));
    const damage = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const message = Buffer.from(seed);
        for (const [at, value] of changes) message[at] = value;
        await read(message);
      }),
      { numRuns: 500 },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (random) => void (await read(random))));
  });
});
