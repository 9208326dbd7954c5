import { Failure } from '../base/failure.ts';
import type { Context } from './context.ts';
import { pad, displayWidth, wrap } from './width.ts';

/** What `feedgate` alone says: what it is for, the first steps, and how it is doing now. */
export async function guideLines(context: Context): Promise<string[]> {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { guide, help } = texts;
  const widest = Math.max(...guide.steps.map(([command = '']) => displayWidth(command)));
  const lines = guide.steps.map(([command = '', what = '']) => `  ${pad(command, widest)}  ${palette.dim(what)}`);
  const fits = lines.every((line) => displayWidth(line) <= measure);
  const steps = fits
    ? lines
    : guide.steps.flatMap(([command = '', what = '']) => [`  ${command}`, `      ${palette.dim(what)}`]);
  return [
    ...wrap(help.about, measure),
    '',
    palette.strong(guide.firstSteps),
    ...steps,
    '',
    palette.strong(guide.now),
    ...(await nowLines(context)).map((line) => `  ${line}`),
  ];
}

async function nowLines(context: Context): Promise<string[]> {
  const { texts } = context;
  try {
    const { sources, daemon } = await (await context.service()).status();
    return [texts.status.headline(sources), ...(daemon === null ? [texts.status.noDaemon] : [])];
  } catch (error) {
    if (error instanceof Failure) return [texts.guide.unknown(error.code)];
    throw error;
  }
}
