import { Command, CommanderError, Option } from 'commander';
import { quote } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import { Given, type CommandSpec, type OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { completionCommand } from './completion.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { guideLines } from './guide.ts';
import { examplesText, findCommand, helpStyle } from './help.ts';
import { languages } from './language.ts';
import { usageFailure } from './usage.ts';

/** What every command understands. */
export const globalOptions: readonly OptionSpec[] = [
  { flags: '--data <dir>', text: 'data', completes: 'file' },
  { flags: '--json', text: 'json' },
  { flags: '--lang <lang>', text: 'lang', choices: languages },
  { flags: '--no-color', text: 'noColor' },
  { flags: '-y, --yes', text: 'yes' },
  { flags: '--no-input', text: 'noInput' },
  { flags: '-q, --quiet', text: 'quiet' },
];

/** What was asked for once the command line is understood. */
export interface Chosen {
  readonly spec: CommandSpec;
  readonly given: Given;
}

/** Help was shown instead of anything else. */
const helpShown: Chosen = { spec: { path: 'help', run: () => Promise.resolve(exits.ok) }, given: new Given([], {}) };

const guide: Chosen = {
  spec: {
    path: 'help',
    async run(context) {
      for (const line of await guideLines(context)) context.print.out.line(line);
      return exits.ok;
    },
  },
  given: new Given([], {}),
};

/**
 * Reads a command line; what it asks for is not yet done. Help goes out by itself.
 * @throws Failure `usage/*`.
 */
export async function readCommandLine(argv: readonly string[], context: Context): Promise<Chosen> {
  let chosen: Chosen = helpShown;
  const program = buildProgram(context, (choice) => {
    chosen = choice;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof StoppedParsing)) throw error;
    // `--version` alone leaves the parser looking for a command.
    return chosen === helpShown ? stopped(error, context) : chosen;
  }
  return chosen;
}

function stopped({ command, reason }: StoppedParsing, context: Context): Chosen {
  if (reason.exitCode === 0) return helpShown;
  if (reason.code !== 'commander.help') throw usageFailure(command, reason, context.texts);
  if (command.parent === null) return guide;
  context.print.talk.line(command.helpInformation().trimEnd());
  return { ...helpShown, spec: { ...helpShown.spec, run: () => Promise.resolve(exits.usage) } };
}

/** The parser ended what it was doing, and this is where. */
class StoppedParsing extends Error {
  readonly command: Command;
  readonly reason: CommanderError;

  constructor(command: Command, reason: CommanderError) {
    super(reason.message);
    this.command = command;
    this.reason = reason;
  }
}

/** The command tree; `choose` is told what the command line asked for. */
function buildProgram(context: Context, choose: (chosen: Chosen) => void): Command {
  const { texts, print } = context;
  const program = new Command('feedgate')
    .description(texts.help.about)
    .helpCommand(false)
    .helpOption('-h, --help', texts.help.options.help)
    .configureHelp(helpStyle(texts, print.out.palette, print.out.measure))
    .configureOutput({
      writeOut: (text) => print.out.line(text.replace(/\n$/, '')),
      writeErr: () => undefined,
      getOutHasColors: () => true,
      getErrHasColors: () => true,
    });
  stopAt(program);
  for (const option of globalOptions) program.addOption(optionOf(option, context));
  program.option('-V, --version', texts.help.options.version);
  program.on('option:version', () => choose({ spec: versionSpec(), given: new Given([], {}) }));
  const all = [
    ...commands,
    completionCommand([...commands, helpCommand(() => program)], globalOptions),
    helpCommand(() => program),
  ];
  for (const spec of all) addCommand(program, { spec, context, choose });
  return program;
}

function versionSpec(): CommandSpec {
  const spec = commands.find(({ path }) => path === 'version');
  if (spec === undefined) throw new TypeError('no version command');
  return spec;
}

function stopAt(command: Command): void {
  command.exitOverride((reason) => {
    throw new StoppedParsing(command, reason);
  });
}

interface Addition {
  readonly spec: CommandSpec;
  readonly context: Context;
  readonly choose: (chosen: Chosen) => void;
}

function addCommand(program: Command, { spec, context, choose }: Addition): void {
  const { texts, print } = context;
  const [name = '', leaf] = spec.path.split(' ');
  const group = leaf === undefined ? program : (findGroup(program, name) ?? newGroup(program, name, context));
  const command = group.command(leaf ?? name).description(texts.help.commands[spec.path].summary);
  stopAt(command);
  command.helpCommand(false);
  for (const argument of spec.takes ?? []) command.argument(argument);
  for (const option of spec.options ?? []) command.addOption(optionOf(option, context));
  command.addHelpText('after', () => examplesText(texts, spec.path, print.out.palette));
  command.action((...parameters: unknown[]) => {
    // The action's last two parameters are the options and the command itself.
    choose({ spec, given: new Given(parameters.slice(0, -2), typedOptions(command)) });
  });
}

function findGroup(program: Command, name: string): Command | undefined {
  return program.commands.find((command) => command.name() === name);
}

function newGroup(program: Command, name: string, { texts }: Context): Command {
  const groups: Readonly<Record<string, string>> = texts.help.groups;
  const group = program
    .command(name)
    .description(groups[name] ?? '')
    .helpCommand(false);
  stopAt(group);
  return group;
}

function typedOptions(command: Command): Record<string, unknown> {
  const typed = Object.entries(command.opts()).filter(([name]) => command.getOptionValueSource(name) === 'cli');
  return Object.fromEntries(typed);
}

function optionOf(spec: OptionSpec, { texts }: Context): Option {
  const option = new Option(spec.flags, texts.help.options[spec.text]);
  const { choices } = spec;
  if (choices !== undefined) {
    option.argParser((value: string) => {
      if (choices.includes(value)) return value;
      const meant = nearest(value, choices);
      const message = texts.usage.notOneOf(option.long ?? spec.flags, quote(value, 60), choices.join(', '));
      throw fail('usage/bad-value', message, meant === undefined ? {} : { evidence: { nearest: meant } });
    });
  } else if (spec.repeats === true) {
    option.argParser((value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value]);
  }
  return option;
}

/** `feedgate help source add`. */
function helpCommand(program: () => Command): CommandSpec {
  return {
    path: 'help',
    takes: ['[COMMAND...]'],
    async run({ texts }, given) {
      const { command, unknown } = findCommand(program(), given.list(0));
      if (unknown !== undefined) {
        const reason = new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${unknown}'`);
        throw usageFailure(command, reason, texts);
      }
      command.outputHelp();
      return exits.ok;
    },
  };
}
