import { newId } from '../base/id.ts';
import { quote, safeText } from '../base/text.ts';
import { parseMillis } from '../base/instant.ts';
import { withExemption } from '../config/policy-edit.ts';
import { exemptionOfWords, namedBy } from '../config/policy-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { systemRandom } from '../host/clock.ts';
import { parseAny } from '../observable/parse-any.ts';
import { isRefusal } from '../observable/refusal.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { wholeNumber } from './numbers.ts';
import { exemptionsNow } from './policy.ts';

const others = ['sender', 'recipient', 'source', 'tag', 'user'] as const;

/** `exemption add`: lets something pass from now on, with who answers for it, why, and until when. */
export const exemptionAdd: CommandSpec = {
  path: 'exemption add',
  takes: ['[VALUE]'],
  options: [
    { flags: '--below', text: 'exemptionBelow' },
    { flags: '--sender <address>', text: 'exemptionSender' },
    { flags: '--recipient <address>', text: 'exemptionRecipient' },
    { flags: '--source <name>', text: 'exemptionSource', completes: 'source' },
    { flags: '--tag <tag>', text: 'exemptionTag' },
    { flags: '--user <name>', text: 'exemptionUser' },
    { flags: '--reason <text>', text: 'exemptionReason' },
    { flags: '--owner <name>', text: 'exemptionOwner' },
    { flags: '--until <date>', text: 'exemptionUntil' },
    { flags: '--days <N>', text: 'exemptionDays' },
  ],
  run(context, given) {
    const { environment, globals, print, texts } = context;
    const id = newId(environment.clock.now(), systemRandom).slice(-8).toLowerCase();
    const row = { id, ...whatGiven(context, given), ...whoAndWhy(given), expires: expiryOf(context, given) };
    const exemption = exemptionOfWords(row);
    const { path, text } = exemptionsNow(context);
    replaceFile(path, withExemption(text, row));
    if (globals.json) print.out.json(exemption);
    else if (!globals.quiet) {
      const until = row.expires === null ? texts.exemption.forEver : showTime(context, row.expires);
      const named = safeText(namedBy(exemption.what), 500);
      print.out.line(`${print.out.palette.good('✔')} ${texts.exemption.added(id, named, until)}`);
    }
    return Promise.resolve(exits.ok);
  },
};

/** One thing, as the file has it. @throws Failure `usage/missing-argument`, `usage/conflicting-options`, `usage/bad-value` */
function whatGiven({ texts }: Context, given: Given): Readonly<Record<string, string>> {
  const named = others.flatMap((key) => (given.text(key) === undefined ? [] : [[key, given.text(key) ?? ''] as const]));
  const value = given.argument(0);
  if (named.length + (value === '' ? 0 : 1) > 1)
    throw fail('usage/conflicting-options', texts.usage.conflict('VALUE', `--${others.join(', --')}`));
  const [other] = named;
  if (other !== undefined) return { [other[0]]: other[1] };
  if (value === '') throw fail('usage/missing-argument', `VALUE, --${others.join(', --')}`);
  const parsed = parseAny(refang(value));
  if (isRefusal(parsed)) throw fail('usage/bad-value', texts.match.notRead(quote(value), parsed.rule));
  if (parsed.kind === 'network') return { network: parsed.value };
  // A name is meant with the URLs and addresses on it.
  return parsed.kind === 'domain'
    ? { domain: `${given.on('below') ? '.' : ''}${parsed.value}` }
    : { value: parsed.value };
}

function whoAndWhy(given: Given): { readonly owner: string; readonly reason: string } {
  const [owner, reason] = [given.text('owner')?.trim() ?? '', given.text('reason')?.trim() ?? ''];
  if (owner === '') throw fail('usage/missing-argument', '--owner');
  if (reason === '') throw fail('usage/missing-argument', '--reason');
  return { owner, reason };
}

function expiryOf(context: Context, given: Given): string | null {
  const { environment, texts } = context;
  const days = wholeNumber(context, { option: '--days', text: given.text('days'), least: 1, most: 3650 });
  const until = given.text('until');
  if (days !== undefined && until !== undefined)
    throw fail('usage/conflicting-options', texts.usage.conflict('--days', '--until'));
  if (days !== undefined) return new Date(environment.clock.now() + days * 86_400_000).toISOString();
  if (until === undefined) return null;
  const at = parseMillis(until) ?? (/^\d{4}-\d\d-\d\d$/.test(until) ? Date.parse(until) : Number.NaN);
  if (Number.isNaN(at) || at <= environment.clock.now())
    throw fail('usage/bad-value', texts.exemption.notAhead(quote(until)));
  return new Date(at).toISOString();
}
