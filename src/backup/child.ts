import { setPriority } from 'node:os';
import { asFailure } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { dataPaths } from '../host/paths.ts';
import type { ChildSays } from './in-child.ts';
import { makeScheduled } from './scheduled.ts';

/**
 * A process of its own that makes one backup: copying blocks for as long as the database is large, and a process that
 * has a database open must not open its file beside SQLite. It ends with the daemon that started it.
 */
const [, , root = '', target = '', version = ''] = process.argv;
const tell = (says: ChildSays): boolean => process.stdout.write(`${JSON.stringify(says)}\n`);
const orphaned = (): never => process.exit(1);
process.stdin.once('close', orphaned).resume();
try {
  setPriority(10);
  const { files } = await makeScheduled({ paths: dataPaths(root), target, version, clock: systemClock });
  tell({ kind: 'made', bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) });
} catch (error) {
  tell({ kind: 'failed', failure: asFailure(error, `writing a backup to ${target}`).toJSON() });
}
process.stdin.off('close', orphaned).destroy();
