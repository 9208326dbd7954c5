import { check, ok, problem, warning, type Check, type Judgement } from './check.ts';
import { bytes } from './words.ts';

export interface MemoryFacts {
  /** What this process can still get: of the machine, or of its cgroup. */
  readonly availableBytes: number;
  readonly totalBytes: number;
  /** Of the cgroup; `null` where none is set. */
  readonly limitBytes: number | null;
}

export function memoryFacts(totalBytes: number): MemoryFacts {
  const limit = process.constrainedMemory();
  // Without a limit the kernel answers the largest number there is.
  const limited = limit > 0 && limit < totalBytes;
  return { availableBytes: process.availableMemory(), totalBytes, limitBytes: limited ? limit : null };
}

/** A poll takes at most 192 MB of heap in the poller and as much in a parser child; it runs with less than half. */
const needed = 300e6;
const leastMemory = 100e6;

export function judgeMemory(facts: MemoryFacts): readonly Judgement[] {
  const { availableBytes, totalBytes, limitBytes } = facts;
  const evidence = { ...facts, neededBytes: needed };
  const of = bytes(limitBytes ?? totalBytes);
  const says =
    limitBytes === null
      ? { en: `${bytes(availableBytes)} available of ${of}`, ko: `${of} 중 ${bytes(availableBytes)} 사용 가능` }
      : {
          en: `${bytes(availableBytes)} available of the limit of ${of}`,
          ko: `한도 ${of} 중 ${bytes(availableBytes)} 사용 가능`,
        };
  if (availableBytes < leastMemory) return [problem('host/memory-low', says, { evidence })];
  if (availableBytes < needed) return [warning('host/memory-low', says, { evidence })];
  return [ok(says, { evidence })];
}

export function memoryCheck(totalBytes: number): Check {
  return check({
    id: 'memory',
    section: 'machine',
    title: { en: 'memory', ko: '메모리' },
    gather: async () => memoryFacts(totalBytes),
    judge: judgeMemory,
  });
}
