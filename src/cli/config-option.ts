import type { Given, OptionSpec } from './command.ts';

/** `--config FILE`, of commands that read the settings of this node. */
export const configOption: OptionSpec = { flags: '--config <file>', text: 'config', completes: 'file' };

export function configOf(given: Given): { readonly config?: string } {
  const config = given.text('config');
  return config === undefined ? {} : { config };
}
