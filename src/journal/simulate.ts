import type { Observable } from '../observable/observable.ts';
import type { Exemption } from '../policy/exemption.ts';
import type { Fact, Match } from '../policy/fact.ts';
import { stops, type Action, type Policy } from '../policy/rule.ts';
import { decide, strength, type Verdict } from '../policy/verdict.ts';
import type { JournalEntry } from './entry.ts';
import { isHidden } from './privacy.ts';

export interface SimulationOptions {
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
  /** As though every source enforced. */
  readonly enforceSources: boolean;
  readonly now: number;
  /** What of a mail's facts is listed; by default what was when it came. */
  readonly matchesOf?: (facts: readonly Fact[]) => readonly Match[];
}

/** What another policy would have done to the mails of the journal. */
export interface Simulation {
  /** Mails that showed something listed, then or by what is asked now. */
  readonly mails: number;
  /** Of those, mails that showed nothing listed when they came. */
  readonly fresh: number;
  /** Mails of which the journal hides what a decision could go by. */
  readonly hidden: number;
  /** Mails that were kept from whom they were for, and that would have been. */
  readonly stopped: { readonly was: number; readonly would: number };
  /** Mails by what was done, and by what would have been. */
  readonly was: Readonly<Record<string, number>>;
  readonly would: Readonly<Record<string, number>>;
  /** Mails that would have been treated otherwise, by rule (`''` for none) and by source. */
  readonly rules: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, number>>;
  /** The first twenty mails that would have been treated more strictly, and more mildly. */
  readonly stricter: readonly Changed[];
  readonly milder: readonly Changed[];
}

export interface Changed extends Pick<JournalEntry, 'reference' | 'time' | 'sender' | 'recipients'> {
  readonly was: string;
  readonly would: Action;
  readonly rule: string | null;
  /** What the decision comes from; `null` where nothing is listed any more. */
  readonly listed: Observable | null;
}

const mostShown = 20;

/** Decides again about mails: by what was known of them then, or by what is asked. */
export function simulate(entries: Iterable<JournalEntry>, options: SimulationOptions): Simulation {
  const tally = new Tally();
  for (const entry of entries) {
    const hides = isHiding(entry, options);
    const matches = options.matchesOf === undefined ? matchesThen(entry) : options.matchesOf(factsOf(entry));
    if (hides) tally.hidden += 1;
    if (entry.matches.length === 0 && matches.length === 0) continue;
    // Nobody can tell what is listed now of what is hidden.
    if (hides && options.matchesOf !== undefined) continue;
    tally.add(entry, decideAgain(entry, matches, options));
  }
  return tally;
}

class Tally implements Simulation {
  mails = 0;
  fresh = 0;
  hidden = 0;
  readonly stopped = { was: 0, would: 0 };
  readonly was: Counts = {};
  readonly would: Counts = {};
  readonly rules: Counts = {};
  readonly sources: Counts = {};
  readonly stricter: Changed[] = [];
  readonly milder: Changed[] = [];

  add(entry: JournalEntry, { action, decisive }: Verdict): void {
    const was = entry.action as Action;
    this.mails += 1;
    if (entry.matches.length === 0) this.fresh += 1;
    if (stops(was)) this.stopped.was += 1;
    if (stops(action)) this.stopped.would += 1;
    count(this.was, was);
    count(this.would, action);
    const by = strength(action) - strength(was);
    if (by !== 0) this.#change(entry, { action, decisive }, by > 0 ? this.stricter : this.milder);
  }

  #change(entry: JournalEntry, { action, decisive }: Pick<Verdict, 'action' | 'decisive'>, list: Changed[]): void {
    const rule = decisive?.rule?.name ?? null;
    count(this.rules, rule ?? '');
    for (const source of new Set(decisive?.match.assertions.map((each) => each.source))) count(this.sources, source);
    if (list.length >= mostShown) return;
    const { reference, time, sender, recipients, action: was } = entry;
    const listed = decisive?.match.listed ?? null;
    list.push({ reference, time, sender, recipients, was, would: action, rule, listed });
  }
}

type Counts = Record<string, number>;

function count(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Whether what is hidden could change the answer: facts where they are looked up, else addresses that rules and exemptions name. */
function isHiding({ sender, recipients, user, facts }: JournalEntry, { matchesOf }: SimulationOptions): boolean {
  return matchesOf === undefined
    ? [sender ?? '', user ?? '', ...recipients].some(isHidden)
    : facts.some(({ value }) => isHidden(value));
}

function decideAgain(
  { direction, sender, recipients, user = null }: JournalEntry,
  matches: readonly Match[],
  { policy, exemptions, enforceSources, now }: SimulationOptions,
): Verdict {
  return decide({
    matches: enforceSources ? matches.map(enforced) : matches,
    envelope: { direction, sender: sender ?? '', recipients, user },
    policy,
    exemptions,
    now,
  });
}

function enforced(match: Match): Match {
  return { ...match, assertions: match.assertions.map((each) => ({ ...each, mode: 'enforce' })) };
}

function matchesThen({ matches }: JournalEntry): readonly Match[] {
  return matches.map(({ kind, value, shown, where, assertions }) => ({
    // What was shown may have been hidden; what is listed was not.
    fact: { observable: { kind: kind === 'network' ? 'ip' : kind, value: shown }, where, note: null },
    listed: { kind, value },
    assertions,
  }));
}

function factsOf({ facts }: JournalEntry): readonly Fact[] {
  return facts.map(({ kind, value, where }) => ({ observable: { kind, value }, where, note: null }));
}
