import { stat, statfs } from 'node:fs/promises';
import type { PollReport } from '../feed/report.ts';
import { errorCode } from '../host/error-code.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { bytes, figure } from './words.ts';

export interface DiskFacts {
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** `null` where the file system counts none. */
  readonly freeInodes: number | null;
  readonly totalInodes: number | null;
  readonly databaseBytes: number;
  readonly listings: number;
  /** Listings that were new a day, over the polls that are looked at. */
  readonly newPerDay: number;
}

/** What is read of the store for it; nothing where it cannot be read. */
export interface Growth {
  readonly listings: number;
  readonly reports: readonly PollReport[];
}

/** `null` where there is no data directory. */
export async function gatherDisk(
  paths: { readonly root: string; readonly database: string },
  growth: Growth,
): Promise<DiskFacts | null> {
  const found = await statfs(paths.root).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  const { bavail, blocks, bsize, ffree, files } = found;
  const database = await stat(paths.database).catch(() => null);
  return {
    path: paths.root,
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
    freeInodes: files === 0 ? null : ffree,
    totalInodes: files === 0 ? null : files,
    databaseBytes: database?.size ?? 0,
    listings: growth.listings,
    newPerDay: newPerDay(growth.reports),
  };
}

const day = 86_400_000;

/** Over the time that the reports reach back, at least a day. */
export function newPerDay(reports: readonly PollReport[]): number {
  const times = reports.map(({ startedAt }) => Date.parse(startedAt));
  if (times.length === 0) return 0;
  const reach = Math.max(day, Math.max(...times) - Math.min(...times));
  return (reports.reduce((sum, { funnel }) => sum + funnel.new, 0) / reach) * day;
}

/** Room for the write-ahead log (64 MiB), a segment that is put aside, and two faces of the log. */
const least = 200e6;
/** Days of growth that there should be room for. */
const ahead = 14;
/** Bytes a listing takes with its indexes where too few are stored to tell. */
const usualListing = 400;

export function judgeDisk(facts: DiskFacts | null): readonly Judgement[] {
  if (facts === null) return [skipped({ en: 'no data directory', ko: '데이터 디렉터리 없음' })];
  const { path, freeBytes, totalBytes, freeInodes, totalInodes, databaseBytes, listings, newPerDay } = facts;
  const each = listings > 10_000 ? databaseBytes / listings : usualListing;
  const growth = newPerDay * each;
  const daysLeft = growth > 0 ? Math.floor((freeBytes - least) / growth) : null;
  const evidence = { ...facts, file: path, growthBytesPerDay: Math.round(growth), daysLeft };
  const free = bytes(freeBytes);
  const space = { en: `${free} free of ${bytes(totalBytes)}`, ko: `${bytes(totalBytes)} 중 ${free} 남음` };
  if (freeBytes < least / 4) return [problem('host/disk-full', space, { evidence })];
  if (freeBytes < least) return [problem('host/disk-low', space, { evidence })];
  if (freeInodes !== null && totalInodes !== null && freeInodes < 1000) {
    const left = figure(freeInodes);
    const says = { en: `room for ${left} more files`, ko: `더 만들 수 있는 파일 ${left}개` };
    return [problem('host/inodes-low', says, { evidence })];
  }
  if (daysLeft !== null && daysLeft < ahead) {
    const says = {
      en: `${free} free: ${daysLeft} days at ${bytes(growth)} a day`,
      ko: `${free} 남음: 하루 ${bytes(growth)}씩 늘면 ${daysLeft}일분`,
    };
    return [warning('host/disk-low', says, { evidence })];
  }
  return [ok(space, { evidence })];
}

export function diskCheck(
  paths: { readonly root: string; readonly database: string },
  growth: () => Promise<Growth>,
): Check {
  return check({
    id: 'disk',
    section: 'machine',
    title: { en: 'disk', ko: '디스크' },
    gather: async () => gatherDisk(paths, await growth()),
    judge: judgeDisk,
  });
}
