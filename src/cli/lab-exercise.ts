import { quote } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import { runAgain, type Again } from '../lab/again.ts';
import type { Exercise, OpenExercise } from '../lab/exercise.ts';
import { namespaceObstacle } from '../lab/network/host-tools.ts';
import { openScratch, type Scratch } from '../lab/scratch.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { obstacleText } from './lab-obstacle.ts';
import { sourceCommands, type SourceCommands } from './lab-source.ts';

/** An exercise that stands, with a directory to try it in. */
export interface Standing {
  readonly exercise: Exercise;
  readonly open: OpenExercise;
  readonly scratch: Scratch;
  readonly commands: SourceCommands;
}

/** Every exercise; read only when one is asked for, since they are many. */
export async function allExercises(): Promise<readonly Exercise[]> {
  return (await import('../lab/exercises.ts')).exercises;
}

/** The exercise that was named. @throws Failure `usage/bad-value` with what was probably meant. */
export async function exerciseOf({ texts }: Context, id: string): Promise<Exercise> {
  const exercises = await allExercises();
  const exercise = exercises.find((each) => each.id === id);
  if (exercise !== undefined) return exercise;
  const meant = nearest(
    id,
    exercises.map((each) => each.id),
  );
  throw fail(
    'usage/bad-value',
    texts.lab.unknown(quote(id, 60)),
    meant === undefined ? {} : { evidence: { nearest: meant } },
  );
}

/** Why it cannot run here; `null` where it can. */
export async function obstacleTo(context: Context, { needs }: Exercise): Promise<string | null> {
  const obstacle = needs === 'namespace' ? await namespaceObstacle() : null;
  return obstacle === null ? null : obstacleText(context, obstacle);
}

/**
 * Sets an exercise up, lets it be used, and takes it away again with its directory, whatever happens.
 * @throws Failure `usage/bad-value` where it cannot run here, `config/lab-port`, `host/lab-network`.
 */
export async function standing<T>(
  context: Context,
  exercise: Exercise,
  { port, name }: { readonly port: number | undefined; readonly name: string },
  use: (standing: Standing) => Promise<T>,
): Promise<T> {
  const obstacle = await obstacleTo(context, exercise);
  if (obstacle !== null) throw fail('usage/bad-value', context.texts.lab.cannotRun(exercise.id, obstacle));
  const scratch = openScratch();
  try {
    const { clock } = context.environment;
    const open = await exercise.open({ clock, ...(port === undefined ? {} : { port }) });
    try {
      return await use({ exercise, open, scratch, commands: sourceCommands(name, open, scratch) });
    } finally {
      await open.close();
    }
  } finally {
    scratch.remove();
  }
}

/** Runs `feedgate` once more, on the scratch directory, where the fault is met. */
export function feedgateAgain(
  { environment }: Context,
  { open, scratch }: Pick<Standing, 'open' | 'scratch'>,
  words: readonly string[],
  show: boolean,
): Promise<Again> {
  const env = { ...environment.env, ...open.environment, FEEDGATE_DATA: scratch.path };
  return runAgain([...open.inside, ...environment.self, ...words], { env, signal: environment.signal, show });
}
