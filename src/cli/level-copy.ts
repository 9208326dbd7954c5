import { settingsAt, withLevel } from '../config/activation-file.ts';
import { levelNamed, levelText, rewrite, standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';

/** `level copy`: what one level says of switches, terms and keys, written at another. */
export const levelCopy: CommandSpec = {
  path: 'level copy',
  options: [
    { flags: '--from <level>', text: 'levelFrom' },
    { flags: '--to <level>', text: 'levelTo' },
  ],
  run(context, given) {
    const { print, globals, texts } = context;
    const [from, to] = [given.text('from'), given.text('to')];
    if (from === undefined || to === undefined) throw fail('usage/missing-argument', '--from, --to');
    const standing = standingOf(context);
    const source = levelNamed(context, standing, from);
    const target = levelNamed(context, standing, to);
    const { enabled, terms, keys } = settingsAt(standing.activation, source);
    const { gates } = rewrite(context, standing, withLevel(standing.text, target, { enabled, terms, keys }));
    if (globals.json) print.out.json({ from: source, to: target, closed: gates.closed?.code ?? null });
    else if (!globals.quiet)
      print.out.line(
        `${print.out.palette.good('✔')} ${texts.service.copied(levelText(context, source), levelText(context, target))}`,
      );
    return Promise.resolve(exits.ok);
  },
};
