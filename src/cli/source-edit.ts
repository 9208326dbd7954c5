import { Failure } from '../base/failure.ts';
import type { JsonObject, Service, SourceView } from '../service/service.ts';
import { ask } from './ask.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { pastedFiles } from './pasted-files.ts';
import { notePasted, showSaved } from './source-add.ts';
import { sourceOptions } from './source-options.ts';
import { settingsOf } from './source-settings.ts';

export const sourceEdit: CommandSpec = {
  path: 'source edit',
  takes: ['<NAME>', '[URL]'],
  completes: 'source',
  options: [
    { flags: '--rename <name>', text: 'rename' },
    ...sourceOptions,
    { flags: '--reset-cursor', text: 'resetCursor' },
    { flags: '--keep-cursor', text: 'keepCursor' },
  ],
  async run(context, given) {
    const { texts, print } = context;
    const name = given.argument(0);
    const url = given.argument(1);
    const files = await pastedFiles(context, url);
    notePasted(context, url, files);
    const renamed = given.text('rename');
    const changes: JsonObject = {
      ...(url === '' ? {} : { url }),
      ...files,
      ...(await settingsOf(context, given, async () => (await (await context.service()).getSource(name)).settings)),
      ...(renamed === undefined ? {} : { name: renamed }),
    };
    if (Object.keys(changes).length === 0) throw fail('usage/missing-argument', texts.usage.nothingToChange);
    const source = await edit(context, { name, changes, resetCursor: cursorDecision(context, given) });
    if (source === null) {
      print.talk.line(texts.source.unchanged(name));
      return exits.problem;
    }
    showSaved(context, source, texts.source.changed(source.name));
    return exits.ok;
  },
};

interface Edit {
  readonly name: string;
  readonly changes: JsonObject;
  readonly resetCursor: boolean | null;
}

function cursorDecision({ texts }: Context, given: Given): boolean | null {
  const reset = given.on('resetCursor');
  const keep = given.on('keepCursor');
  if (reset && keep) throw fail('usage/conflicting-options', texts.usage.conflict('--reset-cursor', '--keep-cursor'));
  return reset ? true : keep ? false : null;
}

/** Applies the changes; asks about the cursor where the service wants that decided. `null` when nobody decided. */
async function edit(context: Context, change: Edit): Promise<SourceView | null> {
  const service: Service = await context.service();
  try {
    return await service.editSource(change.name, change.changes, change.resetCursor);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'config/cursor-reset-needed') throw error;
    const reset = await askAboutCursor(context);
    if (reset === 'nobody') throw error;
    return reset === null ? null : service.editSource(change.name, change.changes, reset);
  }
}

/** True to reset, false to keep, `null` for neither. `--yes` chooses what loses nothing: to read again. */
async function askAboutCursor(context: Context): Promise<boolean | null | 'nobody'> {
  if (context.globals.yes) return true;
  const answer = await ask(context, context.texts.ask.cursor);
  if (answer === null) return 'nobody';
  if (/^r/i.test(answer)) return true;
  return /^k/i.test(answer) ? false : null;
}
