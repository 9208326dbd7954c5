import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pages } from '../src/diagnosis/page.ts';

/** Writes docs/failures and docs/ko/failures anew from the catalogue; what is no longer in it goes. */
for (const folder of ['docs/failures', 'docs/ko/failures']) rmSync(folder, { recursive: true, force: true });
for (const { path, text } of pages()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
