import type { CommandSpec, OptionSpec } from './command.ts';
import type { Texts } from './texts.ts';

/** An option as a shell completes it. */
export interface CompletedOption {
  /** `-n`, without the dash; `null` where there is none. */
  readonly short: string | null;
  /** `lines`, without the dashes. */
  readonly long: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly completes: 'source' | 'file' | null;
  readonly summary: string;
}

/** A place in the command tree: what can stand there. */
export interface CompletedCommand {
  /** `source add`; empty for the root. */
  readonly path: string;
  readonly summary: string;
  /** Names of the commands below. */
  readonly below: readonly string[];
  readonly options: readonly CompletedOption[];
  /** Whether its first argument is the name of a source. */
  readonly source: boolean;
  /** Words that its argument can be. */
  readonly words: readonly string[];
}

/** Every place of the command tree, the root first. */
export function completionTree(
  commands: readonly CommandSpec[],
  globals: readonly OptionSpec[],
  texts: Texts,
): CompletedCommand[] {
  const groups: Readonly<Record<string, string>> = texts.help.groups;
  const shared = globals.map((option) => completedOption(option, texts));
  const paths = new Set(['']);
  for (const { path } of commands) {
    const [group = ''] = path.split(' ');
    paths.add(group).add(path);
  }
  return [...paths].map((path) => {
    const spec = commands.find((each) => each.path === path);
    return {
      path,
      summary: spec === undefined ? (groups[path] ?? '') : texts.help.commands[spec.path].summary,
      below: [...paths].filter((other) => isBelow(other, path)).map((other) => other.split(' ').at(-1) ?? ''),
      options: [...(spec?.options ?? []).map((option) => completedOption(option, texts)), ...shared],
      source: spec?.completes === 'source',
      words: wordsOf(spec, paths),
    };
  });
}

function isBelow(path: string, group: string): boolean {
  if (path === '' || path === group) return false;
  const parent = path.split(' ').slice(0, -1).join(' ');
  return parent === group;
}

function wordsOf(spec: CommandSpec | undefined, paths: ReadonlySet<string>): string[] {
  if (spec?.path === 'help') return [...paths].filter((path) => isBelow(path, ''));
  return spec?.path === 'completion' ? ['bash', 'zsh', 'fish'] : [];
}

function completedOption(spec: OptionSpec, texts: Texts): CompletedOption {
  const [, short = null, long = ''] = /^(?:-(\w), )?--([\w-]+)/.exec(spec.flags) ?? [];
  return {
    short,
    long,
    takesValue: spec.flags.includes('<'),
    choices: spec.choices ?? [],
    completes: spec.completes ?? null,
    summary: texts.help.options[spec.text],
  };
}
