import type { Code } from '../base/failure.ts';
import { Chance } from '../lab/chance.ts';
import type { Exercise } from '../lab/exercise.ts';
import { namespaceObstacle } from '../lab/network/host-tools.ts';
import { ask } from './ask.ts';
import type { CommandSpec, Given } from './command.ts';
import { titleOf } from './complaint.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';
import { namesCondition } from './drill-answer.ts';
import { exits } from './exit.ts';
import { explained, explainFacts } from './explain.ts';
import { renderFacts } from './facts.ts';
import { allExercises, exerciseOf, feedgateAgain, standing, type Standing } from './lab-exercise.ts';
import { typedLine } from './lab-source.ts';
import type { Pen } from './printer.ts';

const name = 'drill';
const mostAnswers = 5;

/** An exercise that ends in a failure. */
type Puzzle = Exercise & { readonly afterPoll: Code };

/** `lab drill`: a source that fails, and somebody who is to find out why. */
export const labDrill: CommandSpec = {
  path: 'lab drill',
  options: [
    { flags: '--fault <fault>', text: 'drillFault' },
    { flags: '--seed <seed>', text: 'drillSeed' },
    { flags: '--answer', text: 'drillAnswer' },
  ],
  stopsItself: true,
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const seed = given.text('seed') ?? String(environment.clock.now());
    const puzzle = await puzzleOf(context, given, seed);
    if (given.on('answer')) {
      showSolution(context, puzzle, print.out);
      return exits.ok;
    }
    return standing(context, puzzle, { port: undefined, name }, async (stands) => {
      if (!globals.json) print.talk.line(texts.lab.drill.settingUp);
      await print.talk.flush();
      const symptom = await symptomOf(context, stands);
      if (environment.signal.aborted) return exits.interrupted;
      const asking = canAsk(context) && !globals.json;
      const named = given.text('fault') !== undefined;
      showPuzzle(context, { puzzle, named, stands, seed, symptom, asking });
      await print.out.flush();
      if (!asking) return exits.ok;
      const solved = await questions(context, puzzle);
      if (environment.signal.aborted) return exits.interrupted;
      showSolution(context, puzzle, print.talk);
      return solved ? exits.ok : exits.problem;
    });
  },
};

async function puzzleOf(context: Context, given: Given, seed: string): Promise<Puzzle> {
  const named = given.text('fault');
  if (named !== undefined) {
    const exercise = await exerciseOf(context, named);
    if (isPuzzle(exercise)) return exercise;
    throw fail('usage/bad-value', context.texts.lab.drill.noPuzzle(exercise.id));
  }
  const here = (await namespaceObstacle()) === null;
  const [first, ...rest] = (await allExercises())
    .filter(isPuzzle)
    .filter(({ needs, needsCompany }) => (here || needs === 'loopback') && needsCompany === undefined);
  if (first === undefined) throw new TypeError('there are no exercises');
  return new Chance(`drill ${seed}`).pick([first, ...rest]);
}

function isPuzzle(exercise: Exercise): exercise is Puzzle {
  return exercise.afterPoll !== null;
}

/** Adds the source, polls it, and says in seconds how long it took to fail; no more. */
async function symptomOf(context: Context, stands: Standing): Promise<number> {
  const { clock } = context.environment;
  await feedgateAgain(context, stands, [...stands.commands.add, '--quiet'], false);
  const began = clock.monotonic();
  await feedgateAgain(context, stands, [...stands.commands.poll, '--quiet'], false);
  return (clock.monotonic() - began) / 1000;
}

interface Shown {
  readonly puzzle: Puzzle;
  /** Chosen by its name. */
  readonly named: boolean;
  readonly stands: Standing;
  readonly seed: string;
  readonly symptom: number;
  /** Somebody will be asked. */
  readonly asking: boolean;
}

function showPuzzle(context: Context, { puzzle, named, stands, seed, symptom, asking }: Shown): void {
  const { globals, print, texts } = context;
  const { drill } = texts.lab;
  const data = ['--data', stands.scratch.path];
  const investigate = [
    ['source', 'show', name, ...data],
    ['source', 'test', name, ...data],
    ['poll', name, ...data],
    ['log', 'tail', ...data],
  ].map((words) => typedLine(words, stands.open));
  const same = `feedgate lab drill ${named ? `--fault ${puzzle.id}` : `--seed ${seed}`}`;
  if (globals.json) {
    print.out.json({ seed, source: name, seconds: Number(symptom.toFixed(1)), solution: `${same} --answer` });
    return;
  }
  const { out } = print;
  out.line(out.palette.strong(drill.title));
  out.line(drill.symptom(name, symptom.toFixed(1)));
  if (!asking) {
    out.line(drill.onTerminal(same));
    out.line(drill.solution(`${same} --answer`));
    return;
  }
  out.line(drill.investigate);
  for (const line of [...investigate, 'feedgate explain CODE']) out.line(`  ${line}`);
  out.line(drill.answerHow);
  out.line(drill.repeat(same));
}

/** Asks until the answer is right, is given up, or there were enough; says whether it was right. */
async function questions(context: Context, puzzle: Puzzle): Promise<boolean> {
  const { print, texts } = context;
  const { drill } = texts.lab;
  const right = [puzzle.afterPoll, ...(puzzle.afterProbe === null ? [] : [puzzle.afterProbe])];
  for (let left = mostAnswers; left > 0; left -= 1) {
    const answer = await ask(context, drill.question);
    if (answer === null || answer === '' || answer === '?') return false;
    const code = /^(?:feedgate )?explain (\S+)$/.exec(answer)?.[1];
    if (code !== undefined) explainInBetween(context, code);
    else if (namesCondition(answer, right)) {
      print.talk.line(`${print.talk.palette.good('✔')} ${drill.right}`);
      return true;
    } else print.talk.line(`${print.talk.palette.bad('✖')} ${drill.wrong}`);
  }
  return false;
}

function explainInBetween(context: Context, code: string): void {
  const { talk } = context.print;
  const rendered = explained(context, code, {});
  if (rendered === null) talk.line(context.texts.explain.unknown(code.slice(0, 80)));
  else for (const line of renderFacts(explainFacts(context, rendered), talk.measure, talk.palette)) talk.line(line);
}

/** What was wrong, how it shows, and what to do about it. */
function showSolution(context: Context, puzzle: Puzzle, pen: Pen): void {
  const { globals, print, texts } = context;
  const code = puzzle.afterProbe ?? puzzle.afterPoll;
  const rendered = explained(context, code, {});
  if (globals.json) {
    print.out.json({
      fault: puzzle.id,
      title: puzzle.title,
      afterPoll: puzzle.afterPoll,
      afterProbe: code,
      ...rendered,
    });
    return;
  }
  const { drill } = texts.lab;
  pen.line(`${pen.palette.strong(titleOf(context, code) ?? code)} ${pen.palette.dim(`[${code}]`)}`);
  pen.line(`  ${drill.was(puzzle.id, puzzle.title)}`);
  if (puzzle.afterPoll !== code) pen.line(`  ${drill.finer(puzzle.afterPoll, code)}`);
  if (rendered === null) return;
  for (const line of renderFacts(explainFacts(context, rendered), pen.measure, pen.palette)) pen.line(line);
}
