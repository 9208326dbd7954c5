import { textOf } from '../config/text-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { safeText } from '../base/text.ts';
import type { Remark } from '../policy/review.ts';
import type { Policy, Rule } from '../policy/rule.ts';
import { confirm } from './ask.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { policyNamed, policyNow } from './policy.ts';
import { remarkLines, remarksOn, sourcesNow } from './policy-remarks.ts';

/** `policy apply`: puts a file of policy in force, whole or not at all; the one before is kept beside it. */
export const policyApply: CommandSpec = {
  path: 'policy apply',
  takes: ['<FILE>'],
  async run(context, given) {
    const { print, globals, texts } = context;
    const before = policyNow(context);
    const after = policyNamed(context, given.argument(0));
    const changes = changesBetween(before.policy, after.policy);
    if (changes.length === 0 && before.text === after.text) {
      if (globals.json) print.out.json({ applied: false, changes });
      else print.talk.line(texts.policy.same);
      return exits.ok;
    }
    const remarks = remarksOn(after.policy, await sourcesNow(context));
    if (!globals.json) tell(context, changes, remarks);
    const agreed = await confirm(context, texts.policy.askApply);
    if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm('policy apply'));
    if (!agreed) return exits.problem;
    const kept = replacePolicy(before.path, after.text);
    if (globals.json) print.out.json({ applied: true, changes, remarks, kept });
    else if (!globals.quiet) {
      print.out.line(`${print.out.palette.good('✔')} ${texts.policy.applied(safeText(before.path))}`);
      if (kept !== null) print.out.line(`  ${texts.policy.kept(safeText(kept))}`);
    }
    return exits.ok;
  },
};

/** Where the policy before is kept; `null` where there was none. It is read now: somebody may have written another one meanwhile. */
function replacePolicy(path: string, text: string): string | null {
  const replaced = textOf(path);
  const kept = `${path}.previous`;
  if (replaced !== '') replaceFile(kept, replaced);
  replaceFile(path, text);
  return replaced === '' ? null : kept;
}

/** One line of difference, as `diff` writes it. */
type Change = `${'-' | '+'} ${string}`;

/** What is no more, and what is new; a rule in another place is both. */
export function changesBetween(before: Policy, after: Policy): readonly Change[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  return [
    ...old
      .filter((line, i) => line !== fresh[i] && (!fresh.includes(line) || fresh.indexOf(line) !== i))
      .map((line): Change => `- ${line}`),
    ...fresh
      .filter((line, i) => line !== old[i] && (!old.includes(line) || old.indexOf(line) !== i))
      .map((line): Change => `+ ${line}`),
  ];
}

function linesOf({ mode, subjectTag, rules }: Policy): readonly string[] {
  return [`mode: ${mode}`, `subjectTag: ${JSON.stringify(subjectTag)}`, ...rules.map(ruleLine)];
}

function ruleLine({ name, when, do: action, to }: Rule): string {
  return `${name}: ${JSON.stringify(when)} → ${action}${to === undefined ? '' : ` ${to}`}`;
}

function tell(context: Context, changes: readonly Change[], remarks: readonly Remark[]): void {
  const { print, texts } = context;
  const { palette } = print.talk;
  if (changes.length === 0) print.talk.line(`  ${texts.policy.layout}`);
  for (const change of changes)
    print.talk.line(`  ${(change.startsWith('-') ? palette.bad : palette.good)(safeText(change, 500))}`);
  for (const line of remarkLines(context, remarks)) print.talk.line(line);
}
