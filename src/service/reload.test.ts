import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { parsePolicy } from '../config/policy-file.ts';
import { parseTrust } from '../config/trust-file.ts';
import { textOf } from '../config/text-file.ts';
import { SettingsInForce } from './reload.ts';

it('a reload tells of each file what became of it, and a bad one with its place; who goes by them is told', async () => {
  const root = tempDirectory();
  const [policy, trust] = [join(root, 'policy.yaml'), join(root, 'trust.yaml')];
  writeFileSync(policy, 'mode: monitor\n');
  let taken = 0;
  const log = new MemoryLog();
  const settings = new SettingsInForce({
    readers: [
      [policy, () => textOf(policy)],
      [policy, () => parsePolicy({ name: policy, text: textOf(policy) })],
      [trust, () => parseTrust({ name: trust, text: textOf(trust) })],
    ],
    log,
    clock: new ManualClock(),
    takeOver: async () => void (taken += 1),
  });
  const states = async () => (await settings.reload()).files.map(({ state }) => state);
  expect(await states()).toEqual(['unchanged', 'absent']);
  writeFileSync(policy, 'mode: enforce\n');
  expect(await states()).toEqual(['changed', 'absent']);
  writeFileSync(policy, 'mode: enforce\nrulez: []\n');
  writeFileSync(trust, 'system: false\n');
  const { files } = await settings.reload();
  expect(files).toMatchObject([
    { file: policy, state: 'bad', failure: { code: 'config/file-bad', message: expect.stringContaining(':2:1:') } },
    { file: trust, state: 'changed', failure: null },
  ]);
  rmSync(trust);
  writeFileSync(policy, '');
  expect(await states()).toEqual(['changed', 'changed']);
  expect(taken).toBe(4);
  const lines = log.events.map(({ text }) => text);
  expect(lines.at(-1)).toBe('settings were read again: all of them are in force');
  expect(lines).toContain('settings were read again: 1 of 2 cannot be used, what they said before stays in force');
});
