import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { errorCode } from '../host/error-code.ts';
import type { DataPaths } from '../host/paths.ts';
import { logFiles } from '../log/read.ts';
import { defaultRotation } from '../log/rotating-file.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { bytes } from './words.ts';

export interface LogFacts {
  /** Directory and files that have to be written, with what the system said to that; `null` where it may be. */
  readonly writable: readonly { readonly path: string; readonly refusal: string | null }[];
  /** The present files. */
  readonly sizes: readonly { readonly path: string; readonly bytes: number }[];
  /** Files that were put aside. */
  readonly aside: number;
  /** Whether a log was ever written here. */
  readonly begun: boolean;
  readonly maxBytes: number;
}

async function gatherLog(paths: DataPaths): Promise<LogFacts> {
  const files = [paths.classicLog, paths.jsonLog];
  const writable = await Promise.all([paths.logDirectory, ...files].map(writableOf));
  const sizes = await Promise.all(
    files.map(async (path) => ({
      path,
      bytes: await stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  );
  const kept = await Promise.all(files.map((path) => logFiles(path).catch(() => [])));
  return {
    writable: writable.filter((each) => each.refusal !== 'ENOENT'),
    sizes,
    aside: kept.flat().filter((path) => /\.\d+$/.test(path)).length,
    begun: writable.some(({ refusal }) => refusal === null),
    maxBytes: defaultRotation.maxBytes,
  };
}

async function writableOf(path: string) {
  return { path, refusal: await access(path, constants.W_OK).then(() => null, errorCode) };
}

export function judgeLog(facts: LogFacts): readonly Judgement[] {
  const { writable, sizes, aside, begun, maxBytes } = facts;
  const refused = writable.find(({ refusal }) => refusal !== null);
  if (refused !== undefined) {
    const { path, refusal } = refused;
    const says = { en: `${path} cannot be written: ${refusal}`, ko: `${path}에 쓸 수 없음: ${refusal}` };
    return [problem('host/log-unwritable', says, { evidence: { file: path, error: refusal } })];
  }
  if (!begun) return [skipped({ en: 'nothing is logged yet', ko: '아직 기록된 로그 없음' })];
  const total = sizes.reduce((sum, file) => sum + file.bytes, 0);
  const evidence = { bytes: total, aside, maxBytes };
  // A rotation that loses its race leaves a file a little longer, never twice as long.
  const long = sizes.find((file) => file.bytes > maxBytes * 2);
  if (long !== undefined) {
    const size = bytes(long.bytes);
    const says = {
      en: `${long.path} holds ${size}, ${bytes(maxBytes)} is the most`,
      ko: `${long.path}: ${size}(최대 ${bytes(maxBytes)})`,
    };
    return [warning('host/log-not-rotated', says, { evidence: { ...evidence, file: long.path } })];
  }
  return [
    ok({ en: `${bytes(total)}, ${aside} older files`, ko: `${bytes(total)}, 이전 파일 ${aside}개` }, { evidence }),
  ];
}

export function logCheck(paths: DataPaths): Check {
  return check({
    id: 'log',
    section: 'machine',
    title: { en: 'log', ko: '로그' },
    gather: () => gatherLog(paths),
    judge: judgeLog,
  });
}
