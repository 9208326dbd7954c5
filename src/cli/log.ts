import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { wholeNumber } from './numbers.ts';
import { jsonText } from './printer.ts';

const usual = 50;
const longestLine = 20_000;

export const logTail: CommandSpec = {
  path: 'log tail',
  options: [
    { flags: '-f, --follow', text: 'follow' },
    { flags: '-n, --lines <N>', text: 'logLines' },
  ],
  stopsItself: true,
  async run(context, given) {
    const { environment, globals } = context;
    const n = wholeNumber(context, { option: '-n', text: given.text('lines'), least: 0, most: 1_000_000 }) ?? usual;
    const reader = environment.logs(globals.data);
    if (!given.on('follow')) {
      await show(context, reader.tail(n));
      return exits.ok;
    }
    for await (const line of reader.follow(n, environment.signal)) {
      context.print.out.line(shown(context, line));
      await context.print.out.flush();
    }
    return environment.signal.aborted ? exits.interrupted : exits.ok;
  },
};

export const logGrep: CommandSpec = {
  path: 'log grep',
  takes: ['<PATTERN>'],
  options: [
    { flags: '-i, --ignore-case', text: 'ignoreCase' },
    { flags: '-w, --wildcards', text: 'wildcards' },
  ],
  async run(context, given) {
    const { environment, globals } = context;
    const options = { ignoreCase: given.on('ignoreCase'), wildcards: given.on('wildcards') };
    const found = await show(context, environment.logs(globals.data).grep(given.argument(0), options));
    return found > 0 ? exits.ok : exits.problem;
  },
};

/** Prints the lines as they come; how many there were. */
async function show(context: Context, lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  for await (const line of lines) {
    if (context.environment.signal.aborted) break;
    await context.print.out.row(shown(context, line));
    count += 1;
  }
  return count;
}

function shown({ globals }: Context, line: string): string {
  return globals.json ? jsonText({ line }) : safeText(line, longestLine);
}
