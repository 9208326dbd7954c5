import type { CommandSpec } from './command.ts';

export const start: CommandSpec = {
  path: 'start',
  stopsItself: true,
  options: [{ flags: '--first-run', text: 'firstRun' }],
  run: ({ environment, globals }, given) =>
    environment.startDaemon({
      firstRun: given.on('firstRun'),
      ...(globals.data === undefined ? {} : { data: globals.data }),
    }),
};
