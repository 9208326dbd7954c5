import { quote, safeText } from '../base/text.ts';
import { withoutExemptions } from '../config/policy-edit.ts';
import { namedBy } from '../config/policy-file.ts';
import { nearest } from '../base/nearest.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { exemptionsNow } from './policy.ts';

/** `exemption remove`: by its id, or by all that it names. */
export const exemptionRemove: CommandSpec = {
  path: 'exemption remove',
  takes: ['<ID>'],
  run(context, given) {
    const { globals, print, texts } = context;
    const asked = given.argument(0);
    const { path, text, exemptions } = exemptionsNow(context);
    const named = refang(asked);
    const names = [named, `.${named}`];
    const gone = exemptions.filter(({ id, what }) => id === asked || names.includes(namedBy(what)));
    if (gone.length === 0) {
      const near = nearest(
        asked,
        exemptions.map(({ id }) => id),
      );
      throw fail(
        'usage/bad-value',
        texts.exemption.unknown(quote(asked)),
        near === undefined ? {} : { evidence: { nearest: near } },
      );
    }
    replaceFile(path, withoutExemptions(text, new Set(gone.map(({ id }) => id))));
    if (globals.json) print.out.json({ removed: gone });
    else if (!globals.quiet)
      for (const { id, what } of gone)
        print.out.line(
          `${print.out.palette.good('✔')} ${texts.exemption.removed(safeText(id), safeText(namedBy(what), 300))}`,
        );
    return Promise.resolve(exits.ok);
  },
};
