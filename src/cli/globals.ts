import { environmentLanguage, parseLanguage, type Language } from './language.ts';

/** What every command understands. */
export interface Globals {
  readonly data: string | undefined;
  readonly json: boolean;
  readonly language: Language;
  readonly noColor: boolean;
  readonly yes: boolean;
  /** False: nobody is to be asked. */
  readonly input: boolean;
  readonly quiet: boolean;
}

/**
 * Reads the global options ahead of the parser, which has not yet seen whether the rest is right: help and complaints
 * come in the right language too. An unknown language is left to the parser to refuse.
 */
export function readGlobals(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Globals {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const has = (long: string, short?: string): boolean =>
    words.some((word) => word === long || (short !== undefined && /^-[a-z]+$/i.test(word) && word.includes(short)));
  const language = valueOf(words, '--lang');
  return {
    data: valueOf(words, '--data'),
    json: has('--json'),
    language: (language === undefined ? undefined : parseLanguage(language)) ?? environmentLanguage(env),
    noColor: has('--no-color'),
    yes: has('--yes', 'y'),
    input: !has('--no-input'),
    quiet: has('--quiet', 'q'),
  };
}

function valueOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
