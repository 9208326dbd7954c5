import { runSteps } from './run.ts';

runSteps([
  ['format', 'oxfmt', '--check', '.'],
  ['lint and import rules', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['unused code', 'knip'],
  ['boundaries see every folder', 'vitest', 'run', '--project', 'unit', 'test/guard'],
]);
