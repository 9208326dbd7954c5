import type { PollReport } from '../feed/report.ts';
import { guardNames, type GuardHit, type GuardName, type Guards } from '../guard/guard.ts';
import type { GuardList, Holding } from '../guard/list.ts';
import { hostOfUrl } from '../guard/subject.ts';
import { parseAny } from '../observable/parse-any.ts';
import { parseDomain } from '../observable/domain.ts';
import { parseIp } from '../observable/ip.ts';
import type { Kind, Observable } from '../observable/observable.ts';

/** One guard as it stands, and what it did. */
export interface GuardView {
  readonly name: GuardName;
  readonly on: boolean;
  /** `null` where it goes by no list of its own. */
  readonly holds: Holding | null;
  readonly lists: readonly GuardListView[];
  /** What it kept out of the sources shown. */
  readonly keptOut: number;
}

export interface GuardListView {
  readonly name: string;
  readonly origin: GuardList['origin'];
  /** Day or instant of its contents, RFC 3339. */
  readonly updatedAt: string | null;
  readonly holds: Holding;
}

/** What guards kept out of a source since its last full poll, that poll included. */
export interface KeptOutView {
  readonly source: string;
  /** Begin of the earliest poll counted, RFC 3339; `null` where there was none. */
  readonly since: string | null;
  readonly count: number;
  readonly byGuard: Readonly<Partial<Record<GuardName, number>>>;
  /** At most 10 of each guard. */
  readonly samples: readonly { readonly guard: GuardName; readonly kind: Kind; readonly value: string }[];
}

export interface GuardsView {
  /** The file that says which guards there are. */
  readonly file: string;
  /** When it was written; `null` where there is none, and the standard guards hold. */
  readonly changedAt: string | null;
  readonly widest: { readonly v4: number; readonly v6: number };
  /** In the order in which they are asked. */
  readonly guards: readonly GuardView[];
  /** Lists of which there is no good state yet. */
  readonly missing: readonly { readonly name: string; readonly guard: GuardName }[];
  readonly sources: readonly KeptOutView[];
}

/** What guards would do with one value: as it stands, and what it names besides. */
export interface GuardTestView {
  readonly query: string;
  /** The rule that says that the text is no observable. */
  readonly refused: string | null;
  readonly verdicts: readonly GuardVerdict[];
}

export interface GuardVerdict extends Observable {
  /** `value` is what was asked, `host` the host of an asked URL, `domain` that of an address of mail. */
  readonly about: 'value' | 'host' | 'domain';
  readonly keptOut: boolean;
  /** Everything against it; a guard that is off keeps nothing out. */
  readonly hits: readonly GuardHit[];
}

/** The guards, and what they kept out by the reports of each source (newest first). */
export function guardViews(guards: Guards, sources: readonly KeptOutView[]): readonly GuardView[] {
  return guardNames.map((name) => ({
    name,
    on: !guards.rules.off.includes(name),
    holds: guards.holding(name),
    lists: guards.lists
      .filter((list) => list.guard === name)
      .map(({ name: list, origin, updatedAt, entries }) => ({ name: list, origin, updatedAt, holds: entries.holding })),
    keptOut: sources.reduce((sum, { byGuard }) => sum + (byGuard[name] ?? 0), 0),
  }));
}

const mostSamples = 10;

/** Adds up what reports (newest first) tell of guards, down to the last full poll that succeeded. */
export function keptOutOf(source: string, reports: readonly PollReport[]): KeptOutView {
  const full = reports.findIndex(({ mode, state }) => mode === 'full' && state === 'succeeded');
  const counted = full < 0 ? reports : reports.slice(0, full + 1);
  const byGuard: Partial<Record<GuardName, number>> = {};
  for (const { reason, count } of counted.flatMap(({ skipped }) => skipped)) {
    const guard = guardIn(reason);
    if (guard !== undefined) byGuard[guard] = (byGuard[guard] ?? 0) + count;
  }
  return {
    source,
    since: counted.at(-1)?.startedAt ?? null,
    count: Object.values(byGuard).reduce((sum, count) => sum + count, 0),
    byGuard,
    samples: samplesOf(counted),
  };
}

function samplesOf(reports: readonly PollReport[]): KeptOutView['samples'] {
  const samples = new Map<string, KeptOutView['samples'][number]>();
  const taken = new Map<GuardName, number>();
  for (const { kind, text, rule } of reports.flatMap(({ refusals }) => refusals)) {
    const guard = guardIn(rule);
    const key = `${kind} ${text}`;
    if (guard === undefined || samples.has(key) || (taken.get(guard) ?? 0) >= mostSamples) continue;
    samples.set(key, { guard, kind, value: text });
    taken.set(guard, (taken.get(guard) ?? 0) + 1);
  }
  return [...samples.values()];
}

/** The guard of a reason such as `guard:own`. */
function guardIn(reason: string): GuardName | undefined {
  return reason.startsWith('guard:') ? guardNames.find((name) => name === reason.slice(6)) : undefined;
}

/** What guards have against a text as a person types it, and against the host or domain that it names. */
export function testGuards(guards: Guards, query: string): GuardTestView {
  const parsed = parseAny(query);
  if ('rule' in parsed) return { query, refused: parsed.rule, verdicts: [] };
  const judge = (about: GuardVerdict['about'], { kind, value }: Observable): GuardVerdict => {
    const hits = guards.against({ kind, value });
    return { about, kind, value, keptOut: hits.some(({ on }) => on), hits };
  };
  const named = namedIn(parsed);
  return {
    query,
    refused: null,
    verdicts: [judge('value', parsed), ...(named === null ? [] : [judge(...named)])],
  };
}

function namedIn({ kind, value }: Observable): readonly ['host' | 'domain', Observable] | null {
  if (kind !== 'url' && kind !== 'email') return null;
  const host = kind === 'url' ? hostOfUrl(value) : value.slice(value.lastIndexOf('@') + 1);
  const address = parseIp(host);
  const parsed = 'rule' in address ? parseDomain(host) : address;
  return 'rule' in parsed ? null : [kind === 'url' ? 'host' : 'domain', parsed];
}
