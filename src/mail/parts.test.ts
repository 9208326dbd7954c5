import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { defaultBudget, Spending } from './budget.ts';
import { takeApart } from './parts.ts';
import { parseStructured } from './structured.ts';
import { decodeTransfer, transferEncoding } from './transfer.ts';
import { decodeWords } from './words.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const crlf = (text: string) => bytes(text.replaceAll('\n', '\r\n'));
const apart = (message: Buffer) =>
  takeApart(message, new Spending(defaultBudget, () => 0), { truncated: false, depth: 0 });
const contents = (message: Buffer) =>
  apart(message).parts.map(({ bodyStart, end, encoding }) =>
    decodeTransfer(message.subarray(bodyStart, end), encoding),
  );

describe('parts', () => {
  it('begin and end at their own boundary, not at a longer one', () => {
    const message = crlf(
      'Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--bb\nstill one\n--b  \n\ntwo\n--b--\nepilogue\n',
    );
    expect(contents(message).map(String)).toEqual(['one\r\n--bb\r\nstill one', 'two']);
  });

  it('know that they are signed, whatever lies between', () => {
    const message = crlf(
      'Content-Type: multipart/signed; boundary=s\n\n--s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--s--\n',
    );
    expect(apart(message).parts.map(({ sealed }) => sealed)).toEqual([true]);
    expect(apart(crlf('\nplain')).parts.map(({ sealed }) => sealed)).toEqual([false]);
  });

  it('of attached messages have heads of their own', () => {
    const message = crlf(
      'Subject: a\nContent-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--d--\n',
    );
    expect(apart(message).heads.map(({ fields }) => fields.get('subject'))).toEqual([['a'], ['b']]);
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
        const [ours, attachment] = contents(message);
        expect(ours?.toString('utf8').trim()).toBe((theirs.text ?? '').trim());
        expect(attachment).toEqual(theirs.attachments[0]?.content);
      }),
      { numRuns: 50 },
    );
  });
});

describe('encodings', () => {
  it.each([
    ['=?utf-8?B?7JWI64WV?= =?utf-8?Q?=ED=95=98?=', '안녕하'],
    ['=?euc-kr?B?vsiz58fP?=', '안녕하'],
    ['=?utf-8?B?7JU=?= =?utf-8?B?iA==?=', '안'],
    ['=?x-none?q?a=20b?=', 'a b'],
    ['a =?utf-8*en?q?b?= =?us-ascii?q?c?= d', 'a bc d'],
    ['plain =?broken?', 'plain =?broken?'],
  ])('of words: %s is %s', (coded, expected) => {
    expect(decodeWords(coded)).toBe(expected);
  });

  it('of parameters join and decode', () => {
    const { value, parameters } = parseStructured(
      `Multipart/Mixed; boundary="a\\"b"; name*0="x;"; name*1=y; t*=utf-8'ko'%EA%B0%80; t*0=no`,
    );
    expect([value, parameters.get('boundary'), parameters.get('name'), parameters.get('t')]).toEqual([
      'multipart/mixed',
      'a"b',
      'x;y',
      '가no',
    ]);
  });

  it.each([
    ['quoted-printable', 'a=3Db=\r\nc= \nd=zz=', 'a=bcd=zz='],
    ['Base64', 'aGVs\r\nbG8=', 'hello'],
    ['base64', 'aGVsbG8=aGVsbG8=\r\naGk', 'hellohellohi'],
    ['x-uuencode', 'begin 644 f\n%:&5L;&\\\n`\nend\n', 'hello'],
    ['7bit', 'a=3D', 'a=3D'],
  ])('%s is undone', (encoding, coded, expected) => {
    expect(decodeTransfer(bytes(coded), transferEncoding(encoding)).toString()).toBe(expected);
  });
});
