import { expect, it } from 'vitest';
import { afterRequest, ask, failureOf, say, serveTcp, target, textOf } from '../../test/fakes/loopback.ts';

const ok = (headers: string, body = ''): string => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`;

it('sends one request with the headers given and reads the answer', async () => {
  let asked = '';
  const port = await serveTcp(
    afterRequest((socket, request) => {
      asked = request;
      socket.end(ok('Content-Length: 4\r\nX-A: 1\r\nx-a: 2\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT', '<a/>'));
    }),
  );
  const response = await ask(target(port), { headers: [['Authorization', 'Basic dTpw']] });
  expect(response).toMatchObject({ status: 200, reason: 'OK', endsByClose: false });
  expect(response.headers.all('X-a')).toEqual(['1', '2']);
  expect(response.serverDate).toBe(Date.parse('2026-11-22T10:00:00Z'));
  expect(response.clockSkew).toBeTypeOf('number');
  expect(response.peer).toEqual({
    address: '127.0.0.1',
    port,
    addresses: ['127.0.0.1'],
    proxy: null,
    tls: null,
  });
  expect(await textOf(response)).toBe('<a/>');
  expect(response.bytes).toEqual({ wire: 4, decoded: 4 });
  expect(Object.keys(response.timings)).toEqual(['dns', 'tcp', 'head', 'body']);
  expect(asked.split('\r\n')).toEqual([
    'POST /taxii/poll/ HTTP/1.1',
    `Host: feed.example:${port}`,
    'Authorization: Basic dTpw',
    'Accept-Encoding: gzip',
    'Content-Length: 7',
    'Connection: close',
    '',
    '<poll/>',
  ]);
});
it('answers with whatever status came: judging it is not its business', async () => {
  const port = await serveTcp(say('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'));
  const response = await ask(target(port), { method: 'GET', body: null });
  expect([response.status, await textOf(response)]).toEqual([401, '']);
});
it('reads chunked bodies, bodies that end with the connection, and passes over interim answers', async () => {
  const chunked = await serveTcp(
    say(
      'HTTP/1.1 100 Continue\r\n\r\n',
      ok('Transfer-Encoding: chunked', '3;x=y\r\n<a/\r\n1\r\n>\r\n0\r\nT: 1\r\n\r\n'),
    ),
  );
  expect(await textOf(await ask(target(chunked)))).toBe('<a/>');
  const closing = await ask(target(await serveTcp(say('HTTP/1.0 200 OK\r\n\r\n<a/>'))));
  expect(closing.endsByClose).toBe(true);
  expect(await textOf(closing)).toBe('<a/>');
});

const headFaults: readonly (readonly [name: string, code: string, bytes: string | Uint8Array])[] = [
  ['closes without a byte', 'http/no-answer-closed', ''],
  ['closes within the head', 'http/no-answer-closed', 'HTTP/1.1 200 OK\r\nX: 1'],
  ['answers with a TLS alert', 'http/port-is-tls', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 70)],
  ['answers with an HTTP/2 frame', 'http/h2-only', Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0)],
  ['answers with a banner', 'http/framing', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['answers as HTTP/0.9 did', 'http/framing', '<html>hello</html>'],
  ['ends its lines with LF alone', 'http/framing', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
  ['has a space in a header name', 'http/framing', 'HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n'],
  ['has a control byte in a header', 'http/framing', 'HTTP/1.1 200 OK\r\nX: a\u0001b\r\n\r\n'],
  ['has two lengths', 'http/framing', ok('Content-Length: 1\r\nContent-Length: 2', 'ab')],
  ['has a length and chunks', 'http/framing', ok('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n')],
  ['has a length that is no number', 'http/framing', ok('Content-Length: -1')],
  ['has an unknown transfer encoding', 'http/framing', ok('Transfer-Encoding: gzip, chunked', '0\r\n\r\n')],
  ['switches protocols', 'http/101', 'HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n'],
  ['sends interim answers for ever', 'http/framing', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)],
  ['has a header of 70 kB', 'http/headers-too-big', ok(`X: ${'a'.repeat(70_000)}`)],
  ['has 300 headers', 'http/headers-too-big', ok(Array.from({ length: 300 }, (_, i) => `X-${i}: 1`).join('\r\n'))],
];
it.each(headFaults)('a server that %s ends in %s', async (_name, code, bytes) => {
  const failure = await failureOf(ask(target(await serveTcp(say(bytes)))));
  expect([failure.code, failure.stage, failure.hop]).toEqual([code, 'http', 'origin']);
  expect(failure.evidence).toMatchObject({ address: '127.0.0.1', method: 'POST' });
  expect(failure.evidence['elapsed']).toHaveProperty('head');
});
it('shows the first bytes of what is no HTTP, escaped', async () => {
  const failure = await failureOf(ask(target(await serveTcp(say('220 mail\u001b[2J ESMTP\r\n')))));
  expect(failure.evidence['firstBytes']).toBe('220 mail\\x1b[2J ESMTP\\r\\n');
});
it('a server that resets instead of answering ends in http/reset', async () => {
  const port = await serveTcp(afterRequest((socket) => socket.resetAndDestroy()));
  expect((await failureOf(ask(target(port)))).code).toBe('http/reset');
});
it('a server that says nothing, or half a head, ends in http/slow-server', async () => {
  const limits = { connect: 2000, firstByte: 60, stall: 2000, request: 8000 };
  const silent = await serveTcp(afterRequest(() => undefined));
  const failure = await failureOf(ask(target(silent, { timeouts: limits })));
  expect(failure).toMatchObject({ code: 'http/slow-server', retry: 'soon' });
  expect(failure.message).toBe('no byte of an answer within 60 ms');
  const half = await serveTcp(afterRequest((socket) => socket.write('HTTP/1.1 200')));
  expect((await failureOf(ask(target(half, { timeouts: limits })))).message).toContain('only 12 bytes of a head');
});

const bodyFaults: readonly (readonly [name: string, code: string, answer: string, message: string])[] = [
  ['is cut before its length', 'http/truncated', ok('Content-Length: 1000', '0123456789'), '10 of 1000 bytes so far'],
  [
    'is cut before the last chunk',
    'http/truncated',
    ok('Transfer-Encoding: chunked', '5\r\n01234\r\n'),
    '5 bytes so far',
  ],
  ['has a chunk size "zz"', 'http/framing', ok('Transfer-Encoding: chunked', 'zz\r\n'), 'chunk size "zz"'],
  ['has a negative chunk size', 'http/framing', ok('Transfer-Encoding: chunked', '-5\r\n'), 'chunk size "-5"'],
  [
    'has a chunk longer than it says',
    'http/framing',
    ok('Transfer-Encoding: chunked', '2\r\nabcd\r\n0\r\n\r\n'),
    'chunk',
  ],
  ['is longer than its length', 'http/framing', ok('Content-Length: 5', '0123456789'), '5 bytes past the end'],
];
it.each(bodyFaults)('a body that %s ends in %s', async (_name, code, answer, message) => {
  const failure = await failureOf(ask(target(await serveTcp(say(answer)))));
  expect([failure.code, failure.stage]).toEqual([code, 'http']);
  expect(failure.message).toContain(message);
  expect(failure.evidence['statusLine']).toBe('HTTP/1.1 200 OK');
});
it('a connection reset in the middle of a body is a cut', async () => {
  const port = await serveTcp(
    afterRequest((socket) => socket.write(ok('Content-Length: 1000', '0123456789'), () => socket.resetAndDestroy())),
  );
  const failure = await failureOf(ask(target(port)));
  expect(['http/truncated', 'http/reset']).toContain(failure.code);
});
it('a body that stops ends in http/stalled', async () => {
  const port = await serveTcp(afterRequest((socket) => socket.write(ok('Content-Length: 1000', '0123456789'))));
  const timeouts = { connect: 2000, firstByte: 2000, stall: 50, request: 8000 };
  const failure = await failureOf(ask(target(port, { timeouts })));
  expect(failure).toMatchObject({
    code: 'http/stalled',
    message: 'no byte of the answer for 50 ms, 10 of 1000 bytes so far',
  });
});
it('a body that drips under the stall limit ends in http/drip, or in http/too-long', async () => {
  const drip = afterRequest((socket) => {
    socket.write(ok('Content-Length: 100000'));
    const timer = setInterval(() => socket.write('.'), 10);
    socket.on('close', () => clearInterval(timer));
  });
  const port = await serveTcp(drip);
  const slow = await failureOf(ask(target(port), {}, { pace: { window: 100 } }));
  expect(slow.code).toBe('http/drip');
  const timeouts = { connect: 2000, firstByte: 2000, stall: 2000, request: 150 };
  expect((await failureOf(ask(target(port, { timeouts })))).code).toBe('http/too-long');
});
it('a cancelled request ends in gate/cancelled, before the head and in the body', async () => {
  const silent = await serveTcp(afterRequest((socket) => socket.write(ok('Content-Length: 10', 'a'))));
  const control = new AbortController();
  const response = await ask(target(silent), { signal: control.signal });
  const reading = failureOf(Promise.resolve(response));
  control.abort();
  const failure = await reading;
  expect([failure.code, failure.stage, failure.hop]).toEqual(['gate/cancelled', 'gate', undefined]);
  expect((await failureOf(ask(target(silent), { signal: AbortSignal.abort() }))).code).toBe('gate/cancelled');
});
it('closes the connection when the body is left early', async () => {
  let closed = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const port = await serveTcp(
    afterRequest((socket) => {
      socket.on('close', closed);
      socket.write(ok('Content-Length: 100000', '0123456789'));
    }),
  );
  const response = await ask(target(port));
  for await (const part of response.body) {
    expect(part.length).toBeGreaterThan(0);
    break;
  }
  await gone;
});
it.each([
  ['config/header-chars', { headers: [['X-A', 'a\r\nX-B: b']] }],
  ['config/header-chars', { headers: [['X-A', '키']] }],
  ['config/header-chars', { headers: [['X A', 'b']] }],
  ['config/header-reserved', { headers: [['Host', 'other.example']] }],
] as const)('refuses with %s before it connects', async (code, request) => {
  const failure = await failureOf(ask(target(1), request));
  expect([failure.code, failure.retry]).toEqual([code, 'after-change']);
});
it.each([
  [{ path: '/a b' }],
  [{ path: 'taxii' }],
  [{ path: '/a\r\nX: 1' }],
  [{ host: 'feed.example/x' }],
  [{ port: 0 }],
])('refuses the address %j', async (changes) => {
  expect((await failureOf(ask(target(1, changes)))).code).toBe('config/url-bad');
});
