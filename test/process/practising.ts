import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { shellWord } from '../../src/cli/shell.ts';
import { sourceCommands } from '../../src/cli/lab-source.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { OpenExercise } from '../../src/lab/exercise.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { openScratch } from '../../src/lab/scratch.ts';
import { Desk } from './repairing.ts';

/** A practised fault, and a desk with the source `corp` that meets it. */
export interface Practised {
  readonly open: OpenExercise;
  readonly desk: Desk;
  /** Writes a file that somebody else has handed over, and answers its path. */
  readonly file: (name: string, text: string) => string;
}

/** Sets up a fault of the lab, and the source as the lab says that it is added; both go with the test. */
export async function practise(id: string): Promise<Practised> {
  const exercise = exercises.find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`no exercise ${id}`);
  const open = await exercise.open({ clock: systemClock });
  onTestFinished(() => open.close());
  const desk = new Desk(open);
  const scratch = openScratch();
  onTestFinished(() => scratch.remove());
  const { add } = sourceCommands('corp', open, scratch);
  await desk.done(['feedgate', ...withoutData(add)].map((word) => shellWord(word, word)).join(' '));
  return {
    open,
    desk,
    file(name, text) {
      const path = join(scratch.path, name);
      writeFileSync(path, text, { mode: 0o600 });
      return path;
    },
  };
}

/** The desk has a data directory of its own. */
function withoutData(words: readonly string[]): string[] {
  const at = words.indexOf('--data');
  return at < 0 ? [...words] : [...words.slice(0, at), ...words.slice(at + 2)];
}
