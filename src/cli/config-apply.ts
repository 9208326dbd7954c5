import { safeText } from '../base/text.ts';
import type { SourceChange } from '../config/whole-file.ts';
import { carryOut } from '../service/applying.ts';
import { confirm } from './ask.ts';
import type { CommandSpec, OptionSpec } from './command.ts';
import { fail } from './conditions.ts';
import { configOption } from './config-option.ts';
import { planOf, type WholePlan } from './config-whole.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';

const options: readonly OptionSpec[] = [{ flags: '--prune', text: 'configPrune' }, configOption];

/** `config diff`: what a file would change; exit 1 where it would change something. */
export const configDiff: CommandSpec = {
  path: 'config diff',
  takes: ['<FILE>'],
  options,
  async run(context, given) {
    const plan = await planOf(context, given, given.argument(0));
    const lines = planLines(context, plan);
    if (context.globals.json) context.print.out.json(planView(plan));
    else for (const line of lines) context.print.out.line(line);
    if (lines.length === 0 && !context.globals.json) context.print.talk.line(context.texts.whole.same);
    return lines.length === 0 ? exits.ok : exits.problem;
  },
};

/** `config apply`: makes everything as a file has it, after all of it was checked and shown. */
export const configApply: CommandSpec = {
  path: 'config apply',
  takes: ['<FILE>'],
  options,
  async run(context, given) {
    const { globals, print, texts } = context;
    const plan = await planOf(context, given, given.argument(0));
    const lines = planLines(context, plan);
    if (lines.length === 0) {
      if (globals.json) print.out.json({ applied: false, ...planView(plan) });
      else print.talk.line(texts.whole.same);
      return exits.ok;
    }
    if (!globals.json) for (const line of lines) print.talk.line(line);
    const agreed = await confirm(context, texts.whole.ask(lines.length));
    if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm('config apply'));
    if (!agreed) return exits.problem;
    const { applying } = context.environment.files(globals.data, undefined).paths;
    await carryOut(await context.service(), plan, applying);
    if (globals.json) print.out.json({ applied: true, ...planView(plan) });
    else if (!globals.quiet) print.out.line(`${print.out.palette.good('✔')} ${texts.whole.applied(lines.length)}`);
    return exits.ok;
  },
};

function fieldsOf({ changes, suspended }: SourceChange & { readonly kind: 'edit' }): readonly string[] {
  return [...Object.keys(changes), ...(suspended === null ? [] : ['suspended'])];
}

/** Without values: some are secrets. */
function planView({ sources, files }: WholePlan): object {
  return {
    sources: sources.map((change) => ({
      ...(change.kind === 'edit' ? { fields: fieldsOf(change) } : {}),
      kind: change.kind,
      name: change.name,
    })),
    files: files.map(({ part, path }) => ({ part, path })),
  };
}

function planLines({ texts, print }: Context, { sources, files }: WholePlan): string[] {
  const { palette } = print.out;
  const { added, removed, edited, file } = texts.whole;
  return [
    ...files.map(({ part, path }) => palette.warn(`~ ${file(part, safeText(path))}`)),
    ...sources.map((change) => {
      const name = safeText(change.name);
      if (change.kind === 'add') return palette.good(`+ ${added(name)}`);
      if (change.kind === 'remove') return palette.bad(`- ${removed(name)}`);
      return palette.warn(`~ ${edited(name, fieldsOf(change).join(', '))}`);
    }),
  ];
}
