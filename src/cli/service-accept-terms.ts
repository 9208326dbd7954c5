import { termsHash, termsText } from '../activation/terms.ts';
import { changeLevel, levelGiven, levelOption, levelText } from './activation.ts';
import { ask, confirm } from './ask.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { safeText } from '../base/text.ts';

/** `service accept-terms`: shows them, and writes down who accepts them, when, and which text. */
export const serviceAcceptTerms: CommandSpec = {
  path: 'service accept-terms',
  options: [levelOption, { flags: '--by <name>', text: 'acceptedBy' }],
  async run(context, given) {
    const { environment, print, globals, texts } = context;
    const at = levelGiven(context, given);
    if (!globals.json) for (const line of termsText.split('\n')) print.talk.line(line);
    const by = (given.text('by') ?? (await ask(context, texts.service.askWho)) ?? '').trim();
    if (by === '') throw fail('usage/missing-argument', '--by');
    const agreed = await confirm(context, texts.service.askTerms(safeText(by)));
    if (agreed === null) throw fail('usage/confirmation-needed', texts.usage.confirm('service accept-terms'));
    if (!agreed) return exits.problem;
    const terms = { by, at: new Date(environment.clock.now()).toISOString(), text: termsHash };
    changeLevel(context, at, () => ({ terms }));
    if (globals.json) print.out.json({ level: at, terms });
    else if (!globals.quiet)
      print.out.line(
        `${print.out.palette.good('✔')} ${texts.service.termsAccepted(safeText(by), levelText(context, at))}`,
      );
    return exits.ok;
  },
};
