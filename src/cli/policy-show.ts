import { basename } from 'node:path';
import { safeText } from '../base/text.ts';
import { policyPlaces, type PolicyPlaces } from '../config/policy-places.ts';
import type { Policy, Rule, When } from '../policy/rule.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { formatNumber } from './format.ts';
import { withMessages } from './messages.ts';
import { policyNow } from './policy.ts';
import { remarkLines, remarksOn, sourcesNow } from './policy-remarks.ts';
import { renderTable } from './table.ts';

const days = 7;

/** `policy show`: the mode, the rules in the order in which they are asked with how often each decided, and the modes of the sources. */
export const policyShow: CommandSpec = {
  path: 'policy show',
  options: [{ flags: '--all', text: 'policyAll' }],
  async run(context, given) {
    const { environment, globals, print } = context;
    const { path, text, policy } = policyNow(context);
    const since = environment.clock.now() - days * 86_400_000;
    const hits = await withMessages(context, (journal) => journal.ruleHits(since));
    const sources = await sourcesNow(context);
    const modes = (sources ?? []).map(({ name, mode }) => ({ name, mode }));
    const file = text === '' ? null : path;
    const places = policyPlaces(text, policy.rules.length);
    const remarks = remarksOn(policy, sources);
    if (globals.json) {
      const { rules: lines, ...rest } = places;
      const rules = policy.rules.map((rule, i) => ({
        ...rule,
        hits: hits.get(rule.name) ?? 0,
        line: lines[i] ?? null,
      }));
      const byName = Object.fromEntries(modes.map(({ name, mode }) => [name, mode]));
      print.out.json({ file, ...policy, rules, lines: rest, sources: byName, noRule: hits.get('') ?? 0, remarks });
    } else {
      for (const line of lines(context, { policy, file, places, hits, modes }, given.on('all'))) print.out.line(line);
      for (const line of remarkLines(context, remarks)) print.out.line(line);
    }
    return exits.ok;
  },
};

interface Shown {
  readonly policy: Policy;
  /** `null` where nobody has written one. */
  readonly file: string | null;
  readonly places: PolicyPlaces;
  readonly hits: ReadonlyMap<string, number>;
  readonly modes: readonly { readonly name: string; readonly mode: 'monitor' | 'enforce' }[];
}

function lines(context: Context, shown: Shown, all: boolean): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels, ...say } = texts.policy;
  const { policy, file, places, modes } = shown;
  const enforcing = modes.filter(({ mode }) => mode === 'enforce').length;
  return [
    ...renderFacts(
      [
        [labels.mode, `${say.modes[policy.mode]} (${placeText(context, shown, places.mode)})`],
        [labels.tag, `${JSON.stringify(policy.subjectTag)} (${placeText(context, shown, places.subjectTag)})`],
        [labels.file, file ?? say.noFile],
        [labels.sources, say.enforcing(formatNumber(enforcing), formatNumber(modes.length))],
      ],
      measure,
      palette,
    ),
    '',
    ...ruleTable(context, shown),
    ...sourceTable(context, shown, all),
  ];
}

function ruleTable(context: Context, shown: Shown): string[] {
  const { texts, print } = context;
  const { titles, ...say } = texts.policy;
  const { policy, places, hits } = shown;
  const columns = [
    { title: titles.rule },
    { title: titles.when, least: 20 },
    { title: titles.does },
    { title: titles.hits(days), align: 'right' as const },
    { title: titles.from, spare: 1 },
  ];
  const rows = policy.rules.map((rule, i) => [
    safeText(rule.name),
    whenText(rule.when) || say.always,
    doesText(rule),
    formatNumber(hits.get(rule.name) ?? 0),
    placeText(context, shown, places.rules[i] ?? null),
  ]);
  const unruled = hits.get('') ?? 0;
  const rest = unruled === 0 ? [] : [[`(${say.noRule})`, '', 'log', formatNumber(unruled), say.builtIn]];
  return renderTable(columns, [...rows, ...rest], print.out.palette, print.out.width);
}

const usual = 20;

/** Those that enforce first. */
function sourceTable(context: Context, { modes }: Shown, all: boolean): string[] {
  const { texts, print } = context;
  const { titles } = texts.policy;
  if (modes.length === 0) return [];
  const sorted = modes.toSorted((a, b) => a.mode.localeCompare(b.mode) || a.name.localeCompare(b.name));
  const some = all ? sorted : sorted.slice(0, usual);
  const left = sorted.length - some.length;
  const rows = some.map(({ name, mode }) => [safeText(name), mode]);
  const columns = [{ title: titles.source }, { title: titles.mode }];
  return [
    '',
    ...renderTable(columns, rows, print.out.palette, print.out.width),
    ...(left > 0 ? [texts.message.more(formatNumber(left))] : []),
  ];
}

/** `policy.yaml:12`, or that nobody has written it. */
function placeText({ texts }: Context, { file }: Shown, line: number | null): string {
  return file === null || line === null ? texts.policy.builtIn : safeText(`${basename(file)}:${line}`);
}

/** What a rule looks at: `sources urlhaus; where html`. */
function whenText(when: When): string {
  return Object.entries(when)
    .map(([key, value]) => `${key} ${safeText(Array.isArray(value) ? value.join(', ') : String(value), 200)}`)
    .join('; ');
}

function doesText({ do: action, to }: Rule): string {
  return to === undefined ? action : `${action} ${safeText(to)}`;
}
