import { safeText } from '../base/text.ts';
import { lookUpsFor, type Rehearsal } from '../gateway/rehearse.ts';
import type { Fact as Shown } from '../policy/fact.ts';
import { inForce, type Exemption } from '../policy/exemption.ts';
import { misfit } from '../policy/rule.ts';
import { takerOf, type Ruling } from '../policy/verdict.ts';
import { codeLine } from './complaint.ts';
import { showDistance, showTime, type Context } from './context.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatNumber } from './format.ts';

/** What is shown of each unless everything is asked for: values looked up; matches; sources and rules of a match. */
const usual = { facts: 25, matches: 10, lines: 10 } as const;
const longest = 2048;

/** What `--json` prints. */
export function rehearsalView({ facts, inspection, headers, reply, listings, index }: Rehearsal): object {
  const { verdict, mode, reservations, redirectTo } = inspection;
  return {
    verdict: { action: verdict.action, wanted: verdict.wanted, mode, rule: verdict.decisive?.rule?.name ?? null },
    facts: facts.map(({ observable, where, note }) => ({ ...observable, where, note, asked: lookUpsFor(observable) })),
    matches: verdict.rulings.map(({ match, exemption, rule, wanted, done }) => ({
      shown: match.fact.observable,
      where: match.fact.where,
      listed: match.listed,
      assertions: match.assertions,
      exemption: exemption?.id ?? null,
      rule: rule?.name ?? null,
      wanted,
      done,
    })),
    listings: listings.map(({ source, ...listing }) => ({ ...listing, source: source.name })),
    reservations,
    redirectTo,
    headers,
    reply,
    index: { ...index, builtAt: new Date(index.builtAt).toISOString() },
  };
}

/** The verdict, then every match with who asserts it and what each rule said, then what was looked up, then what the mail would get. */
export function rehearsalLines(context: Context, rehearsal: Rehearsal, all: boolean): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { inspection, facts, headers, reply, index } = rehearsal;
  const { verdict, reservations, redirectTo } = inspection;
  const { labels, ...say } = texts.match;
  const stopped = verdict.rulings.some(({ exemption }) => exemption === null);
  const built = new Date(index.builtAt).toISOString();
  const rows: Fact[] = [
    [labels.rule, !stopped || verdict.decisive === null ? [] : safeText(verdict.decisive.rule?.name ?? say.noRule)],
    [labels.redirect, redirectTo === null ? [] : safeText(redirectTo)],
    [labels.notes, reservations.map((code) => codeLine(context, code))],
    [labels.lookUps, lookUpLines(context, facts, all)],
    [labels.gets, say.gets[verdict.action]],
    [labels.reply, reply === null ? [] : `${reply.code} ${reply.enhanced} ${reply.text}`],
    [labels.headers, headers.map(({ name, value }) => safeText(`${name}: ${value.replaceAll(/\s+/g, ' ')}`, longest))],
    [labels.index, say.index[index.from](formatNumber(index.observables), showDistance(context, built))],
  ];
  return [
    `${stopped ? palette.bad('●') : palette.good('○')} ${palette.strong(verdictText(context, rehearsal))}`,
    ...matchLines(context, rehearsal, all),
    ...renderFacts(rows, measure, palette),
  ];
}

function verdictText({ texts }: Context, { inspection }: Rehearsal): string {
  const { verdict, mode } = inspection;
  const { rulings } = verdict;
  if (rulings.length === 0) return texts.match.clean;
  return rulings.every(({ exemption }) => exemption !== null)
    ? texts.match.exempted
    : texts.match.verdict({ ...verdict, mode });
}

/** The match that decides comes first. */
function matchLines(context: Context, rehearsal: Rehearsal, all: boolean): string[] {
  const { decisive, rulings } = rehearsal.inspection.verdict;
  const sorted = decisive === null ? rulings : [decisive, ...rulings.filter((each) => each !== decisive)];
  const shown = all ? sorted : sorted.slice(0, usual.matches);
  const left = sorted.length - shown.length;
  return [
    ...shown.flatMap((ruling) => rulingLines(context, rehearsal, ruling, all)),
    ...(left > 0 ? [`  ${context.texts.message.more(formatNumber(left))}`] : []),
  ];
}

function rulingLines(
  context: Context,
  rehearsal: Rehearsal,
  { match, exemption, rule, wanted, done }: Ruling,
  all: boolean,
): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels, ...say } = texts.match;
  const { places } = texts.message;
  const { listed, fact } = match;
  const shown = fact.observable.value;
  const seen = `${places[fact.where]}${fact.note === null ? '' : ` (${safeText(fact.note, 100)})`}`;
  const rows: Fact[] = [
    [labels.seen, shown === listed.value ? seen : say.seenAs(seen, safeText(shown, longest))],
    [labels.by, some(context, sourceLines(context, rehearsal, match), all)],
    [labels.exemption, exemption === null ? [] : say.exempt(safeText(exemption.id), safeText(exemption.reason, 300))],
    [labels.rules, exemption === null ? ruleLines(context, rehearsal, { match, rule }, all) : []],
    [labels.done, done === wanted ? done : say.held(done, wanted)],
  ];
  return [
    `  ${palette.strong(safeText(listed.value, longest))} (${listed.kind})`,
    ...renderFacts(rows, measure - 2, palette).map((line) => `  ${line}`),
  ];
}

/** The first lines, and how many more there are. */
function some({ texts }: Context, lines: readonly string[], all: boolean): readonly string[] {
  const left = lines.length - usual.lines;
  return all || left <= 0 ? lines : [...lines.slice(0, usual.lines), texts.message.more(formatNumber(left))];
}

function sourceLines(context: Context, rehearsal: Rehearsal, { listed, assertions }: Ruling['match']): string[] {
  const { listedBy, exempt } = context.texts.match;
  const { listings } = rehearsal;
  return assertions.map((assertion) => {
    const { source, indicator, confidence, tags, mode } = assertion;
    const taker = takerOf({ assertions: [assertion] }, inForceNow(context, rehearsal));
    const taken = taker === null ? [] : [exempt(safeText(taker.id), safeText(taker.reason, 300))];
    const listing = listings.find(
      (each) => each.source.name === source && each.indicator === indicator && each.value === listed.value,
    );
    const dates =
      listing === undefined
        ? []
        : [
            listedBy(
              showTime(context, new Date(listing.firstSeen).toISOString()),
              showTime(context, new Date(listing.expiresAt).toISOString()),
            ),
          ];
    const tlp = listing?.tlp === undefined || listing.tlp === null ? [] : [`TLP:${listing.tlp.toUpperCase()}`];
    const sure = confidence === null ? [] : [context.texts.lookup.confidence(confidence)];
    const about = [mode, ...dates, ...sure, ...tlp, ...tags.map((tag) => safeText(tag)), safeText(indicator), ...taken];
    return `${safeText(source)}: ${about.join(' · ')}`;
  });
}

function inForceNow({ environment }: Context, { exemptions }: Rehearsal): readonly Exemption[] {
  return exemptions.filter((each) => inForce(each, environment.clock.now()));
}

/** The rules in order up to the one that applied, and what kept each of the others from it. */
function ruleLines(
  context: Context,
  rehearsal: Rehearsal,
  { match, rule: applied }: Pick<Ruling, 'match' | 'rule'>,
  all: boolean,
): readonly string[] {
  const { ruleFits, ruleMisses, noRule } = context.texts.match;
  const { policy, envelope } = rehearsal;
  const fits = applied === null ? noRule : ruleFits(safeText(applied.name), applied.do);
  // The rule of the test value comes before all others.
  if (applied !== null && !policy.rules.includes(applied)) return [fits];
  const valid = inForceNow(context, rehearsal);
  const assertions = match.assertions.filter((assertion) => takerOf({ assertions: [assertion] }, valid) === null);
  const before = applied === null ? policy.rules : policy.rules.slice(0, policy.rules.indexOf(applied));
  const missed = before.map((rule) =>
    ruleMisses(safeText(rule.name), misfit(rule, { ...match, assertions }, envelope) ?? 'sources'),
  );
  return [...some(context, missed, all), fits];
}

function lookUpLines(context: Context, facts: readonly Shown[], all: boolean): string[] {
  const { texts } = context;
  const { places } = texts.message;
  if (facts.length === 0) return [texts.match.nothingShown];
  const shown = all ? facts : facts.slice(0, usual.facts);
  const left = facts.length - shown.length;
  const lines = shown.map(({ observable, where }) => {
    const asked = lookUpsFor(observable).slice(1);
    const more = asked.length === 0 ? '' : `; ${asked.map((each) => safeText(each, longest)).join(', ')}`;
    return `${safeText(observable.value, longest)} (${observable.kind}, ${places[where]}${more})`;
  });
  return [...lines, ...(left > 0 ? [texts.message.more(formatNumber(left))] : [])];
}
