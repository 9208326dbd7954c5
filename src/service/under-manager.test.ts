import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { UnderManager, type Condition } from './under-manager.ts';

function managed(look: () => Promise<Condition>, watchdogMs: number | null = 10_000) {
  const told: string[] = [];
  const manager = {
    watchdogMs,
    tell: async (...assignments: readonly string[]) => {
      told.push(assignments.join(' '));
      return true;
    },
  };
  const clock = new ManualClock();
  const under = new UnderManager({ manager, clock, look });
  const stopping = new AbortController();
  return { told, clock, under, stopping, running: under.run(stopping.signal) };
}

const well = async (): Promise<Condition> => ({ alive: true, status: 'well' });

it('is told that the daemon is ready, that it lives twice as often as it wants to hear, and that it stops', async () => {
  const { told, clock, stopping, running } = managed(well);
  await clock.advance(4999);
  expect(told).toEqual(['READY=1 WATCHDOG=1 STATUS=well']);
  await clock.advance(1);
  await clock.advance(5000);
  stopping.abort();
  await running;
  expect(told).toEqual([
    'READY=1 WATCHDOG=1 STATUS=well',
    'WATCHDOG=1 STATUS=well',
    'WATCHDOG=1 STATUS=well',
    'STOPPING=1 STATUS=stopping',
  ]);
});

it('hears of no life where what has to answer does not, or not in time', async () => {
  let answers = well;
  const { told, clock } = managed(() => answers());
  await clock.advance(0);
  answers = () => Promise.reject(new Error('the database is gone'));
  await clock.advance(5000);
  answers = () => new Promise<never>(() => undefined);
  await clock.advance(5000);
  await clock.advance(2500);
  answers = well;
  await clock.advance(5000);
  expect(told).toEqual([
    'READY=1 WATCHDOG=1 STATUS=well',
    'STATUS=the database is gone',
    'STATUS=the daemon does not answer in time',
    'WATCHDOG=1 STATUS=well',
  ]);
});

it('is told of a reload for as long as it takes, also where it fails', async () => {
  const { told, under } = managed(well, null);
  await under.reloading(async () => void told.push('work'));
  await expect(under.reloading(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(told.filter((line) => !line.includes('STATUS'))).toEqual([
    'RELOADING=1',
    'work',
    'READY=1',
    'RELOADING=1',
    'READY=1',
  ]);
});
