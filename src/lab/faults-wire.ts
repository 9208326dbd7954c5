import { asksToPoll, pollFault, type Fault, type Scene } from './fault.ts';
import { gather, type HttpReply, type Line, type WireReply } from './reply.ts';

/** A fault played on the bare connection. */
function wire(play: (line: Line) => Promise<void>): WireReply {
  return { kind: 'wire', play };
}

/** Status line and headers as the honest answer has them, with others added. */
function headOf(reply: HttpReply, extra: readonly string[]): string {
  const lines = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${reply.status} OK`, ...lines, ...extra, 'connection: close', '', ''].join('\r\n');
}

/** The honest answer's head with its true length, and its body. */
function measured(scene: Scene): { readonly head: string; readonly body: Buffer } {
  const honest = scene.honest();
  const body = gather(honest.body);
  const { 'content-length': _, ...headers } = honest.headers;
  return { head: headOf({ ...honest, headers }, [`content-length: ${body.length}`]), body };
}

function half(body: Buffer): Buffer {
  return body.subarray(0, body.length >> 1);
}

/** An interim answer, over and over. */
const interim = 'HTTP/1.1 102 Processing\r\n\r\n';

/** Faults of the connection and of HTTP itself. */
export const wireFaults: readonly Fault[] = [
  pollFault(
    [
      'silent',
      'takes the request and never answers',
      'a hung back end; a collection without content',
      'http/slow-server',
    ],
    () => wire((line) => line.gone()),
  ),
  pollFault(
    ['slow-first-byte', 'thinks for 8 seconds, then answers', 'a server with a slow query', null],
    (scene) =>
      wire(async (line) => {
        const { head, body } = measured(scene);
        await line.pause(8000);
        await line.write(head);
        await line.write(body);
      }),
    asksToPoll,
  ),
  pollFault(
    [
      'close-silently',
      'takes the request and closes without an answer',
      'a crash, a firewall',
      'http/no-answer-closed',
    ],
    () => wire(() => Promise.resolve()),
  ),
  pollFault(
    ['reset', 'takes the request and resets the connection', 'an intrusion prevention system', 'http/reset'],
    () =>
      wire((line) => {
        line.reset();
        return Promise.resolve();
      }),
  ),
  pollFault(
    ['half-headers', 'closes in the middle of the headers', 'a front that restarts', 'http/no-answer-closed'],
    () => wire((line) => line.write('HTTP/1.1 200 OK\r\ncontent-ty')),
  ),
  pollFault(
    [
      'truncated-length',
      'closes after half of what Content-Length promised',
      'a proxy with a limit on time or size',
      'http/truncated',
    ],
    (scene) =>
      wire(async (line) => {
        const { head, body } = measured(scene);
        await line.write(head);
        await line.write(half(body));
      }),
  ),
  pollFault(
    ['truncated-chunked', 'closes before the last chunk', 'a worker killed while it wrote', 'http/truncated'],
    (scene) =>
      wire(async (line) => {
        const honest = scene.honest();
        const part = half(gather(honest.body));
        await line.write(headOf(honest, ['transfer-encoding: chunked']));
        await line.write(`${part.length.toString(16)}\r\n`);
        await line.write(part);
        await line.write('\r\n');
      }),
  ),
  pollFault(
    [
      'truncated-unmarked',
      'closes in mid document, with nothing that tells the length',
      'an HTTP/1.0 server that was cut off',
      'xml/truncated',
    ],
    (scene) =>
      wire(async (line) => {
        const honest = scene.honest();
        await line.write(headOf(honest, []));
        await line.write(half(gather(honest.body)));
      }),
  ),
  pollFault(
    [
      'reset-body',
      'resets the connection in the middle of the body',
      'a balancer that drops long answers',
      'http/truncated',
    ],
    (scene) =>
      wire(async (line) => {
        const { head, body } = measured(scene);
        await line.write(head);
        await line.write(half(body));
        await line.pause(200);
        line.reset();
      }),
  ),
  pollFault(
    [
      'stall-body',
      'stops in the middle of the body and keeps the connection open',
      'a stuck back end or path',
      'http/stalled',
    ],
    (scene) =>
      wire(async (line) => {
        const { head, body } = measured(scene);
        await line.write(head);
        await line.write(half(body));
        await line.gone();
      }),
  ),
  pollFault(['drip', 'sends the body one byte a second', 'a link or server that barely lives', 'http/drip'], (scene) =>
    wire(async (line) => {
      const { head, body } = measured(scene);
      await line.write(head);
      for (let i = 0; i < body.length && line.open; i += 1) {
        await line.write(body.subarray(i, i + 1));
        await line.pause(1000);
      }
    }),
  ),
  pollFault(
    [
      'interim-flood',
      'answers 102 Processing every second for ever',
      'a front that keeps a slow request alive',
      'http/slow-server',
    ],
    () =>
      wire(async (line) => {
        while (line.open) {
          await line.write(interim);
          await line.pause(1000);
        }
      }),
  ),
  pollFault(
    ['http-garbage', 'answers with bytes that are no HTTP', 'another program on this port', 'http/framing'],
    () => wire((line) => line.write('\u0000\u0001\u0002 this is not the protocol you are looking for\r\n\r\n')),
  ),
  pollFault(['http-banner', 'answers with the banner of an SSH server', 'SSH on this port', 'http/framing'], () =>
    wire((line) => line.write('SSH-2.0-OpenSSH_9.9\r\n')),
  ),
  pollFault(
    ['http2-preface', 'answers with an HTTP/2 SETTINGS frame', 'a server that speaks HTTP/2 only', 'http/h2-only'],
    () => wire((line) => line.write(Buffer.from('000000040000000000', 'hex'))),
  ),
  pollFault(['http-101', 'answers 101 Switching Protocols', 'a WebSocket service', 'http/101'], () =>
    wire(async (line) => {
      await line.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
      await line.gone();
    }),
  ),
  pollFault(
    [
      'headers-huge',
      'answers with 256 KiB of headers',
      'a front that sets cookies without end',
      'http/headers-too-big',
    ],
    (scene) =>
      wire(async (line) => {
        await line.write('HTTP/1.1 200 OK\r\n');
        for (let i = 0; i < 64 && line.open; i += 1) await line.write(`set-cookie: c${i}=${'x'.repeat(4080)}\r\n`);
        await line.write(measured(scene).head.replace(/^.*\r\n/, ''));
      }),
  ),
  pollFault(
    [
      'two-lengths',
      'answers with two different Content-Length headers',
      'two fronts in a row, or request smuggling',
      'http/framing',
    ],
    (scene) =>
      wire(async (line) => {
        const { head, body } = measured(scene);
        await line.write(head.replace('\r\n', '\r\ncontent-length: 5\r\n'));
        await line.write(body);
      }),
  ),
  pollFault(
    ['bad-chunk', 'answers with a chunk whose size is no number', 'a broken back end', 'http/framing'],
    (scene) =>
      wire(async (line) => {
        await line.write(headOf(scene.honest(), ['transfer-encoding: chunked']));
        await line.write('zz\r\n<taxii/>\r\n0\r\n\r\n');
      }),
  ),
];
