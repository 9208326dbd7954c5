import { quote } from '../base/text.ts';
import { exempts, inForce } from '../policy/exemption.ts';
import type { Envelope, Match } from '../policy/fact.ts';
import { parseAny } from '../observable/parse-any.ts';
import { isRefusal } from '../observable/refusal.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { exemptionTable } from './exemption-list.ts';
import { withMessages } from './messages.ts';
import { exemptionsNow } from './policy.ts';

/** `exemption check`: which exemptions let a value, a sender or a recipient pass; exit 1 where none does. */
export const exemptionCheck: CommandSpec = {
  path: 'exemption check',
  takes: ['<VALUE>'],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const text = given.argument(0);
    const observable = parseAny(refang(text));
    if (isRefusal(observable)) throw fail('usage/bad-value', texts.match.notRead(quote(text), observable.rule));
    const address = observable.kind === 'email' ? [observable.value] : [];
    const envelope: Envelope = { direction: 'inbound', sender: address[0] ?? '', recipients: address, user: null };
    const match: Match = { fact: { observable, where: 'text', note: null }, listed: observable, assertions: [] };
    const now = environment.clock.now();
    const found = exemptionsNow(context).exemptions.filter(
      (each) => inForce(each, now) && exempts(each, match, envelope),
    );
    const hits = await withMessages(context, (journal) => journal.exemptionHits());
    if (globals.json) print.out.json(found);
    else if (found.length === 0) print.talk.line(texts.exemption.notExempt);
    else for (const line of exemptionTable(context, found, hits)) print.out.line(line);
    return found.length === 0 ? exits.problem : exits.ok;
  },
};
