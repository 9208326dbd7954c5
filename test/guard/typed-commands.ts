import { Writable } from 'node:stream';
import { Failure } from '../../src/base/failure.ts';
import type { Context } from '../../src/cli/context.ts';
import { openPrinter } from '../../src/cli/printer.ts';
import { readCommandLine } from '../../src/cli/program.ts';
import { catalogue } from '../../src/cli/texts.ts';

/** A command of ours as a text has it, from the word after `feedgate` on. */
export interface Written {
  /** Where: a file and line, or a code. */
  readonly at: string;
  readonly line: string;
  /** Told of by its name, not to be typed as it stands: arguments may be missing. */
  readonly mentioned: boolean;
}

/** What the command line reads of these words; what it complains of, or `null`. */
export async function complaintOf({ line, mentioned }: Written): Promise<string | null> {
  for (const words of alternatives(wordsOf(line))) {
    const complaint = await refusal(words, mentioned);
    if (complaint !== null) return complaint;
  }
  return null;
}

async function refusal(words: readonly string[], mentioned: boolean): Promise<string | null> {
  const stop = words.findIndex((word) => word === '…' || word === '...');
  const whole = stop < 0;
  const typed = whole ? words : words.slice(0, stop);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment = { stdout: nowhere, stderr: nowhere, env: {} };
  const context = {
    environment,
    globals: { language: 'en' },
    // Only what reading a command line takes is here; nothing is run.
    print: openPrinter(environment as unknown as Context['environment'], true),
    texts: catalogue.en,
  } as unknown as Context;
  try {
    await readCommandLine(typed, context);
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'usage/missing-argument' && (mentioned || !whole)) return null;
    return `${error.code} ${error.message}`;
  }
}

/** The words of a shell line, up to whatever is not ours: a pipe, a comment, another command. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, single, double, plain = ''] of line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)) {
    if (single === undefined && double === undefined && /^(?:[|<>&;#(]|2>|&&)/.test(plain)) break;
    words.push(single ?? double ?? plain.replace(/;$/, ''));
    if (plain.endsWith(';')) break;
  }
  return words;
}

/** Every reading of `enable|disable` and of what stands in brackets, which may be left out. */
function alternatives(words: readonly string[]): string[][] {
  const bare = words.map((word) => word.replaceAll(/^\[+|\]+$/g, '')).filter((word) => word !== '');
  return bare.reduce<string[][]>(
    (all, word) => {
      const ways = /^[a-z-]+(?:\|[a-z-]+)+$/.test(word) ? word.split('|') : [word];
      return all.flatMap((before) => ways.map((way) => [...before, way]));
    },
    [[]],
  );
}
