import type { Code, Evidence } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { canonical, lookUp } from '../diagnosis/catalogue.ts';
import { nearestCode } from '../diagnosis/nearest-code.ts';
import { render, type Rendered } from '../diagnosis/render.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';

/** `explain CODE`: what a condition means, why it happens, and what to do. */
export const explain: CommandSpec = {
  path: 'explain',
  takes: ['<CODE>'],
  async run(context, given) {
    const asked = given.argument(0);
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
  },
};

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

function explainFacts({ texts }: Context, rendered: Rendered): Fact[] {
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

/** Steps with their numbers, commands without the catalogue's backticks. */
function numbered(steps: readonly string[]): string[] {
  const plain = steps.map((step) => step.replaceAll('`', ''));
  return plain.length === 1 ? plain : plain.map((step, i) => `${i + 1}) ${step}`);
}
