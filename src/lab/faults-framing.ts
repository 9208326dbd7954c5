import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { pollFault, type Fault, type Row, type Scene } from './fault.ts';
import { gather, withBody, type HttpReply, type Line, type Reply } from './reply.ts';

/** What is wrong with the HTTP around a message: head, framing, packing. */

/** Plays on the bare connection; `body` is the honest answer. */
type Play = (line: Line, body: Buffer) => Promise<void>;

const type = 'content-type: application/xml';

/** Status line and header lines, as they go out. */
function head(...lines: readonly string[]): string {
  return ['HTTP/1.1 200 OK', type, ...lines, 'connection: close', '', ''].join('\r\n');
}

function length(body: Buffer): string {
  return `content-length: ${body.length}`;
}

async function bytes(line: Line, ...parts: readonly (string | Buffer)[]): Promise<void> {
  for (const part of parts) await line.write(part);
}

function chunked(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
}

const heads: readonly (readonly [...Row, play: Play])[] = [
  [
    'half-headers-stall',
    'stops in the middle of the headers and keeps the connection open',
    'a stuck front',
    'http/slow-server',
    async (line) => {
      await line.write('HTTP/1.1 200 OK\r\ncontent-');
      await line.gone();
    },
  ],
  [
    'head-drip',
    'sends the headers one byte a second',
    'a server that turns the tables on slow clients',
    'http/slow-server',
    async (line) => {
      for (const byte of head('content-length: 0')) {
        if (!line.open) return;
        await line.write(byte);
        await line.pause(1000);
      }
    },
  ],
  [
    'no-status-line',
    'answers with a page and no status line',
    'HTTP/0.9; a device with a tiny web server',
    'http/framing',
    (line) => bytes(line, '<html><body>hi</body></html>\n'),
  ],
  [
    'status-line-bad',
    'answers "HTTP/1.1 OK" without a number',
    'a script that writes its own headers',
    'http/framing',
    (line, body) => bytes(line, `HTTP/1.1 OK\r\n${length(body)}\r\n\r\n`, body),
  ],
  [
    'icy-status',
    'answers "ICY 200 OK"',
    'a radio server on this port',
    'http/framing',
    (line) => bytes(line, 'ICY 200 OK\r\nicy-name: practice\r\n\r\n'),
  ],
  [
    'header-control',
    'puts a control character into a header',
    'a broken front; an attack on logs',
    'http/framing',
    (line, body) => bytes(line, head('x-note: a\u0001b', length(body)), body),
  ],
  [
    'header-name-blank',
    'puts a blank into the name of a header',
    'a broken front; request smuggling',
    'http/framing',
    (line, body) => bytes(line, head('x note: b', length(body)), body),
  ],
  [
    'line-feed-only',
    'ends its lines without a carriage return',
    'a shell script behind inetd',
    'http/framing',
    (line, body) => bytes(line, head(length(body)).replaceAll('\r\n', '\n'), body),
  ],
  [
    'headers-large',
    'answers with a header of 20 kB',
    'a front that sends a large policy',
    null,
    (line, body) => bytes(line, head(`content-security-policy: ${'a'.repeat(20_000)}`, length(body)), body),
  ],
  [
    'headers-many',
    'answers with 1,000 header lines',
    'a loop in a front',
    'http/headers-too-big',
    (line, body) => bytes(line, head(...Array.from({ length: 1000 }, (_, i) => `x-${i}: 1`), length(body)), body),
  ],
  [
    'interim-hints',
    'sends 103 Early Hints before its answer',
    'a content network',
    null,
    (line, body) => bytes(line, 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n', head(length(body)), body),
  ],
];

const framings: readonly (readonly [...Row, play: Play])[] = [
  [
    'http-1.0',
    'answers in HTTP/1.0 without a length',
    'an old server',
    null,
    (line, body) => bytes(line, `HTTP/1.0 200 OK\r\n${type}\r\n\r\n`, body),
  ],
  [
    'keep-alive-lie',
    'promises to keep the connection and resets it after the answer',
    'a balancer that forgets connections',
    null,
    async (line, body) => {
      await bytes(line, head(length(body)).replace('connection: close', 'keep-alive: timeout=5'), body);
      await line.pause(200);
      line.reset();
    },
  ],
  [
    'length-and-chunks',
    'sends both Content-Length and chunks',
    'two fronts in a row; response smuggling',
    'http/framing',
    (line, body) => bytes(line, head('content-length: 5', 'transfer-encoding: chunked'), chunked(body)),
  ],
  [
    'length-bad',
    'says Content-Length: abc',
    'a script that writes its own headers',
    'http/framing',
    (line, body) => bytes(line, head('content-length: abc'), body),
  ],
  [
    'length-negative',
    'says Content-Length: -1',
    'a server that does not know the length',
    'http/framing',
    (line, body) => bytes(line, head('content-length: -1'), body),
  ],
  [
    'length-short',
    'sends bytes after what Content-Length promised',
    'a server that adds a line break',
    'http/framing',
    (line, body) => bytes(line, head(length(body)), body, '\r\n\r\nand more'),
  ],
  [
    'chunk-endless-size',
    'answers with a chunk whose size has no end',
    'an attack on memory',
    'http/framing',
    async (line) => {
      await line.write(head('transfer-encoding: chunked'));
      for (let i = 0; i < 64 && line.open; i += 1) await line.write('0'.repeat(1024));
    },
  ],
  [
    'chunk-huge',
    'answers with a chunk of more bytes than there are',
    'a broken back end',
    'http/framing',
    (line) => bytes(line, head('transfer-encoding: chunked'), 'fffffffffffffffff\r\n<taxii'),
  ],
  [
    'transfer-unknown',
    'answers with Transfer-Encoding: gzip',
    'a front that takes one header for the other',
    'http/framing',
    (line, body) => bytes(line, head('transfer-encoding: gzip'), gzipSync(body)),
  ],
];

/** The honest body packed in some way and said to be packed in another. */
function packed(coding: string, pack: (body: Buffer) => Buffer) {
  return (scene: Scene): HttpReply => {
    const honest = scene.honest();
    return withBody(honest, pack(gather(honest.body)), { 'content-encoding': coding });
  };
}

/** Quickly: the best packing takes a second. */
function brotli(body: Buffer): Buffer {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

/** As often as `times`. */
function gzipped(body: Buffer, times: number): Buffer {
  return times === 0 ? body : gzipped(gzipSync(body), times - 1);
}

const packings: readonly (readonly [...Row, answer: (scene: Scene) => Reply])[] = [
  [
    'gzip-trailing',
    'adds bytes after the end of the gzip body',
    'a front that pads answers',
    'http/gzip-corrupt',
    packed('gzip', (body) => Buffer.concat([gzipSync(body), Buffer.from('garbage')])),
  ],
  [
    'gzip-twice',
    'compresses twice and says so once',
    'a server and a front that each compress',
    'body/compressed',
    packed('gzip', (body) => gzipped(body, 2)),
  ],
  [
    'gzip-stacked-12',
    'compresses twelve times',
    'an attack on memory',
    'http/encoding-stacked',
    packed(Array.from({ length: 12 }, () => 'gzip').join(', '), (body) => gzipped(body, 12)),
  ],
  [
    'brotli',
    'answers in brotli, which was not offered',
    'a content network that ignores Accept-Encoding',
    'http/encoding-unknown',
    packed('br', brotli),
  ],
  [
    'brotli-corrupt',
    'answers with a brotli body that is none',
    'a middlebox that rewrites answers',
    'http/encoding-unknown',
    packed('br', () => Buffer.from('ffffffffff', 'hex')),
  ],
  [
    'brotli-half',
    'answers with the first half of a brotli body',
    'a cache that kept half an answer',
    'http/encoding-unknown',
    packed('br', (body) => {
      const whole = brotli(body);
      return whole.subarray(0, whole.length >> 1);
    }),
  ],
  [
    'zstd',
    'answers in zstd, which was not offered',
    'a content network that ignores Accept-Encoding',
    'http/encoding-unknown',
    packed('zstd', (body) => zstdCompressSync(body)),
  ],
];

/** Faults of the head, the framing and the packing of an answer. */
export const framingFaults: readonly Fault[] = [
  ...[...heads, ...framings].map(([name, title, imitates, expects, play]) =>
    pollFault([name, title, imitates, expects], (scene) => ({
      kind: 'wire',
      play: (line) => play(line, gather(scene.honest().body)),
    })),
  ),
  ...packings.map(([name, title, imitates, expects, answer]) => pollFault([name, title, imitates, expects], answer)),
];
