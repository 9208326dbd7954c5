import type { Command, HelpConfiguration } from 'commander';
import type { Palette } from './palette.ts';
import type { CommandPath, Texts } from './texts.ts';
import { pathOf } from './usage.ts';
import { displayWidth, wrap } from './width.ts';

/** How help is written: titles in the language, columns measured as the terminal shows them. */
export function helpStyle(texts: Texts, palette: Palette, measure: number): HelpConfiguration {
  const { titles, placeholders } = texts.help;
  const translated: Readonly<Record<string, string>> = {
    'Usage:': titles.usage,
    'Arguments:': titles.arguments,
    'Options:': titles.options,
    'Global Options:': titles.globalOptions,
    'Commands:': titles.commands,
  };
  return {
    helpWidth: measure,
    showGlobalOptions: true,
    displayWidth,
    styleTitle: (title) => palette.strong(translated[title] ?? title),
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    commandUsage: (command) => {
      const takes = command.registeredArguments.map((each) =>
        each.required ? `<${each.name()}>` : `[${each.name()}]`,
      );
      const below = command.commands.length > 0 && takes.length === 0 ? [placeholders.command] : [];
      return [pathOf(command), ...below, ...takes, placeholders.options].join(' ');
    },
    subcommandTerm: (command) =>
      [command.name(), ...command.registeredArguments.map((each) => `${each.name()}${each.variadic ? '…' : ''}`)].join(
        ' ',
      ),
  };
}

/** The examples under a command's help. */
export function examplesText(texts: Texts, path: CommandPath, palette: Palette): string {
  const { examples } = texts.help.commands[path];
  const lines = examples.flatMap(([command, what]) => [
    `  $ ${command}`,
    ...(what === '' ? [] : [palette.dim(`      ${what}`)]),
  ]);
  return ['', palette.strong(texts.help.titles.examples), ...lines].join('\n');
}

/** The help of the command at a path of names, or of the last that is known. */
export function findCommand(
  program: Command,
  names: readonly string[],
): { readonly command: Command; readonly unknown?: string } {
  let command = program;
  for (const name of names) {
    const next = command.commands.find((each) => each.name() === name);
    if (next === undefined) return { command, unknown: name };
    command = next;
  }
  return { command };
}
