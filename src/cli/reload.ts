import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { complain } from './complaint.ts';
import { exits } from './exit.ts';

/** `reload`: the daemon reads the files of settings again, as SIGHUP has it; exit 3 where one cannot be used. */
export const reload: CommandSpec = {
  path: 'reload',
  async run(context) {
    const { globals, print, texts } = context;
    const view = await (await context.service()).reload();
    const bad = view.files.filter(({ state }) => state === 'bad');
    if (globals.json) print.out.json(view);
    else {
      const { good, dim, bad: red } = print.out.palette;
      for (const { file, state } of view.files) {
        const sign = state === 'changed' ? good('✔') : state === 'bad' ? red('✖') : dim('–');
        print.out.line(`${sign} ${safeText(file, 500)}: ${texts.reload.states[state]}`);
      }
      for (const { failure } of bad) if (failure !== null) complain(context, failure);
    }
    return bad.length > 0 ? exits.configuration : exits.ok;
  },
};
