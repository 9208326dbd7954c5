import { safeText } from '../base/text.ts';
import type { Policy, Rule, When } from '../policy/rule.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { formatNumber } from './format.ts';
import { withMessages } from './messages.ts';
import { policyNow } from './policy.ts';
import { renderTable } from './table.ts';

const days = 7;

/** `policy show`: the mode, and the rules in the order in which they are asked, with how often each decided. */
export const policyShow: CommandSpec = {
  path: 'policy show',
  async run(context) {
    const { environment, globals, print } = context;
    const { path, text, policy } = policyNow(context);
    const since = environment.clock.now() - days * 86_400_000;
    const hits = await withMessages(context, (journal) => journal.ruleHits(since));
    const sources = await (await context.service()).listSources();
    const modes = Object.fromEntries(sources.map(({ name, mode }) => [name, mode]));
    if (globals.json) {
      const rules = policy.rules.map((rule) => ({ ...rule, hits: hits.get(rule.name) ?? 0 }));
      print.out.json({ file: text === '' ? null : path, ...policy, rules, sources: modes });
    } else
      for (const line of lines(context, { policy, path: text === '' ? null : path, hits, modes })) print.out.line(line);
    return exits.ok;
  },
};

interface Shown {
  readonly policy: Policy;
  readonly path: string | null;
  readonly hits: ReadonlyMap<string, number>;
  readonly modes: Readonly<Record<string, string>>;
}

function lines(context: Context, { policy, path, hits, modes }: Shown): string[] {
  const { texts, print } = context;
  const { palette, measure, width } = print.out;
  const { labels, titles, ...say } = texts.policy;
  const enforcing = Object.entries(modes).filter(([, mode]) => mode === 'enforce');
  const columns = [
    { title: titles.rule },
    { title: titles.when, least: 20 },
    { title: titles.does },
    { title: titles.hits(days), align: 'right' as const },
  ];
  const rows = policy.rules.map((rule) => [
    safeText(rule.name),
    whenText(rule.when) || say.always,
    doesText(rule),
    formatNumber(hits.get(rule.name) ?? 0),
  ]);
  return [
    ...renderFacts(
      [
        [labels.mode, say.modes[policy.mode]],
        [
          labels.sources,
          say.enforcing(enforcing.map(([name]) => safeText(name)).join(', '), Object.keys(modes).length),
        ],
        [labels.tag, JSON.stringify(policy.subjectTag)],
        [labels.file, path ?? say.noFile],
      ],
      measure,
      palette,
    ),
    '',
    ...renderTable(columns, rows, palette, width),
  ];
}

/** What a rule looks at: `sources urlhaus, where html`. */
function whenText(when: When): string {
  return Object.entries(when)
    .map(([key, value]) => `${key} ${safeText(Array.isArray(value) ? value.join(', ') : String(value), 200)}`)
    .join('; ');
}

function doesText({ do: action, to }: Rule): string {
  return to === undefined ? action : `${action} ${safeText(to)}`;
}
