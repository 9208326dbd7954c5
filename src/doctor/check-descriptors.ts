import { readdir, readFile } from 'node:fs/promises';
import { check, ok, problem, warning, type Check, type Judgement } from './check.ts';
import { alike, figure } from './words.ts';

export interface DescriptorFacts {
  /** `null` where the system does not tell, or sets none. */
  readonly limit: number | null;
  readonly open: number | null;
}

/** Polls at once with their parser children, the store, the log and commands need far less; a mail front needs this. */
const leastDescriptors = 1024;

export function judgeDescriptors({ limit, open }: DescriptorFacts): readonly Judgement[] {
  const evidence = { limit, open };
  if (limit === null) return [ok({ en: 'no limit is set', ko: '한도 없음' }, { evidence })];
  const says =
    open === null
      ? { en: `limit ${figure(limit)}`, ko: `한도 ${figure(limit)}개` }
      : { en: `${figure(open)} open of ${figure(limit)}`, ko: `${figure(limit)}개 중 ${figure(open)}개 사용` };
  if (open !== null && open > limit * 0.9) return [problem('host/fd-limit', says, { evidence })];
  if (limit < leastDescriptors) return [warning('host/fd-limit-low', says, { evidence, fix: [raise] })];
  return [ok(says, { evidence })];
}

const raise = alike('`systemctl edit feedgate`: `LimitNOFILE=65536`');

/** The limit and the count of this process, as Linux tells them (proc(5)). */
async function gatherDescriptors(): Promise<DescriptorFacts> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  const open = await readdir('/proc/self/fd').catch(() => null);
  return { limit: soft === undefined ? null : Number(soft), open: open?.length ?? null };
}

export function descriptorCheck(): Check {
  return check({
    id: 'descriptors',
    section: 'machine',
    title: { en: 'open files', ko: '열린 파일' },
    gather: gatherDescriptors,
    judge: judgeDescriptors,
  });
}
