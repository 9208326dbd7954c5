import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { parseSource } from '../config/source-settings.ts';
import { readListFile } from './list-file.ts';

const observer = {
  stage: () => undefined,
  certificate: () => undefined,
  spent: () => undefined,
  bytes: () => undefined,
  part: () => undefined,
  warn: () => undefined,
};

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function lineOf(file: string) {
  const settings = withoutProfiles(parseSource({ name: 'own', url: `file://${file}` }));
  return { observer, clock: new ManualClock(), settings, closed: null };
}

describe('the file of a list', () => {
  it('is not taken when it is written while it is read', async () => {
    const file = join(tempDirectory(), 'list.txt');
    for (const change of [() => appendFileSync(file, 'b.example\n'), () => writeFileSync(file, 'c.example\n')]) {
      writeFileSync(file, 'a.example\n');
      const reading = readListFile(lineOf(file), null, async (body) => {
        const text = await textOf(body);
        change();
        return text;
      });
      await expect(reading).rejects.toMatchObject({ code: 'list/file-changing', evidence: { file } });
    }
  });
  it('is read as far as it went when it was opened', async () => {
    const file = join(tempDirectory(), 'list.txt');
    const long = 'a.example\n'.repeat(50_000);
    writeFileSync(file, long);
    expect(await readListFile(lineOf(file), null, textOf)).toMatchObject({ kind: 'read', read: long });
  });
  it('has at most 512 MiB', async () => {
    const file = join(tempDirectory(), 'list.txt');
    writeFileSync(file, '');
    truncateSync(file, 512 * 1024 ** 2 + 1);
    const reading = readListFile(lineOf(file), null, textOf);
    await expect(reading).rejects.toMatchObject({
      code: 'list/file-unreadable',
      evidence: { error: expect.stringContaining('536870913 bytes') as string },
    });
  });
});
