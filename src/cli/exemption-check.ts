import { quote } from '../base/text.ts';
import { parseAny } from '../observable/parse-any.ts';
import { isRefusal } from '../observable/refusal.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { exemptionsOf } from './exempted.ts';
import { exemptionTable } from './exemption-list.ts';
import { withMessages } from './messages.ts';

/** `exemption check`: which exemptions let a value, a sender or a recipient pass; exit 1 where none does. */
export const exemptionCheck: CommandSpec = {
  path: 'exemption check',
  takes: ['<VALUE>'],
  async run(context, given) {
    const { globals, print, texts } = context;
    const text = given.argument(0);
    const observable = parseAny(refang(text));
    if (isRefusal(observable)) throw fail('usage/bad-value', texts.match.notRead(quote(text), observable.rule));
    const found = exemptionsOf(context, observable);
    const hits = await withMessages(context, (journal) => journal.exemptionHits());
    if (globals.json) print.out.json(found);
    else if (found.length === 0) print.talk.line(texts.exemption.notExempt);
    else for (const line of exemptionTable(context, found, hits)) print.out.line(line);
    return found.length === 0 ? exits.problem : exits.ok;
  },
};
