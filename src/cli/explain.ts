import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Code, Evidence } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { canonical, lookUp } from '../diagnosis/catalogue.ts';
import { explainLog } from '../diagnosis/explain/log-reader.ts';
import { renderEpisodes, tell } from '../diagnosis/explain/show.ts';
import { nearestCode } from '../diagnosis/nearest-code.ts';
import { render, type Rendered } from '../diagnosis/render.ts';
import { LineSplitter } from '../log/line-splitter.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';

/** `explain CODE`: what a condition means, why it happens, and what to do. `explain < LOG`: the same for each failure of a log. */
export const explain: CommandSpec = {
  path: 'explain',
  takes: ['[CODE]'],
  options: [{ flags: '--file <file>', text: 'explainFile', completes: 'file' }],
  async run(context, given) {
    const code = given.argument(0);
    const file = given.text('file');
    if (file !== undefined) return explainLines(context, createReadStream(resolve(context.environment.cwd, file)));
    if (code !== '') return explainCode(context, code);
    if (context.environment.stdin.isTTY === true) throw fail('usage/missing-argument', context.texts.explain.nothing);
    return explainLines(context, context.environment.stdin);
  },
};

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
  else for (const line of renderEpisodes(explanation, language)) await context.print.out.row(line);
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

/** What it means and how it is mended, for a failure that is being shown with its evidence. */
export function remedyFacts(context: Context, code: Code, evidence: Evidence): Fact[] {
  const rendered = explained(context, code, evidence);
  if (rendered === null) return [];
  const { labels } = context.texts.explain;
  return [
    [labels.meaning, rendered.meaning],
    [labels.fix, numbered(rendered.remedy)],
  ];
}

/** Steps with their numbers, commands without the catalogue's backticks, and without a full stop that would be pasted along. */
export function numbered(steps: readonly string[]): string[] {
  const plain = steps.map((step) => step.replace(/`\.$/, '`').replaceAll('`', ''));
  return plain.length === 1 ? plain : plain.map((step, i) => `${i + 1}) ${step}`);
}
