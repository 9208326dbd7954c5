import { createInterface } from 'node:readline/promises';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';

/** The values on the command line; `-` stands for the lines of standard input. @throws Failure `usage/missing-argument` */
export async function valuesOf({ environment, texts }: Context, values: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const value of values) {
    if (value !== '-') {
      all.push(value);
      continue;
    }
    const lines = createInterface({ input: environment.stdin, terminal: false, signal: environment.signal });
    for await (const line of lines) if (line.trim() !== '') all.push(line.trim());
  }
  if (all.length === 0) throw fail('usage/missing-argument', texts.usage.noValues);
  return all;
}
