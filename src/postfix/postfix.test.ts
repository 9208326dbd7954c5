import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { encodePolicyAction, PolicyReader } from './policy.ts';
import { encodeSocketmapReply, SocketmapReader, type SocketmapReply } from './socketmap.ts';

const text = new TextEncoder();
const latin1 = new TextDecoder('latin1');
const request = 'request=smtpd_access_policy\nclient_address=192.0.2.1\nsender=\nsize=12=3\n\n';

/** What a reader makes of bytes cut at the given places. */
function fed<T>(reader: { push(bytes: Uint8Array): readonly T[] }, bytes: Uint8Array, cuts: readonly number[]): T[] {
  const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return edges.slice(1).flatMap((end, i) => [...reader.push(bytes.slice(edges[i], end))]);
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return undefined;
}

describe('a Postfix policy request', () => {
  it('is its attributes, also empty ones and ones with an equals sign', () => {
    const [first, second] = new PolicyReader().push(text.encode(request + request));
    expect([first?.get('client_address'), first?.get('sender'), first?.get('size')]).toEqual(['192.0.2.1', '', '12=3']);
    expect(second).toEqual(first);
  });
  it.each([
    ['a line without a name', '=x\n\n'],
    ['a line of another protocol', 'GET / HTTP/1.1\r\nHost: x\r\n\n\n'],
    ['another kind of request', 'request=junk\n\n'],
    ['no end', 'a=b\n'.repeat(20_000)],
  ])('is refused for %s', (_, bytes) => {
    expect(codeOf(() => new PolicyReader().push(text.encode(bytes)))).toBe('postfix/bad-policy-request');
  });
  it('is answered in one line', () => {
    expect(latin1.decode(encodePolicyAction('550 5.7.1 refused\n\naction=DUNNO'))).toBe(
      'action=550 5.7.1 refused action=DUNNO\n\n',
    );
  });
});

describe('a socketmap request', () => {
  it('is a map and a key, which may hold spaces', () => {
    expect(new SocketmapReader().push(text.encode('9:sender a ,7:url b c,'))).toEqual([
      { map: 'sender', key: 'a ' },
      { map: 'url', key: 'b c' },
    ]);
  });
  it.each(['x', '99999999:', '20000:', '3:abcd', '3:abc,', '01:a,', ':a,'])('is refused for %j', (bytes) => {
    expect(codeOf(() => new SocketmapReader().push(text.encode(bytes)))).toBe('postfix/bad-socketmap-request');
  });
  it.each([
    [{ kind: 'found', result: 'REJECT a\nb' }, '13:OK REJECT a b,'],
    [{ kind: 'not-found' }, '9:NOTFOUND ,'],
    [{ kind: 'temporary', reason: 'no index' }, '13:TEMP no index,'],
  ] satisfies [SocketmapReply, string][])('is answered with %j as a netstring', (reply, expected) => {
    expect(latin1.decode(encodeSocketmapReply(reply))).toBe(expected);
  });
});

describe('both readers', () => {
  const policy = text.encode(request.repeat(3));
  const lookUps = text.encode('9:sender a ,7:url b c,6:host x,');
  it('read the same however the bytes are split', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(lookUps.length), { maxLength: 12 }), (cuts) => {
        expect(fed(new PolicyReader(), policy, cuts)).toEqual(fed(new PolicyReader(), policy, []));
        expect(fed(new SocketmapReader(), lookUps, cuts)).toEqual(fed(new SocketmapReader(), lookUps, []));
      }),
    );
  });
  it('meet random bytes with requests or their own failure', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const reader of [new PolicyReader(), new SocketmapReader()]) {
          const code = codeOf(() => reader.push(bytes));
          expect(code === undefined || code.startsWith('postfix/')).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
