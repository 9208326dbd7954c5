import type { Exemption } from '../policy/exemption.ts';
import type { Match } from '../policy/fact.ts';
import type { Action, Policy } from '../policy/rule.ts';
import { decide, strength, type Verdict } from '../policy/verdict.ts';
import type { JournalEntry } from './entry.ts';

export interface SimulationOptions {
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
  /** As though every source enforced. */
  readonly enforceSources: boolean;
  readonly now: number;
}

/** What another policy would have done to the mails of the journal. */
export interface Simulation {
  readonly mails: number;
  /** Mails by what was done, and by what would have been. */
  readonly was: Readonly<Record<string, number>>;
  readonly would: Readonly<Record<string, number>>;
  /** Mails that would have been treated otherwise, by rule and by source. */
  readonly rules: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, number>>;
  /** The first mails that would have been treated more strictly, and more mildly. */
  readonly stricter: readonly Changed[];
  readonly milder: readonly Changed[];
}

export interface Changed {
  readonly entry: JournalEntry;
  readonly would: Action;
  readonly rule: string | null;
}

const mostShown = 20;

/** Decides again about mails that showed something listed, by what was known of it then. */
export function simulate(entries: Iterable<JournalEntry>, options: SimulationOptions): Simulation {
  const [was, would, rules, sources] = [{}, {}, {}, {}] as Record<string, number>[] as [Counts, Counts, Counts, Counts];
  const stricter: Changed[] = [];
  const milder: Changed[] = [];
  let mails = 0;
  for (const entry of entries) {
    const { action, decisive } = decideAgain(entry, options);
    mails += 1;
    count(was, entry.action);
    count(would, action);
    const by = strength(action) - strength(entry.action as Action);
    if (by === 0) continue;
    const rule = decisive?.rule?.name ?? null;
    count(rules, rule ?? '');
    for (const { source } of decisive?.match.assertions ?? []) count(sources, source);
    const list = by > 0 ? stricter : milder;
    if (list.length < mostShown) list.push({ entry, would: action, rule });
  }
  return { mails, was, would, rules, sources, stricter, milder };
}

type Counts = Record<string, number>;

function count(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function decideAgain(entry: JournalEntry, { policy, exemptions, enforceSources, now }: SimulationOptions): Verdict {
  const { direction, sender, recipients } = entry;
  const envelope = { direction, sender: sender ?? '', recipients, user: null };
  return decide({
    matches: entry.matches.map((match) => matchOf(match, enforceSources)),
    envelope,
    policy,
    exemptions,
    now,
  });
}

function matchOf({ kind, value, shown, where, assertions }: JournalEntry['matches'][number], enforce: boolean): Match {
  return {
    // What was shown may have been hidden; what is listed was not.
    fact: { observable: { kind: kind === 'network' ? 'ip' : kind, value: shown }, where, note: null },
    listed: { kind, value },
    assertions: enforce ? assertions.map((each) => ({ ...each, mode: 'enforce' })) : assertions,
  };
}
