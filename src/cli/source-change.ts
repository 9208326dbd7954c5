import { parseMillis } from '../base/instant.ts';
import { quote } from '../base/text.ts';
import { parseDuration } from '../config/duration.ts';
import { confirm } from './ask.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';

export const sourceRemove: CommandSpec = {
  path: 'source remove',
  takes: ['<NAME>'],
  completes: 'source',
  async run(context, given) {
    const { texts, print, globals } = context;
    const service = await context.service();
    const source = await service.getSource(given.argument(0));
    const agreed = await confirm(context, texts.ask.remove(source.name, formatNumber(source.listings)));
    if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm(source.name));
    if (!agreed) {
      print.talk.line(texts.source.unchanged(source.name));
      return exits.problem;
    }
    await service.removeSource(source.name);
    if (globals.json) print.out.json({ removed: source.name });
    else if (!globals.quiet) print.talk.line(`${print.talk.palette.good('✔')} ${texts.source.removed(source.name)}`);
    return exits.ok;
  },
};

export const sourceSuspend: CommandSpec = switchCommand('source suspend', true);
export const sourceResume: CommandSpec = switchCommand('source resume', false);

function switchCommand(path: 'source suspend' | 'source resume', suspended: boolean): CommandSpec {
  return {
    path,
    takes: ['<NAME>'],
    completes: 'source',
    async run(context, given) {
      const { texts, print, globals } = context;
      const source = await (await context.service()).suspendSource(given.argument(0), suspended);
      const text = suspended ? texts.source.suspended(source.name) : texts.source.resumed(source.name);
      if (globals.json) print.out.json(source);
      else if (!globals.quiet) print.talk.line(`${print.talk.palette.good('✔')} ${text}`);
      return exits.ok;
    },
  };
}

export const sourceReset: CommandSpec = {
  path: 'source reset',
  takes: ['<NAME>'],
  completes: 'source',
  options: [{ flags: '--from <date>', text: 'from' }],
  async run(context, given) {
    const { texts, print, globals } = context;
    const from = instantOf(context, given.text('from'));
    const source = await (await context.service()).resetSource(given.argument(0), from);
    if (globals.json) print.out.json(source);
    else if (!globals.quiet)
      print.talk.line(`${print.talk.palette.good('✔')} ${texts.source.reset(source.name, from)}`);
    return exits.ok;
  },
};

/** An instant as typed, or that long ago: `2026-11-01`, `7d`. */
function instantOf({ environment, texts }: Context, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (parseMillis(text) !== undefined) return text;
  const ago = parseDuration(text);
  if (ago !== undefined) return new Date(environment.clock.now() - ago).toISOString();
  throw fail('usage/bad-value', texts.usage.notADate(quote(text)));
}
