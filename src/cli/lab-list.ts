import { areas, type Exercise } from '../lab/exercise.ts';
import { namespaceObstacle, type Obstacle } from '../lab/network/host-tools.ts';
import type { CommandSpec } from './command.ts';
import { titleOf } from './complaint.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { allExercises } from './lab-exercise.ts';
import { obstacleText } from './lab-obstacle.ts';
import { renderTable, type Cell } from './table.ts';

/** `lab list [WORD]`: every fault that can be practised. */
export const labList: CommandSpec = {
  path: 'lab list',
  takes: ['[WORD]'],
  options: [{ flags: '--area <area>', text: 'labArea', choices: areas }],
  async run(context, given) {
    const { globals, print, texts } = context;
    const obstacle = await namespaceObstacle();
    const area = given.text('area');
    const word = given.argument(0).toLowerCase();
    const found = (await allExercises()).filter(
      (exercise) => (area === undefined || exercise.area === area) && (word === '' || holds(context, exercise, word)),
    );
    if (globals.json) print.out.json(found.map((exercise) => view(context, exercise, obstacle)));
    else if (globals.quiet) for (const { id } of found) print.out.line(id);
    else await show(context, found, obstacle);
    if (found.length === 0 && !globals.json) print.talk.line(texts.lab.nothingFound);
    return found.length === 0 ? exits.problem : exits.ok;
  },
};

/** Whether the word stands anywhere in what is said of an exercise. */
function holds(context: Context, exercise: Exercise, word: string): boolean {
  const { id, area, title, imitates, afterPoll, afterProbe } = exercise;
  const codes = [afterPoll, afterProbe].flatMap((code) => (code === null ? [] : [code, titleOf(context, code) ?? '']));
  return [id, area, title, imitates, ...codes].some((text) => text.toLowerCase().includes(word));
}

function view(context: Context, exercise: Exercise, obstacle: Obstacle | null): object {
  const { id, area, title, imitates, afterPoll, afterProbe, needs } = exercise;
  const blocked = needs === 'namespace' ? obstacle : null;
  return {
    id,
    area,
    title,
    imitates,
    afterPoll,
    afterProbe,
    needs,
    runnable: blocked === null,
    obstacle: blocked === null ? null : { ...blocked, text: obstacleText(context, blocked) },
  };
}

async function show(context: Context, found: readonly Exercise[], obstacle: Obstacle | null): Promise<void> {
  const { print, texts } = context;
  const { out } = print;
  const { fault, code, runs, shows } = texts.lab.titles;
  const rows = found.map((exercise): Cell[] => {
    const blocked = exercise.needs === 'namespace' && obstacle !== null;
    const runsHere = blocked
      ? { text: texts.lab.notHere, paint: out.palette.warn }
      : { text: texts.lab.here, paint: out.palette.good };
    return [exercise.id, exercise.afterProbe ?? texts.lab.works, runsHere, showsText(context, exercise)];
  });
  const columns = [{ title: fault }, { title: code }, { title: runs, spare: 1 }, { title: shows, least: 20 }];
  for (const line of renderTable(columns, rows, out.palette, out.width)) await out.row(line);
  if (obstacle !== null && found.some(({ needs }) => needs === 'namespace'))
    print.talk.line(texts.lab.notHereBecause(obstacleText(context, obstacle)));
}

/** What somebody sees who meets it: the condition in the language asked for, and what the server does. */
export function showsText(context: Context, { title, afterProbe }: Exercise): string {
  const condition = afterProbe === null ? null : titleOf(context, afterProbe);
  return context.globals.language === 'en' || condition === null ? title : condition;
}
