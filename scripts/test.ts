import { runSteps } from './run.ts';

runSteps([['unit and system tests', 'vitest', 'run', ...process.argv.slice(2)]]);
