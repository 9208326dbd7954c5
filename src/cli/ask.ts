import { createInterface } from 'node:readline/promises';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';

/** The line that somebody types in answer; `null` where nobody can be asked, or the input ends. */
export async function ask(context: Context, question: string): Promise<string | null> {
  if (!canAsk(context)) return null;
  const { stdin, signal } = context.environment;
  context.print.talk.draw(`${question} `);
  const lines = createInterface({ input: stdin, terminal: false, signal });
  try {
    for await (const line of lines) return line.trim();
    return null;
  } finally {
    lines.close();
  }
}

/** Whether somebody agreed: `y`, `yes`, `예`, `네`; `null` where nobody can be asked. `--yes` agrees to everything. */
export async function confirm(context: Context, question: string): Promise<boolean | null> {
  if (context.globals.yes) return true;
  const answer = await ask(context, `${question} [y/N]`);
  return answer === null ? null : /^(y|yes|예|네|ㅛ)$/i.test(answer);
}

/**
 * A secret typed without echo. Nothing typed is no answer: somebody who broke off at the prompt did not mean a blank
 * password. @throws Failure `usage/missing-argument`.
 */
export async function askSecret({ environment, print, texts }: Context, question: string): Promise<string> {
  await print.talk.flush();
  const secret = await environment.promptSecret(`${question} `);
  if (secret === '') throw fail('usage/missing-argument', texts.usage.nothingTyped);
  return secret;
}
