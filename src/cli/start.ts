import type { CommandSpec } from './command.ts';
import { configOf, configOption } from './config-option.ts';

export const start: CommandSpec = {
  path: 'start',
  stopsItself: true,
  options: [{ flags: '--first-run', text: 'firstRun' }, configOption],
  run: ({ environment, globals }, given) =>
    environment.startDaemon({
      firstRun: given.on('firstRun'),
      ...configOf(given),
      ...(globals.data === undefined ? {} : { data: globals.data }),
    }),
};
