import { quote } from '../base/text.ts';
import type { CommandSpec, OptionSpec } from './command.ts';
import { bashCompletion } from './completion-bash.ts';
import { fishCompletion } from './completion-fish.ts';
import { zshCompletion } from './completion-zsh.ts';
import { completionTree } from './completion-tree.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `feedgate completion bash|zsh|fish`, made from the commands there are. */
export function completionCommand(commands: readonly CommandSpec[], globals: readonly OptionSpec[]): CommandSpec {
  const self: CommandSpec = {
    path: 'completion',
    takes: ['<bash|zsh|fish>'],
    async run({ texts, print }, given) {
      const name = given.argument(0);
      const shell = Object.entries(shells).find(([each]) => each === name)?.[1];
      if (shell === undefined) {
        throw fail(
          'usage/bad-value',
          texts.usage.notOneOf('completion', quote(name, 60), Object.keys(shells).join(', ')),
        );
      }
      print.out.line(shell(completionTree([...commands, self], globals, texts)).trimEnd());
      return exits.ok;
    },
  };
  return self;
}
