import type { Clock } from '../base/clock.ts';

/** How often somebody who waits is told something, milliseconds; also how soon one who leaves is noticed. */
const tick = 200;

/** Waits for what is under way and gives a word on it a few times a second. @throws what the work throws. */
export async function* waiting<Word, T>(work: Promise<T>, clock: Clock, say: () => Word): AsyncGenerator<Word, T> {
  const ended = work.then((value) => ({ value }));
  // Whoever leaves before the end hears no more of it, and nobody else does.
  ended.catch(() => undefined);
  for (;;) {
    yield say();
    const end = await Promise.race([ended, clock.sleep(tick)]);
    if (end !== undefined) return end.value;
  }
}
