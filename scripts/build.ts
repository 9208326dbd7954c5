import { cpSync, rmSync } from 'node:fs';
import { runSteps } from './run.ts';

rmSync('dist', { recursive: true, force: true });
runSteps([['compile', 'tsc', '-p', 'tsconfig.build.json']]);
cpSync('src/store/migrations', 'dist/store/migrations', { recursive: true });
