import { safeText } from '../base/text.ts';
import type { RotationView } from '../service/secrets.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { lockedLine } from './secret-status.ts';

/** `secret rotate`: a new key, and every secret encrypted with it; exit 5 where some stay locked. */
export const secretRotate: CommandSpec = {
  path: 'secret rotate',
  options: [{ flags: '--lost', text: 'secretLost' }],
  async run(context, given) {
    const view = await (await context.service()).rotateSecrets(given.on('lost'));
    const { print, globals } = context;
    if (globals.json) print.out.json(view);
    else if (!globals.quiet) for (const line of rotationLines(context, view)) print.out.line(line);
    return view.locked.length === 0 ? exits.ok : exits.partial;
  },
};

function rotationLines(context: Context, view: RotationView): string[] {
  const { texts, print } = context;
  const { palette } = print.out;
  const { current, how, encrypted, dropped, unneeded, locked } = view;
  return [
    `${palette.good('✔')} ${texts.secret.rotated[how](encrypted, current.id)}`,
    `  ${texts.secret.keep(safeText(current.file, 500))}`,
    ...(dropped.length === 0 ? [] : [`  ${texts.secret.dropped(dropped.join(', '))}`]),
    ...unneeded.map((key) => `  ${texts.secret.unneeded(key.id, safeText(key.file, 500))}`),
    ...(locked.length === 0 ? [] : [`${palette.warn('!')} ${texts.secret.stillLocked(locked.length)}`]),
    ...locked.map((each) => `  ${lockedLine(context, each)}`),
  ];
}
