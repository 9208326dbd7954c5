import { z } from 'zod';
import { parseDuration } from './duration.ts';

const day = 86_400_000;

const every = z.union([z.string(), z.number()]).transform((value, context): number => {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && ms >= 60_000 && ms <= 365 * day) return ms;
  context.issues.push({ code: 'custom', input: value, message: 'a time from 1m to 365d, with its unit (1d)' });
  return z.NEVER;
});

/** Backups that the daemon makes by itself; off unless written, `on` is once a day. */
export const backupsSchema = z.preprocess(
  (value) => (value === true || value === 'on' ? {} : value === false || value === 'off' ? null : value),
  z
    .strictObject({
      every: every.default(day),
      keep: z.int().min(1).max(1000).default(7),
      directory: z.string().min(1).max(4096).default('backup'),
    })
    .nullable()
    .default(null),
);

/** When the daemon makes backups by itself, and where. */
export interface BackupSettings {
  /** Milliseconds from one to the next. */
  readonly everyMs: number;
  /** How many of those it made are kept. */
  readonly keep: number;
  /** Absolute. */
  readonly directory: string;
}
