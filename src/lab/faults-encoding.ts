import { createGzip, gzipSync } from 'node:zlib';
import { asksForData, pollFault, type Fault, type Scene } from './fault.ts';
import { gather, withBody, type HttpReply, type Line } from './reply.ts';

/** The honest answer packed, then spoilt. */
function packed(scene: Scene, spoil: (bytes: Buffer) => Buffer, encoding = 'gzip'): HttpReply {
  const honest = scene.honest();
  return withBody(honest, spoil(gzipSync(gather(honest.body))), { 'content-encoding': encoding });
}

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

/** Bytes of a gzip header without a file name (RFC 1952 §2.3). */
const gzipHeader = 10;

/** The first deflate block of a type that does not exist (RFC 1951 §3.2.3): seen at once, wherever it is read. */
function breakBlock(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[gzipHeader] = 0b111;
  return copy;
}

const bombMegabytes = 1024;

/** The start of the honest answer and 1 GiB of blanks as gzip, about 1 MB, packed while it is read. */
async function bomb(scene: Scene, line: Line): Promise<void> {
  const [head = ''] = scene.honest().body;
  await line.write(
    'HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n',
  );
  const gzip = createGzip({ level: 9 });
  const blanks = Buffer.alloc(1024 * 1024, ' ');
  const feed = async (): Promise<void> => {
    gzip.write(head);
    for (let i = 0; i < bombMegabytes && line.open; i += 1) {
      await new Promise((resolve) => gzip.write(blanks, resolve));
    }
    gzip.end();
  };
  const fed = feed();
  for await (const piece of gzip) await line.write(Buffer.from(piece));
  await fed;
}

/** The honest body as text, edited, and encoded in another way. */
function recoded(scene: Scene, type: string, encode: (text: string) => Buffer): HttpReply {
  const honest = scene.honest();
  return withBody(honest, encode(gather(honest.body).toString('utf8')), { 'content-type': type });
}

function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>\n${text}`, 'utf16le');
}

/** A comment in EUC-KR (the two syllables of "feed"), declared to be UTF-8. */
function wrongCharset(text: string): Buffer {
  const comment = Buffer.concat([Buffer.from('<!-- '), Buffer.from([0xc7, 0xc7, 0xb5, 0xe5]), Buffer.from(' -->')]);
  const [first = '', ...rest] = text.split('\n');
  return Buffer.concat([Buffer.from(`${first}\n`), comment, Buffer.from(rest.join('\n'))]);
}

/** Faults of compression and of characters. */
export const encodingFaults: readonly Fault[] = [
  pollFault(
    [
      'gzip-half',
      'answers with the first half of a gzip body, its length said right',
      'a cache that kept half an answer',
      'http/gzip-truncated',
    ],
    (scene) => packed(scene, (bytes) => bytes.subarray(0, bytes.length >> 1)),
  ),
  pollFault(
    [
      'gzip-corrupt',
      'answers with a gzip body that has wrong bytes',
      'a middlebox that rewrites answers',
      'http/gzip-corrupt',
    ],
    (scene) => packed(scene, breakBlock),
  ),
  pollFault(
    ['gzip-checksum', 'answers with a gzip body whose checksum is wrong', 'bad memory on the way', 'http/gzip-corrupt'],
    (scene) => packed(scene, (bytes) => flip(bytes, bytes.length - 6)),
  ),
  pollFault(
    ['gzip-not', 'says gzip and sends plain text', 'a proxy that unpacks and keeps the header', 'http/not-gzip'],
    (scene) => {
      const honest = scene.honest();
      return withBody(honest, gather(honest.body), { 'content-encoding': 'gzip' });
    },
  ),
  pollFault(
    ['gzip-undeclared', 'sends gzip without saying so', 'a server that compresses for everybody', null],
    (scene) => {
      const honest = scene.honest();
      return withBody(honest, gzipSync(gather(honest.body)));
    },
  ),
  pollFault(['gzip-stacked', 'compresses three times', 'fronts that each compress', 'http/encoding-stacked'], (scene) =>
    packed(scene, (bytes) => gzipSync(gzipSync(bytes)), 'gzip, gzip, gzip'),
  ),
  pollFault(
    [
      'encoding-unknown',
      'answers in an encoding that nobody asked for',
      'a server that ignores Accept-Encoding',
      'http/encoding-unknown',
    ],
    (scene) => packed(scene, (bytes) => bytes, 'x-practice'),
  ),
  pollFault(['gzip-bomb', 'answers with 1 MB of gzip that unpacks to 1 GiB', 'an attack', 'http/bomb'], (scene) => ({
    kind: 'wire',
    play: (line) => bomb(scene, line),
  })),
  pollFault(
    ['charset-wrong', 'says UTF-8 and holds bytes of EUC-KR', 'a feed that copies texts from mails', 'body/charset'],
    (scene) => recoded(scene, 'application/xml; charset=utf-8', wrongCharset),
    asksForData,
  ),
  pollFault(
    ['charset-utf16', 'answers in UTF-16, declared as it should be', 'servers on .NET', null],
    (scene) => recoded(scene, 'application/xml; charset=utf-16', utf16),
    asksForData,
  ),
  pollFault(
    ['charset-bom', 'puts a byte order mark before the message', 'servers on .NET', null],
    (scene) => recoded(scene, 'application/xml', (text) => Buffer.from(`\ufeff${text}`)),
    asksForData,
  ),
];
