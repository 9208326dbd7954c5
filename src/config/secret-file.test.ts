import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { readSecret, readSecretFile } from './secret-file.ts';

function file(bytes: string | Uint8Array): string {
  const path = join(tempDirectory(), 'secret');
  writeFileSync(path, bytes);
  return path;
}

it.each([
  ['pw', 'pw'],
  ['pw\n', 'pw'],
  ['pw\r\n', 'pw'],
  ['pw\n\n', 'pw\n'],
  [' 비밀 ', ' 비밀 '],
  ['\n', ''],
])('the secret in %j is %j', async (text, expected) => {
  expect((await readSecretFile(file(text))).reveal()).toBe(expected);
});
it('comes from a stream too, in pieces', async () => {
  expect((await readSecret(Readable.from(['p', Buffer.from('w\n')]))).reveal()).toBe('pw');
});
it.each([
  ['not there', () => '/nonexistent/secret', /ENOENT/],
  ['a directory', () => tempDirectory(), /EISDIR/],
  ['longer than a secret is', () => file('x'.repeat(65_537)), /longer than 65536 bytes/],
  ['no text', () => file(Uint8Array.of(0xff, 0xfe)), /not UTF-8/],
])('is refused when it is %s', async (_what, path, message) => {
  await expect(readSecretFile(path())).rejects.toThrow(
    expect.objectContaining({ code: 'config/secret-unreadable', message: expect.stringMatching(message) }),
  );
});
it('does not read on in a stream without end', async () => {
  let given = 0;
  const endless = (function* () {
    for (;;) {
      given += 1;
      yield Buffer.alloc(1024, 120);
    }
  })();
  await expect(readSecret(Readable.from(endless, { highWaterMark: 1 }))).rejects.toThrow(/longer than/);
  expect(given).toBeLessThan(100);
});
