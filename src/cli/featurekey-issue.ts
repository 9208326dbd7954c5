import { parseMillis } from '../base/instant.ts';
import { quote } from '../base/text.ts';
import { etf, issueKey, newIssuer, type Statement } from '../activation/feature-key.ts';
import { parseDuration } from '../config/duration.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';

const year = 365 * 86_400_000;

/** `featurekey issue`: for those who resell the service: a pair of keys, and feature keys signed with it. */
export const featurekeyIssue: CommandSpec = {
  path: 'featurekey issue',
  options: [
    { flags: '--new-issuer', text: 'newIssuer' },
    { flags: '--secret-file <file>', text: 'issuerSecret', completes: 'file' },
    { flags: '--holder <name>', text: 'keyHolder' },
    { flags: '--node <name>', text: 'keyNode' },
    { flags: '--from <date>', text: 'keyFrom' },
    { flags: '--until <time>', text: 'keyUntil' },
  ],
  async run(context, given) {
    const { environment, print, globals } = context;
    if (given.on('newIssuer')) {
      const pair = newIssuer();
      print.out.json(pair);
      return exits.ok;
    }
    const file = given.text('secretFile');
    if (file === undefined) throw fail('usage/missing-argument', '--secret-file');
    const statement = statementGiven(context, given);
    const key = issueKey(statement, await environment.readSecretFile(file));
    if (globals.json) print.out.json({ key, ...statement });
    else print.out.line(key);
    return exits.ok;
  },
};

function statementGiven(context: Context, given: Given): Statement {
  const holder = given.text('holder')?.trim() ?? '';
  if (holder === '') throw fail('usage/missing-argument', '--holder');
  const from = instant(context, '--from', given.text('from')) ?? context.environment.clock.now();
  const until = instant(context, '--until', given.text('until')) ?? from + year;
  const iso = (ms: number) => new Date(ms).toISOString();
  return { feature: etf, holder, node: given.text('node') ?? null, from: iso(from), until: iso(until) };
}

/** A date, or how long from now. */
function instant({ environment, texts }: Context, option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ahead = parseDuration(text);
  const at = ahead === undefined ? parseMillis(text) : environment.clock.now() + ahead;
  if (at === undefined || at === null) throw fail('usage/bad-value', texts.message.notATime(option, quote(text)));
  return at;
}
