import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { entryOf } from './message-show.ts';
import { withMessages } from './messages.ts';
import { shellWord } from './shell.ts';

/** `message report-fp`: the verdict about a mail was wrong. Nothing is let pass by it. */
export const messageReportFp: CommandSpec = {
  path: 'message report-fp',
  takes: ['<REFERENCE>'],
  options: [{ flags: '--reason <text>', text: 'messageReason' }],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const reference = given.argument(0);
    const reason = given.text('reason')?.trim() ?? '';
    if (reason === '') throw fail('usage/missing-argument', '--reason');
    const entry = await withMessages(context, (journal) => {
      const found = entryOf(journal, reference);
      journal.markFalsePositive(reference, reason, environment.clock.now());
      return found;
    });
    const { marked, nextExempt, nextSource } = texts.message;
    if (globals.json) print.out.json({ reference, reason, matches: entry.matches });
    else {
      print.talk.line(marked(safeText(reference)));
      for (const value of new Set(entry.matches.map((match) => match.value)))
        print.talk.line(`  ${nextExempt(shellWord(value, 'VALUE'))}`);
      for (const source of new Set(entry.matches.flatMap(({ sources }) => sources)))
        print.talk.line(`  ${nextSource(shellWord(source, 'NAME'))}`);
    }
    return exits.ok;
  },
};
