import { resolve } from 'node:path';
import type { Context } from './context.ts';

/** A feature key as it was typed, or the one in the file that was named; `-` is standard input. @throws Failure `usage/file-unreadable` */
export async function keyGiven({ environment }: Context, text: string): Promise<string> {
  if (text.startsWith('FGK1.')) return text.trim();
  const file = text === '-' ? text : resolve(environment.cwd, text);
  return (await environment.readSecretFile(file)).trim();
}
