import { expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';

const lines = [
  'Sun Nov 22 10:00:00 2026 Info: THREAT_FEEDS: A delta poll is scheduled for the source: phish',
  'Sun Nov 22 10:00:01 2026 Info: THREAT_FEEDS: evil \u001b[2J',
  'Sun Nov 22 10:00:02 2026 Warning: THREAT_FEEDS: Unable to fetch',
];

it('shows the end of the log, escapes shown', async () => {
  const { out } = await feedgate(['log', 'tail', '-n', '2'], { lines });
  expect(out).toBe(`${lines[1]?.replace('\u001b', '\\x1b')}\n${lines[2]}\n`);
});
it('follows it until it is interrupted', async () => {
  expect(await feedgate(['log', 'tail', '-f', '-n', '1'], { lines })).toMatchObject({ code: 0, out: `${lines[2]}\n` });
  const abort = new AbortController();
  abort.abort();
  expect((await feedgate(['log', 'tail', '-f'], { lines, signal: abort.signal })).code).toBe(130);
});
it('finds lines, and exits 1 when there are none', async () => {
  expect(await feedgate(['log', 'grep', 'Warning'], { lines })).toMatchObject({ code: 0, out: `${lines[2]}\n` });
  expect(await feedgate(['log', 'grep', 'Critical'], { lines })).toMatchObject({ code: 1, out: '' });
});
it('is one JSON object a line with --json', async () => {
  const { out } = await feedgate(['log', 'grep', 'evil', '--json'], { lines });
  expect(JSON.parse(out)).toEqual({ line: lines[1] });
});
