import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { check, ok, type Check } from './check.ts';
import { eachOf } from './each-of.ts';
import { fail } from './conditions.ts';
import { runChecks } from './run-checks.ts';
import { alike } from './words.ts';

const signal = new AbortController().signal;

function checkOf(id: string, gather: () => Promise<string>): Check {
  return check({ id, section: 'machine', title: alike(id), gather, judge: (facts) => [ok(alike(facts))] });
}

it('answers in the order of the checks, each with its name', async () => {
  const clock = new ManualClock();
  const late = checkOf('late', async () => {
    await clock.sleep(50);
    return 'at last';
  });
  const running = runChecks([late, checkOf('early', async () => 'at once')], { clock, signal });
  await clock.advance(50);
  expect((await running).map(({ check, says, ms }) => [check, says.en, ms])).toEqual([
    ['late', 'at last', 50],
    ['early', 'at once', 0],
  ]);
});

it('tells a check that throws by its code, and goes on', async () => {
  const clock = new ManualClock();
  const checks = [
    checkOf('coded', async () => {
      throw fail('host/db-corrupt', 'opening /data/feedgate.db: it is not a database');
    }),
    checkOf('broken', async () => {
      throw new TypeError('x is undefined');
    }),
    checkOf('well', async () => 'fine'),
  ];
  const results = await runChecks(checks, { clock, signal });
  expect(results.map(({ grade, code, message }) => [grade, code, message])).toEqual([
    ['problem', 'host/db-corrupt', 'opening /data/feedgate.db: it is not a database'],
    ['problem', 'bug/unknown', 'check broken: TypeError: x is undefined'],
    ['ok', null, null],
  ]);
});

it('gives up a check that does not end', async () => {
  const clock = new ManualClock();
  const running = runChecks([checkOf('hung', () => new Promise(() => undefined))], { clock, signal });
  await clock.advance(3000);
  expect(await running).toMatchObject([{ grade: 'problem', code: 'host/check-stalled', ms: 3000 }]);
});

it('does a few things at a time, and answers in order', async () => {
  let most = 0;
  let now = 0;
  const answers = await eachOf([3, 1, 2, 0], 2, async (item) => {
    most = Math.max(most, (now += 1));
    for (let i = 0; i < item; i += 1) await Promise.resolve();
    now -= 1;
    return item * 2;
  });
  expect([answers, most]).toEqual([[6, 2, 4, 0], 2]);
});
