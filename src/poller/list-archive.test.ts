import { describe, expect, it } from 'vitest';
import { zipOf } from '../../test/fakes/archives.ts';
import { unpackedList } from './list-archive.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 1 << 20): Promise<readonly [name: string, text: string]> {
  const { body, name } = await unpackedList(pieces(bytes, size), '/list');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return [name, Buffer.concat(chunks).toString()];
}

const text = 'a.example\nb.example\n'.repeat(5000);

describe('a list', () => {
  it.each([1, 3, 1000, 1 << 20])('that is not packed comes as it is, in pieces of %d', async (size) => {
    const some = text.slice(0, 2000);
    expect(await read(Buffer.from(some), size)).toEqual(['/list', some]);
    expect(await read(Buffer.from('PK'), size)).toEqual(['/list', 'PK']);
    expect(await read(Buffer.alloc(0), size)).toEqual(['/list', '']);
  });

  it.each([
    [{ 'data.bin': text }, 'data.bin'],
    [{ 'full.csv': text, LICENSE: 'free', '__MACOSX/._full.csv': 'x', 'empty/': '' }, 'full.csv'],
  ])('in a zip archive is the only one that may be it', async (files, name) => {
    expect(await read(zipOf(files), 777)).toEqual([name, text]);
  });

  const broken = zipOf({ 'a.txt': text });
  const swapped = Buffer.from(broken);
  // The checksum that the table of contents tells.
  swapped.writeUInt32LE(1, swapped.indexOf('PK\x01\x02') + 16);
  it.each([
    ['of several lists', zipOf({ 'a.txt': text, 'b.txt': text }), /2 files.*"a.txt", "b.txt"/],
    ['of nothing', zipOf({}), /no file/],
    ['that is encrypted', zipOf({ 'a.txt': text }, { flags: 1 }), /"a.txt".* encrypted/],
    ['that is cut', broken.subarray(0, -30), /cannot be read/],
    ['whose content is another one', swapped, /checksum/],
    ['that lies about its size', zipOf({ 'a.txt': text }, { claims: 10 }), /cannot be read/],
  ])('in an archive %s is not read', async (_, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'list/archive',
      message: expect.stringMatching(message) as string,
    });
  });
});
