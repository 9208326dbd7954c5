import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { makeScheduled, scheduledName } from '../backup/scheduled.ts';
import { dataPaths } from '../host/paths.ts';
import { backupsCheck, type BackupsWanted } from './check-backups.ts';

const day = 86_400_000;
const signal = new AbortController().signal;

/** A data directory with one file of settings, and its backups. */
function stage() {
  const clock = new ManualClock();
  const paths = dataPaths(join(tempDirectory(), 'data'));
  mkdirSync(paths.root);
  writeFileSync(paths.policy, 'mode: monitor\n');
  const wanted: BackupsWanted = { everyMs: day, directory: paths.backups };
  return {
    clock,
    backUp: async () => {
      const target = join(paths.backups, scheduledName(clock.now()));
      await makeScheduled({ paths, target, version: '9', clock });
      return target;
    },
    judged: async (given: BackupsWanted | null = wanted) => {
      const judgements = await backupsCheck(clock, () => given).run(signal);
      return judgements.map(({ grade, code, says }) => `${grade} ${code ?? '-'} ${says.en}`);
    },
  };
}

describe('the check of backups', () => {
  it('says in one line that none are made by themselves', async () => {
    expect(await stage().judged(null)).toEqual([
      'skipped - none are made by themselves: `backups: on` in feedgate.yaml makes one a day',
    ]);
  });

  it('warns of none, is content with a new one, and warns of one that is older than twice the time', async () => {
    const { clock, backUp, judged } = stage();
    expect((await judged())[0]).toMatch(/^warning backup\/stale none in /);
    await backUp();
    clock.jump(2 * day);
    expect(await judged()).toEqual(['ok - the last one is 2 d old']);
    clock.jump(1);
    expect(await judged()).toEqual(['warning backup/stale the last good one is 2 d old, one is wanted every 1 d']);
  });

  it('warns of a newest one that cannot be put back, though an older one could', async () => {
    const { clock, backUp, judged } = stage();
    await backUp();
    clock.jump(day);
    const target = await backUp();
    writeFileSync(join(target, 'policy.yaml'), '');
    expect(await judged()).toEqual([`warning backup/damaged ${target} cannot be put back`]);
    writeFileSync(join(target, 'backup.json'), '{');
    expect(await judged()).toEqual(['ok - the last one is 1 d old']);
  });
});
