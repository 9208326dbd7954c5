import type { Command, HelpConfiguration } from 'commander';
import type { Palette } from './palette.ts';
import type { CommandPath, Texts } from './texts.ts';
import { pathOf } from './usage.ts';
import { displayWidth, pad, wrap } from './width.ts';

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
    formatItem: (term, termWidth, description) => item({ term, termWidth, description, measure }),
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    commandUsage: (command) => {
      const below = command.commands.length > 0 && command.registeredArguments.length === 0;
      return [
        pathOf(command),
        ...(below ? [placeholders.command] : []),
        ...argumentsOf(command),
        placeholders.options,
      ].join(' ');
    },
    subcommandTerm: (command) => [command.name(), ...argumentsOf(command)].join(' '),
  };
}

/** Narrower than this, a description stands under its term. */
const narrow = 28;

/** A term and its description beside it, or under it where the terminal is too narrow for that. */
function item(given: { term: string; termWidth: number; description: string; measure: number }): string {
  const { term, termWidth, description, measure } = given;
  const beside = measure - termWidth - 4;
  if (beside < narrow)
    return [`  ${term}`, ...wrap(description, measure - 6).map((line) => `      ${line}`)].join('\n');
  const [first = '', ...rest] = wrap(description, beside);
  return [`  ${pad(term, termWidth)}  ${first}`, ...rest.map((line) => ' '.repeat(termWidth + 4) + line)].join('\n');
}

/** `NAME`, `[URL]`, `VALUE…`. */
function argumentsOf(command: Command): string[] {
  return command.registeredArguments.map((each) => {
    const name = `${each.name()}${each.variadic ? '…' : ''}`;
    return each.required ? name : `[${name}]`;
  });
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
