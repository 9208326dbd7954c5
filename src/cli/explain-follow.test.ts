import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { displayWidth } from './width.ts';

const line = (text: string): string => `Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: ${text}\n`;
const failed = (source: string, reason: string): string =>
  line(`Failed to fetch observables from the source: ${source}. Reason for failure: ${reason}`);
const fetched = (source: string): string => line(`7 observables were fetched from the source: ${source}`);

/** `explain --follow` on a file that the test writes. */
function following(...options: string[]) {
  const cwd = tempDirectory();
  const clock = new ManualClock();
  const controller = new AbortController();
  let text = '';
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
    },
  });
  const argv = ['explain', '--follow', 'growing.log', ...options];
  const done = feedgate(argv, { cwd, clock, stdout, signal: controller.signal });
  return {
    file: join(cwd, 'growing.log'),
    /** Lets time pass until this has been printed; answers what was printed since the last time. */
    async until(wanted: string): Promise<string> {
      // The clock is the test's, the file system is not: a loaded machine takes its time.
      const giveUp = performance.now() + 10_000;
      while (!text.includes(wanted) && performance.now() < giveUp) await clock.advance(100);
      expect(text).toContain(wanted);
      const seen = text;
      text = '';
      return seen;
    },
    /** Lets it look at the file a few times. */
    async look(): Promise<void> {
      for (let i = 0; i < 20; i += 1) await clock.advance(100);
    },
    /** Ctrl-C; what was printed after it, and the exit code. */
    async stop() {
      controller.abort();
      const { code, talk } = await done;
      return { code, talk, text };
    },
  };
}

describe('feedgate explain --follow', () => {
  it('tells each episode as it begins, changes and recovers, and the sum after Ctrl-C', async () => {
    const log = following();
    writeFileSync(log.file, failed('otx', "'405'"));
    expect(await log.until('feedgate explain http/405')).toMatch(/^✖ otx: .*\[http\/405\]$/m);
    appendFileSync(log.file, failed('otx', "'405'") + failed('otx', "'401'"));
    const changed = await log.until('feedgate explain http/401');
    expect(changed).toMatch(/Before {2,}.*\[http\/405\]/);
    // More of the same is no news.
    expect(changed).not.toContain('feedgate explain http/405');
    appendFileSync(log.file, fetched('otx') + failed('limo', "'503'"));
    expect(await log.until('feedgate explain http/503')).toMatch(/^✔ otx: /m);
    const { code, text, talk } = await log.stop();
    expect(text).toBe('Failures: 3, not recovered: 2 (lines: 5).\n');
    expect(code).toBe(130);
    expect(talk).toContain('growing.log');
  });
  it('follows the file through rotation and truncation, and waits for one that is not there', async () => {
    const log = following();
    await log.look();
    writeFileSync(log.file, failed('a', "'405'"));
    await log.until('✖ a');
    renameSync(log.file, `${log.file}.1`);
    appendFileSync(`${log.file}.1`, failed('b', "'405'"));
    writeFileSync(log.file, failed('c', "'405'"));
    await log.until('✖ c');
    truncateSync(log.file, 0);
    await log.look();
    appendFileSync(log.file, 'x');
    appendFileSync(log.file, `\n${fetched('a')}`);
    await log.until('✔ a');
    const { text } = await log.stop();
    expect(text).toContain('Failures: 3, not recovered: 2');
  });
  it('does not wait for a line after the last one', async () => {
    const log = following();
    writeFileSync(log.file, failed('a', "'405'"));
    await log.until('✖ a');
    await log.stop();
  });
  it('prints one object a line as JSON', async () => {
    const log = following('--json', '--lang', 'ko');
    writeFileSync(log.file, failed('otx', "'405'") + fetched('otx'));
    const seen = await log.until('"recovered":true');
    const { text } = await log.stop();
    const objects = `${seen}${text}`
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(objects.map(({ change, code }) => [change, code])).toEqual([
      ['began', 'http/405'],
      ['recovered', 'http/405'],
      ['ended', undefined],
    ]);
    expect(objects[0].title).toMatch(/[가-힣]/);
    expect(objects[2]).toMatchObject({ lines: 2, episodes: 1, open: 0 });
  });
  it('speaks Korean', async () => {
    const log = following('--lang', 'ko');
    writeFileSync(log.file, failed('otx', "'405'") + failed('otx', "'401'"));
    expect(await log.until('feedgate explain http/401')).toMatch(/이전 {2,}/);
    expect((await log.stop()).text).toContain('장애 2건');
  });
  it('reads standard input to its end, and ends as explain does', async () => {
    const open = await feedgate(['explain', '--follow'], { piped: failed('a', "'405'") });
    expect([open.code, open.out.includes('✖ a')]).toEqual([1, true]);
    const over = await feedgate(['explain', '-f'], { piped: failed('a', "'405'") + fetched('a') });
    expect([over.code, over.out.includes('✔ a')]).toEqual([0, true]);
  });
  it('follows the log of this installation in a terminal', async () => {
    const lines = [failed('own', 'gone [http/410]').trimEnd()];
    const { out } = await feedgate(['explain', '--follow'], { typed: '', lines });
    expect(out).toContain('✖ own');
  });
  it('takes a file, not a code', async () => {
    const { code, talk } = await feedgate(['explain', '--follow', 'http/401']);
    expect(code).toBe(2);
    expect(talk).toContain('[usage/conflicting-options]');
  });
});

describe('an explained log', () => {
  it.each(['en', 'ko'])('fits into 80 columns in %s', async (language) => {
    for (const name of ['article-02', 'article-09', 'damaged', 'day']) {
      const argv = ['explain', '--lang', language, '--file', `test/vectors/logs/${name}.log`];
      const { out } = await feedgate(argv, { cwd: process.cwd(), columns: 80 });
      for (const shown of out.split('\n')) expect(displayWidth(shown), shown).toBeLessThanOrEqual(80);
    }
  });
  it('stops at Ctrl-C in mid read', async () => {
    const controller = new AbortController();
    controller.abort();
    const { code } = await feedgate(['explain'], { piped: failed('a', "'405'"), signal: controller.signal });
    expect(code).toBe(130);
  });
});
