import { isDeepStrictEqual } from 'node:util';
import { newId } from '../base/id.ts';
import { quote, safeText } from '../base/text.ts';
import { parseMillis } from '../base/instant.ts';
import { withExemption, withoutExemptions } from '../config/policy-edit.ts';
import { exemptionOfWords, isAddressPattern, namedBy } from '../config/policy-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { systemRandom } from '../host/clock.ts';
import type { Exempted } from '../policy/exemption.ts';
import { parseAny } from '../observable/parse-any.ts';
import { isRefusal } from '../observable/refusal.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { wholeNumber } from './numbers.ts';
import { nearest } from '../base/nearest.ts';
import { exemptionsNow, policyNow } from './policy.ts';

const others = ['sender', 'recipient', 'source', 'tag', 'rule', 'user'] as const;

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
    { flags: '--rule <name>', text: 'exemptionRule' },
    { flags: '--user <name>', text: 'exemptionUser' },
    { flags: '--reason <text>', text: 'exemptionReason' },
    { flags: '--owner <name>', text: 'exemptionOwner' },
    { flags: '--until <date>', text: 'exemptionUntil' },
    { flags: '--days <N>', text: 'exemptionDays' },
  ],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const id = newId(environment.clock.now(), systemRandom).slice(-8).toLowerCase();
    const row = { id, ...whatGiven(context, given), ...whoAndWhy(context, given), expires: expiryOf(context, given) };
    const exemption = exemptionOfWords(row);
    await mustBeKnown(context, exemption.what);
    const { path, text, exemptions } = exemptionsNow(context);
    // What is exempted once more is exempted anew: with another owner, reason or end.
    const replaced = exemptions.filter(({ what }) => isDeepStrictEqual(what, exemption.what)).map((each) => each.id);
    replaceFile(path, withExemption(withoutExemptions(text, new Set(replaced)), row));
    if (globals.json) print.out.json({ ...exemption, replaced });
    else if (!globals.quiet) {
      const until =
        row.expires === null ? texts.exemption.forEver : texts.exemption.until(showTime(context, row.expires));
      const named = safeText(namedBy(exemption.what), 500);
      print.out.line(`${print.out.palette.good('✔')} ${texts.exemption.added(id, named, until)}`);
      if (replaced.length > 0) print.out.line(`  ${texts.exemption.replaces(safeText(replaced.join(', ')))}`);
    }
    return exits.ok;
  },
};

/** One thing, as the file has it. @throws Failure `usage/missing-argument`, `usage/conflicting-options`, `usage/bad-value` */
function whatGiven(context: Context, given: Given): Readonly<Record<string, string>> {
  const { texts } = context;
  const named = others.flatMap((key) => (given.text(key) === undefined ? [] : [[key, given.text(key) ?? ''] as const]));
  const value = given.argument(0);
  if (named.length + (value === '' ? 0 : 1) > 1)
    throw fail('usage/conflicting-options', texts.usage.conflict('VALUE', `--${others.join(', --')}`));
  const [other] = named;
  if (other !== undefined) {
    const [key, text] = other;
    const isAddress = key === 'sender' || key === 'recipient';
    if (isAddress && !isAddressPattern(text))
      throw fail('usage/bad-value', texts.exemption.notAPattern(`--${key}`, quote(text)));
    return { [key]: short(context, `--${key}`, text) };
  }
  if (value === '') throw fail('usage/missing-argument', `VALUE, --${others.join(', --')}`);
  const parsed = parseAny(refang(value));
  if (isRefusal(parsed)) throw fail('usage/bad-value', texts.match.notRead(quote(value), parsed.rule));
  if (parsed.kind === 'network') return { network: parsed.value };
  // A name is meant with the URLs and addresses on it.
  return parsed.kind === 'domain'
    ? { domain: `${given.on('below') ? '.' : ''}${parsed.value}` }
    : { value: parsed.value };
}

/** A rule or a source that is named has to be there: it would let nothing pass. @throws Failure `usage/bad-value` */
async function mustBeKnown(context: Context, what: Exempted): Promise<void> {
  if (what.kind !== 'rule' && what.kind !== 'source') return;
  const isRule = what.kind === 'rule';
  const [name, names] = isRule
    ? [what.rule, policyNow(context).policy.rules.map((rule) => rule.name)]
    : [what.source, (await (await context.service()).listSources()).map((source) => source.name)];
  if (names.includes(name)) return;
  const near = nearest(name, names);
  const { noRule, noSource } = context.texts.exemption;
  throw fail('usage/bad-value', (isRule ? noRule : noSource)(quote(name)), {
    evidence: near === undefined ? {} : { nearest: near },
  });
}

/** What the file of exemptions takes on a line. */
const longest = 200;

function short({ texts }: Context, option: string, text: string): string {
  if (text.length > longest) throw fail('usage/bad-value', texts.exemption.tooLong(option, longest));
  return text;
}

function whoAndWhy(context: Context, given: Given): { readonly owner: string; readonly reason: string } {
  const [owner, reason] = [given.text('owner')?.trim() ?? '', given.text('reason')?.trim() ?? ''];
  if (owner === '') throw fail('usage/missing-argument', '--owner');
  if (reason === '') throw fail('usage/missing-argument', '--reason');
  return { owner: short(context, '--owner', owner), reason: short(context, '--reason', reason) };
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
