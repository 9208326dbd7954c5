import type { Clock } from '../base/clock.ts';
import type { FailureRecord } from '../base/failure.ts';
import { listBackups, madeAt, newestGood } from '../backup/listed.ts';
import { check, ok, skipped, warning, type Check, type Judgement } from './check.ts';
import { span } from './words.ts';

/** The backups that the daemon is to make by itself. */
export interface BackupsWanted {
  /** Milliseconds. */
  readonly everyMs: number;
  readonly directory: string;
}

export interface BackupsFacts {
  readonly now: number;
  /** `null`: none are made by themselves. */
  readonly wanted: BackupsWanted | null;
  /** The newest that looks whole: its directory, and when it was made (milliseconds since 1970). */
  readonly good: { readonly directory: string; readonly at: number } | null;
  /** What is newer, or lies there alone, and cannot be read. */
  readonly bad: { readonly directory: string; readonly failure: FailureRecord } | null;
}

export function gatherBackups(clock: Clock, wanted: BackupsWanted | null): BackupsFacts {
  const now = clock.now();
  if (wanted === null) return { now, wanted, good: null, bad: null };
  const listed = listBackups(wanted.directory);
  const good = newestGood(listed, now);
  const since = good === null ? -1 : madeAt(good);
  const newer = listed.filter((each) => good === null || madeAt(each) > since);
  const [bad] = newer.flatMap(({ directory, failure }) =>
    failure === null ? [] : [{ directory, failure: failure.toJSON() }],
  );
  return {
    now,
    wanted,
    good: good === null ? null : { directory: good.directory, at: since },
    bad: bad ?? null,
  };
}

export function judgeBackups({ now, wanted, good, bad }: BackupsFacts): readonly Judgement[] {
  if (wanted === null) {
    const says = {
      en: 'none are made by themselves: `backups: on` in feedgate.yaml makes one a day',
      ko: '자동 백업 없음: feedgate.yaml에 `backups: on`을 쓰면 매일 백업함',
    };
    return [skipped(says)];
  }
  const { everyMs, directory } = wanted;
  const evidence = { path: directory, everyMs, last: good === null ? null : new Date(good.at).toISOString() };
  if (bad !== null) {
    const { code, message } = bad.failure;
    const says = { en: `${bad.directory} cannot be put back`, ko: `${bad.directory}은(는) 복원할 수 없음` };
    return [warning(code, says, { evidence: { ...evidence, path: bad.directory }, message })];
  }
  if (good === null)
    return [warning('backup/stale', { en: `none in ${directory}`, ko: `${directory}에 없음` }, { evidence })];
  const age = span(now - good.at);
  if (now - good.at > 2 * everyMs) {
    const every = span(everyMs);
    const says = {
      en: `the last good one is ${age.en} old, one is wanted every ${every.en}`,
      ko: `최근의 온전한 백업이 ${age.ko} 전(주기 ${every.ko})`,
    };
    return [warning('backup/stale', says, { evidence })];
  }
  return [ok({ en: `the last one is ${age.en} old`, ko: `최근 백업 ${age.ko} 전` }, { evidence })];
}

export function backupsCheck(clock: Clock, wanted: () => BackupsWanted | null): Check {
  return check({
    id: 'backups',
    section: 'store',
    title: { en: 'backups', ko: '백업' },
    gather: async () => gatherBackups(clock, wanted()),
    judge: judgeBackups,
  });
}
