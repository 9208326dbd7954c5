import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { followLog } from './follow.ts';
import { LineSplitter } from './line-splitter.ts';
import { linePattern } from './pattern.ts';
import { grepLog, logFiles, tailLog } from './read.ts';

/** A log of three files with the lines 1 to 9. */
function rotated(): string {
  const path = join(tempDirectory(), 'threatfeeds');
  writeFileSync(`${path}.10`, '1\n2\n');
  writeFileSync(`${path}.2`, '3\n4\n5\n');
  writeFileSync(path, '6\n7\n8\n9\n');
  for (const stranger of ['.json', '.lock', '.2.gz', '.01']) writeFileSync(`${path}${stranger}`, 'stranger\n');
  return path;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('reading a log', () => {
  it('finds the files of one log, oldest first, and no others', async () => {
    const path = rotated();
    expect(await logFiles(path)).toEqual([`${path}.10`, `${path}.2`, path]);
    expect(await logFiles('/nonexistent/threatfeeds')).toEqual([]);
  });
  it.each([
    [0, ''],
    [2, '8 9'],
    [4, '6 7 8 9'],
    [6, '4 5 6 7 8 9'],
    [100, '1 2 3 4 5 6 7 8 9'],
  ])('its last %d lines reach back over rotation: %s', async (n, expected) => {
    expect((await tailLog(rotated(), n)).join(' ')).toBe(expected);
  });
  it('tails lines longer than what is read at once, and a last line without its end', async () => {
    const path = join(tempDirectory(), 'log');
    const lines = Array.from({ length: 20 }, (_, i) => String(i).repeat(20_000));
    writeFileSync(path, lines.join('\n'));
    for (const n of [1, 3, 20, 21]) expect(await tailLog(path, n)).toEqual(lines.slice(-n));
  });
  it('finds lines in all files in order', async () => {
    const path = rotated();
    appendFileSync(path, 'A.B\naxb');
    const files = [...(await logFiles(path)), `${path}.gone`];
    expect(await collect(grepLog(files, 'a.b', { ignoreCase: true }))).toEqual(['A.B']);
    expect(await collect(grepLog(files, 'a*b', { ignoreCase: true, wildcards: true }))).toEqual(['A.B', 'axb']);
    expect(await collect(grepLog(files, ''))).toHaveLength(11);
  });
  it('closes the file when nobody wants more', async () => {
    for await (const line of grepLog(await logFiles(rotated()), '')) {
      expect(line).toBe('1');
      break;
    }
  });
});

describe('a pattern', () => {
  it.each([
    ['(a+)+$', {}, 'x(a+)+$x', true],
    ['(a+)+$', {}, 'aaaa', false],
    ['a*b', {}, 'axb', false],
    ['a*b*c', { wildcards: true }, '-a-b-c-', true],
    ['a*b*c', { wildcards: true }, '-a-c-b-', false],
    ['*', { wildcards: true }, '', true],
    ['Sep  8 16:35', {}, 'Wed Sep  8 16:35:26 2021', true],
    ['sep', {}, 'Sep', false],
    ['ÄÖ', { ignoreCase: true }, 'äö', true],
  ])('%s with %j on %s: %s', (pattern, options, line, expected) => {
    expect(linePattern(pattern, options)(line)).toBe(expected);
  });
  it('takes no time over a line made to be slow', () => {
    const began = performance.now();
    linePattern('*a'.repeat(500), { wildcards: true })('a'.repeat(499).padEnd(50_000, 'b'));
    expect(performance.now() - began).toBeLessThan(50);
  });
});

describe('the line splitter', () => {
  it('cuts the same lines wherever the bytes were split', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '피', '😀') }), fc.nat(), (text, at) => {
        const bytes = new TextEncoder().encode(text);
        const splitter = new LineSplitter();
        const cut = at % (bytes.length + 1);
        const lines = [bytes.subarray(0, cut), bytes.subarray(cut)].flatMap((part) => splitter.push(part));
        const expected = text.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect([...lines, ...splitter.end()]).toEqual(expected);
      }),
    );
  });
  it('does not keep a line without end', () => {
    const splitter = new LineSplitter();
    const kilo = new TextEncoder().encode('x'.repeat(1024));
    let longest = 0;
    for (let i = 0; i < 3000; i += 1) for (const line of splitter.push(kilo)) longest = Math.max(longest, line.length);
    expect(longest).toBe(1_048_576 + 1024);
  });
});

describe('following a log', () => {
  /** Follows `path` and answers the lines seen so far, and what makes time pass. */
  function following(path: string, last = 0) {
    const clock = new ManualClock();
    const controller = new AbortController();
    const seen: string[] = [];
    const done = (async () => {
      for await (const line of followLog(path, { clock, signal: controller.signal, last })) seen.push(line);
    })();
    const asleep = async (): Promise<void> => {
      while (clock.sleeping === 0) await new Promise(setImmediate);
    };
    return {
      seen,
      /** Until it has looked and found nothing more. */
      async look() {
        await asleep();
        for (let i = 0; i < 4; i += 1) {
          await clock.advance(250);
          await asleep();
        }
      },
      async stop() {
        controller.abort();
        await done;
      },
    };
  }

  it('shows the past first, then what is written, across rotation', async () => {
    const path = rotated();
    const follower = following(path, 2);
    await follower.look();
    appendFileSync(path, '10\n11 in two');
    await follower.look();
    appendFileSync(path, ' pieces\n12\n');
    renameSync(path, `${path}.1`);
    appendFileSync(`${path}.1`, '13\n');
    await follower.look();
    writeFileSync(path, '14\n');
    await follower.look();
    writeFileSync(path, '');
    await follower.look();
    appendFileSync(path, '15\n');
    await follower.look();
    await follower.stop();
    expect(follower.seen).toEqual(['8', '9', '10', '11 in two pieces', '12', '13', '14', '15']);
  });
  it('drains a long old file before it turns to the new one', async () => {
    const path = join(tempDirectory(), 'log');
    writeFileSync(path, '');
    const follower = following(path);
    await follower.look();
    const lines = Array.from({ length: 300 }, (_, i) => `${i} `.padEnd(1000, '.'));
    appendFileSync(path, `${lines.join('\n')}\n`);
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'new\n');
    await follower.look();
    await follower.stop();
    expect(follower.seen).toEqual([...lines, 'new']);
  });
  it('waits for a file that is not there yet', async () => {
    const path = join(tempDirectory(), 'log');
    const follower = following(path, 5);
    await follower.look();
    writeFileSync(path, 'first\n');
    await follower.look();
    await follower.stop();
    expect(follower.seen).toEqual(['first']);
  });
});
