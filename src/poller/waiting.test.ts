import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { waiting } from './waiting.ts';

it('says how it is until the work is done, then gives what came of it', async () => {
  const clock = new ManualClock();
  let finish: (value: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => (finish = resolve));
  const words = waiting(work, clock, () => clock.monotonic());
  expect(await words.next()).toEqual({ done: false, value: 0 });
  const second = words.next();
  await clock.advance(200);
  expect(await second).toEqual({ done: false, value: 200 });
  finish('done');
  expect(await words.next()).toEqual({ done: true, value: 'done' });
});

it('throws what the work throws, and nothing once nobody waits', async () => {
  const clock = new ManualClock();
  const failing = waiting(Promise.reject(new Error('failed')), clock, () => 'word');
  await failing.next();
  await expect(failing.next()).rejects.toThrow('failed');
  let fail: (error: Error) => void = () => undefined;
  const left = waiting(new Promise((_, reject) => (fail = reject)), clock, () => 'word');
  await left.next();
  await left.return(undefined);
  fail(new Error('unheard'));
  await new Promise((resolve) => setImmediate(resolve));
});
