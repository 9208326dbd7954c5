import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logFiles } from '../../src/log/read.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

const rotatingFile = new URL('../../src/log/rotating-file.ts', import.meta.url).href;

it('several processes write one log and rotate it, and no line is lost or torn', async () => {
  const path = join(tempDirectory(), 'threatfeeds');
  const writers = ['a', 'b', 'c', 'd'].map((name) => {
    const text = `
      const { RotatingFile } = await import('${rotatingFile}');
      const file = new RotatingFile(${JSON.stringify(path)}, { maxBytes: 20_000, files: 1000 });
      for (let i = 0; i < 2000; i += 1) file.append('${name} ' + i + ' ' + 'x'.repeat(i % 200));
    `;
    return spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  await Promise.all(writers.map((writer) => once(writer, 'exit')));

  const files = await logFiles(path);
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, -1));
  const expected = ['a', 'b', 'c', 'd'].flatMap((name) =>
    Array.from({ length: 2000 }, (_, i) => `${name} ${i} ${'x'.repeat(i % 200)}`),
  );
  expect(lines.toSorted()).toEqual(expected.toSorted());
  expect(files.length).toBeGreaterThan(20);
});
