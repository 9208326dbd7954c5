import type { Command, CommanderError } from 'commander';
import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import { fail } from './conditions.ts';
import type { Texts } from './texts.ts';

/** Options that somebody tries who would put a secret where all can see it, and the option that takes it instead. */
const secrets: readonly (readonly [attempt: RegExp, instead: string])[] = [
  [/^--?(pass(word|wd)?|pw|pwd|p)$/i, '--password-file'],
  [/^--?(bearer|token|jwt|access-token)$/i, '--bearer-file'],
  [/^--?(header-value|api-?key|key|auth-key|secret)$/i, '--header-file'],
  [/^--?(proxy-pass(word)?)$/i, '--proxy-password-file'],
  [/^--?((client-key-)?passphrase)$/i, '--client-key-passphrase-file'],
];

/** A complaint of the parser as a failure in our words, with what was probably meant. */
export function usageFailure(command: Command, error: CommanderError, texts: Texts): Failure {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const evidence = { help: `${pathOf(command)} --help` };
  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOption(command, quoted, texts);
    case 'commander.unknownCommand':
      return unknownCommand(command, quoted, texts);
    case 'commander.missingArgument':
      return fail('usage/missing-argument', texts.usage.missingArgument(quoted), { evidence });
    case 'commander.optionMissingArgument':
      return fail('usage/missing-argument', texts.usage.missingValue(quoted), { evidence });
    case 'commander.excessArguments':
      return fail('usage/too-many-arguments', texts.usage.tooMany(command.registeredArguments.length), { evidence });
    default:
      return fail('usage/bad-value', texts.usage.invalid(safeText(error.message)), { evidence });
  }
}

function unknownOption(command: Command, typed: string, texts: Texts): Failure {
  // What follows may be a secret: `--password=x`, `-px`.
  const flag = typed.startsWith('--') ? (typed.split('=')[0] ?? typed) : typed.slice(0, 2);
  const help = `${pathOf(command)} --help`;
  const instead = secrets.find(([attempt]) => attempt.test(flag))?.[1];
  const known = flagsOf(command);
  if (instead !== undefined && known.includes(instead)) {
    return fail('usage/secret-on-command-line', texts.usage.secret(instead), { evidence: { help } });
  }
  const meant = nearest(flag, known);
  const evidence = { help, ...(meant === undefined ? {} : { nearest: meant }) };
  return fail('usage/unknown-option', texts.usage.unknownOption(quote(flag, 60)), { evidence });
}

function unknownCommand(command: Command, typed: string, texts: Texts): Failure {
  const siblings = command.commands.map((each) => each.name());
  const near = nearest(typed, siblings);
  const meant = near === undefined ? elsewhere(command, typed) : `${pathOf(command)} ${near}`;
  const evidence = { help: `${pathOf(command)} --help`, ...(meant === undefined ? {} : { nearest: meant }) };
  const name = [pathOf(command), typed].join(' ').replace(/^feedgate /, '');
  return fail('usage/unknown-command', texts.usage.unknownCommand(quote(name, 60)), { evidence });
}

/** A command of that name in another group: `feedgate lookup` means `feedgate observable lookup`. */
function elsewhere(command: Command, typed: string): string | undefined {
  const root = rootOf(command);
  const leaf = root.commands.flatMap((group) => group.commands).find((each) => each.name() === typed);
  return leaf === undefined ? undefined : pathOf(leaf);
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function flagsOf(command: Command | null): string[] {
  if (command === null) return [];
  const own = command.options.flatMap((option) => (typeof option.long === 'string' ? [option.long] : []));
  return [...own, ...flagsOf(command.parent)];
}

/** `feedgate source add`. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
