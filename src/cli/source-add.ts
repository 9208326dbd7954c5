import { quote } from '../base/text.ts';
import { presets } from '../presets/catalogue.ts';
import type { JsonObject, SourceView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { notesOnPasted } from './pasted.ts';
import { pastedFiles } from './pasted-files.ts';
import { fromPreset } from './from-preset.ts';
import { sourceLines } from './source-show.ts';
import { sourceOptions } from './source-options.ts';
import { settingsOf } from './source-settings.ts';

export const sourceAdd: CommandSpec = {
  path: 'source add',
  takes: ['<NAME>', '[URL]'],
  options: [
    { flags: '--preset <name>', text: 'preset', choices: presets.map(({ name }) => name) },
    { flags: '--key-file <file>', text: 'keyFile', completes: 'file' },
    ...sourceOptions,
  ],
  async run(context, given) {
    const { texts } = context;
    const name = given.argument(0);
    const url = given.argument(1);
    // `source add URL` alone: the name was forgotten.
    if (url === '' && /^https?:\/\/|^curl /i.test(name)) {
      throw fail('usage/missing-argument', texts.usage.nameForUrl(quote(name, 60)));
    }
    const files = await pastedFiles(context, url);
    notePasted(context, url, files);
    const settings = { ...files, ...(await settingsOf(context, given)) };
    const preset = await fromPreset(context, given, { url, settings });
    const address = url === '' ? {} : { url };
    const source = await (await context.service()).addSource({ ...preset, ...address, ...settings, name });
    showSaved(context, source, texts.source.added(source.name));
    return exits.ok;
  },
};

/** Says what should be known of a pasted address. @throws Failure `config/*`. */
export function notePasted({ print, texts }: Context, url: string, files: JsonObject): void {
  if (url === '') return;
  const mark = print.talk.palette.warn('!');
  for (const note of notesOnPasted(url, texts, files)) print.talk.line(`${mark} ${note}`);
}

/** After a source was saved: with `--json` the source, otherwise what was done, what it is now, and what comes next. */
export function showSaved(context: Context, source: SourceView, headline: string): void {
  const { print, globals, texts } = context;
  if (globals.json) {
    print.out.json(source);
    return;
  }
  if (globals.quiet) return;
  print.talk.line(`${print.talk.palette.good('✔')} ${headline}`);
  for (const line of sourceLines(context, source, print.talk)) print.talk.line(line);
  if (source.lastAttempt === null) print.talk.line(`\n${texts.source.nextPoll(source.name)}`);
}
