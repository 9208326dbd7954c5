import type { JournalEntry, JournalMatch } from '../journal/entry.ts';
import type { Direction, Fact } from '../policy/fact.ts';
import type { Ruling } from '../policy/verdict.ts';
import type { Inspection, Mail, Outcome } from './inspection.ts';

/** What stands around a verdict. */
interface Around {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly direction: Direction;
}

/** Facts of one mail that are written down. */
const mostFacts = 500;

/** A verdict as the journal has it. */
export function verdictEntry(
  mail: Mail,
  { reference, verdict, mode, reservations }: Inspection,
  { time, direction, facts }: Around & { readonly facts: readonly Fact[] },
): JournalEntry {
  return {
    ...envelopeOf(mail),
    reference,
    time,
    direction,
    mode,
    action: verdict.action,
    wanted: verdict.wanted,
    rule: verdict.decisive?.rule?.name ?? null,
    notes: reservations,
    matches: verdict.rulings.map(matchOf),
    facts: facts.slice(0, mostFacts).map(({ observable, where }) => ({ ...observable, where })),
  };
}

/** That nobody could tell, as the journal has it. */
export function undecidedEntry(
  mail: Mail,
  { reference, failure, failMode }: Outcome & { kind: 'undecided' },
  { time, direction }: Around,
): JournalEntry {
  return {
    ...envelopeOf(mail),
    reference,
    time,
    direction,
    mode: 'monitor',
    action: failMode,
    wanted: 'none',
    rule: null,
    notes: [failure.code],
    matches: [],
    facts: [],
  };
}

function envelopeOf({ front, client, sender, recipients, user, queueId }: Mail) {
  return { front, client, sender, recipients, user, queueId };
}

function matchOf({ match, exemption, done }: Ruling): JournalMatch {
  const { listed, fact, assertions } = match;
  return {
    ...listed,
    shown: fact.observable.value,
    where: fact.where,
    sources: [...new Set(assertions.map(({ source }) => source))],
    assertions,
    exemption: exemption?.id ?? null,
    done,
  };
}
