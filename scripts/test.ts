import { provision } from './provision.ts';
import { run } from './run.ts';

/** Every test; the last line of the output counts them (scripts/count-reporter.ts). */
provision();
process.exitCode = run('vitest', 'run', ...process.argv.slice(2));
