import { asFailure } from '../base/failure.ts';
import { quickCheck, readSchema } from '../store/database-file.ts';
import type { DatabaseLine } from './check-store.ts';

/** A process of its own that reads the whole database: it may be killed at any time, and its locks are nobody else's. */
const file = process.argv[2] ?? '';
const tell = (line: DatabaseLine): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  tell({ kind: 'schema', ...readSchema(file) });
  tell({ kind: 'checked', problems: quickCheck(file) });
} catch (error) {
  tell({ kind: 'failed', failure: asFailure(error, `checking ${file}`).toJSON() });
}
