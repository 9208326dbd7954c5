import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Code, Evidence } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { canonical, lookUp } from '../diagnosis/catalogue.ts';
import { explainLog } from '../diagnosis/explain/log-reader.ts';
import { renderEpisodes, tell } from '../diagnosis/explain/show.ts';
import { nearestCode } from '../diagnosis/nearest-code.ts';
import { render, type Rendered } from '../diagnosis/render.ts';
import { followLog } from '../log/follow.ts';
import { LineSplitter } from '../log/line-splitter.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { aborted, explainAsItComes, layoutFor } from './explain-follow.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import { wrap } from './width.ts';

/**
 * `explain CODE`: what a condition means, why it happens, and what to do. `explain < LOG`: the same for each failure of
 * a log; with `--follow`, as it is written.
 */
export const explain: CommandSpec = {
  path: 'explain',
  takes: ['[CODE]'],
  options: [
    { flags: '--file <file>', text: 'explainFile', completes: 'file' },
    { flags: '-f, --follow', text: 'explainFollow' },
  ],
  stopsItself: true,
  async run(context, given) {
    const { signal } = context.environment;
    if (given.on('follow')) return follow(context, given.text('file') ?? given.argument(0));
    return Promise.race([explainOnce(context, given), aborted(signal).then(() => exits.interrupted)]);
  },
};

async function explainOnce(context: Context, given: Given): Promise<number> {
  const { environment, texts } = context;
  const code = given.argument(0);
  const file = given.text('file');
  if (file !== undefined) return explainLines(context, createReadStream(resolve(environment.cwd, file)));
  if (code !== '') return explainCode(context, code);
  if (environment.stdin.isTTY === true) throw fail('usage/missing-argument', texts.explain.nothing);
  return explainLines(context, environment.stdin);
}

/** A file; else standard input, and in a terminal the log of this installation. */
function follow(context: Context, file: string): Promise<number> {
  const { environment, globals, texts, print } = context;
  const { signal, clock, stdin } = environment;
  if (file === '') {
    const own = stdin.isTTY === true;
    return explainAsItComes(context, own ? environment.logs(globals.data).follow(ownPast, signal) : linesOf(stdin));
  }
  if (lookUp(file) !== undefined) throw fail('usage/conflicting-options', texts.follow.both);
  if (!globals.json && !globals.quiet) print.talk.line(texts.follow.following(quote(file, 300)));
  return explainAsItComes(context, followLog(resolve(environment.cwd, file), { signal, clock, last: 'all' }));
}

/** Lines of its own log that `explain --follow` begins with. */
const ownPast = 2000;

function explainCode(context: Context, asked: string): number {
  const rendered = explained(context, asked, {});
  if (rendered === null) throw unknownCode(context, asked);
  const code = canonical(asked);
  const { out } = context.print;
  if (context.globals.json) out.json({ code, ...rendered });
  else {
    out.line(`${out.palette.strong(rendered.title)} ${out.palette.dim(`[${code}]`)}`);
    for (const line of renderFacts(explainFacts(context, rendered), out.measure, out.palette)) out.line(line);
  }
  return exits.ok;
}

/** Exit 1 while a failure of the log has not recovered. */
async function explainLines(context: Context, bytes: AsyncIterable<Uint8Array | string>): Promise<number> {
  const explanation = await explainLog(linesOf(bytes));
  const { language, json } = context.globals;
  if (json) context.print.out.json(tell(explanation, language));
  else {
    const { out } = context.print;
    for (const line of renderEpisodes(explanation, language, layoutFor(context))) {
      // Facts are laid out already; what stands at the margin is a headline or the sum.
      for (const part of line.startsWith(' ') ? [line] : wrap(line, out.measure)) await out.row(part);
    }
  }
  return explanation.episodes.some((episode) => !episode.recovered) ? exits.problem : exits.ok;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  for await (const piece of bytes) yield* splitter.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  yield* splitter.end();
}

function unknownCode({ texts }: Context, asked: string): Error {
  const near = nearestCode(asked);
  return fail('usage/bad-value', texts.explain.unknown(quote(asked, 80)), {
    evidence: near === undefined ? {} : { nearest: near },
  });
}

/** The texts of a code, filled from evidence; `null` where the catalogue has none. */
export function explained({ globals }: Context, code: string, evidence: Evidence): Rendered | null {
  const entry = lookUp(code);
  return entry === undefined ? null : render(entry, globals.language, evidence);
}

/** What a condition means, how it is told, why it happens, and what to do. */
export function explainFacts({ texts }: Context, rendered: Rendered): Fact[] {
  const { labels, faults, retries } = texts.explain;
  return [
    [labels.meaning, rendered.meaning],
    [labels.certain, rendered.certain],
    [labels.causes, numbered(rendered.causes)],
    [labels.fix, numbered(rendered.remedy)],
    [labels.fault, `${faults[rendered.fault]}; ${retries[rendered.retry]}`],
  ];
}

/** Whose a failure is to mend. */
export function faultFact({ texts }: Context, { fault }: Pick<Rendered, 'fault'>): Fact {
  const { labels, faults } = texts.explain;
  return [labels.fault, faults[fault]];
}

/** What it means and how it is mended, for a failure that is being shown with its evidence. */
export function remedyFacts(context: Context, code: Code, evidence: Evidence): Fact[] {
  const rendered = explained(context, code, evidence);
  if (rendered === null) return [];
  const { labels } = context.texts.explain;
  return [[labels.meaning, rendered.meaning], faultFact(context, rendered), [labels.fix, numbered(rendered.remedy)]];
}

/**
 * Steps with their numbers, commands without the catalogue's backticks. A command that ends its step stands on a line of
 * its own, which can be taken as it is.
 */
export function numbered(steps: readonly string[]): string[] {
  return steps.flatMap((step, i) => {
    const number = steps.length === 1 ? '' : `${i + 1}) `;
    const [, prose, command] = /^([^`]+[:：.]) `([^`]*)`\.?$/.exec(step) ?? [];
    if (prose !== undefined && command !== undefined) return [number + prose, together(`   ${command}`)];
    const plain = step.replace(/`\.$/, '`').replaceAll(/`([^`]*)`/g, (_, each: string) => together(each));
    return [number + plain];
  });
}
