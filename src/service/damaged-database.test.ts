import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { Failure, type Code } from '../base/failure.ts';
import { openedWhenSound } from './damaged-database.ts';

const failure = (code: Code, message: string) =>
  new Failure({ code, message, stage: 'store', fault: 'host', retry: 'after-change', evidence: {} });

function opening(...answers: readonly (Failure | string)[]) {
  const clock = new ManualClock();
  const log = new MemoryLog();
  const seen: string[] = [];
  const stopping = new AbortController();
  let at = 0;
  const open = async (): Promise<string> => {
    const answer = answers[at] ?? 'never';
    at += 1;
    if (answer instanceof Failure) throw answer;
    return answer;
  };
  const deps = {
    clock,
    log,
    found: async () => 'the way out',
    still: async () => void seen.push('still'),
  };
  return { clock, log, seen, stopping, opened: openedWhenSound(open, deps, stopping.signal) };
}

it('what can be opened is opened at once, without a word', async () => {
  const { opened, log, seen } = opening('store');
  expect(await opened).toBe('store');
  expect([...log.lines, ...seen]).toEqual([]);
});

it('a damaged database is told once with the way out, and found when it was put back', async () => {
  const damaged = failure('host/db-corrupt', 'opening feedgate.db: file is not a database');
  const restoring = failure('gate/already-running', 'a command has the lock');
  const { opened, clock, log, seen } = opening(damaged, damaged, restoring, damaged, 'store');
  for (let round = 0; round < 4; round += 1) await clock.advance(5000);
  expect(await opened).toBe('store');
  expect(log.lines).toEqual([
    'Critical: opening feedgate.db: file is not a database; the way out [host/db-corrupt]',
    'Info: the database can be used again',
  ]);
  expect(seen).toHaveLength(4);
});

it('a failure of another kind is no reason to wait', async () => {
  await expect(opening(failure('host/disk-full', 'full')).opened).rejects.toMatchObject({ code: 'host/disk-full' });
});

it('it ends when it is told to', async () => {
  const { opened, stopping } = opening(failure('host/db-corrupt', 'damaged'));
  stopping.abort();
  expect(await opened).toBeNull();
});
