import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { manPage } from './man-page.ts';
import { runSteps } from './run.ts';

/** `dist/`: what an installed Feedgate runs, for Node does not strip types below `node_modules`; and its manual. */
rmSync('dist', { recursive: true, force: true });
runSteps([['compile', 'tsc', '-p', 'tsconfig.build.json']]);
cpSync('src/store/migrations', 'dist/store/migrations', { recursive: true });
const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [language, folder] of [
  ['en', 'dist/man/man1'],
  ['ko', 'dist/man/ko/man1'],
] as const) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/feedgate.1`, manPage(language, version));
}
