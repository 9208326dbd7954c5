import type { Alert, Book, Gone, Notice } from './book.ts';
import { grouped, looksOf, shownSubject, type Group } from './group.ts';
import { worst, type Area, type Problem } from './problem.ts';
import type { Rules } from './rules.ts';
import { tell } from './tell.ts';

const hour = 3_600_000;
/** How long a cause that is gone is remembered. */
const remembered = 24 * hour;
const mostGone = 1000;
/** A cause that comes back has to stay away this many times longer, and never longer than that. */
const calmer = 4;
const longestCalm = 12 * hour;

/** What was seen at one time. */
export interface Sight {
  /** Milliseconds since 1970; it may jump. */
  readonly now: number;
  /** What was looked at: alerts of other areas stay as they are. */
  readonly seen: ReadonlySet<Area>;
  /** All that is wrong there. */
  readonly problems: readonly Problem[];
}

/** The book after a sight, and what is to be told now. What was told is told once: the same sight again tells nothing. */
export function advance(
  book: Book,
  sight: Sight,
  rules: Rules,
): { readonly book: Book; readonly notices: readonly Notice[] } {
  const { now } = sight;
  const groups = grouped(sight.problems, book.alerts);
  const suffering = new Set(
    sight.problems
      .filter(({ subject }) => subject !== '')
      .map(({ area, subject }) => suffererOf(area, shownSubject(subject))),
  );
  const known = new Set(book.alerts.map(({ key }) => key));
  const fresh = [...groups.values()].filter(({ key, ripe }) => ripe && !known.has(key));
  const alerts = [
    ...book.alerts.map((alert) => seen(alert, groups.get(alert.key), { now, areas: sight.seen, suffering, rules })),
    ...fresh.map((group) => opened(group, book.gone, now)),
  ];
  const told = tell({ alerts, next: book.next }, rules, now);
  const kept = new Set(told.alerts.map(({ key }) => key));
  const left = alerts.filter(({ key, overAt }) => overAt !== null && !kept.has(key));
  return { book: { ...told.book, gone: remember(book.gone, left, now) }, notices: told.notices };
}

function seen(alert: Alert, group: Group | undefined, { now, areas, suffering, rules }: Seen): Alert {
  if (group !== undefined && (alert.overAt === null || group.ripe)) return held(alert, group);
  if (alert.overAt !== null || !areas.has(alert.area)) return alert;
  const wellSince = alert.wellSince ?? now;
  if (now - wellSince < calmOf(alert, rules)) return { ...alert, wellSince };
  const moved = alert.subjects.every((subject) => suffering.has(suffererOf(alert.area, subject)));
  return { ...alert, wellSince, overAt: now, moved };
}

interface Seen {
  readonly now: number;
  readonly areas: ReadonlySet<Area>;
  /** All that suffers from anything. */
  readonly suffering: ReadonlySet<string>;
  readonly rules: Rules;
}

function suffererOf(area: Area, subject: string): string {
  return `${area} ${subject}`;
}

/** How long all has to be well. */
function calmOf({ openings }: Alert, { recoveredAfter }: Rules): number {
  return Math.max(recoveredAfter, Math.min(recoveredAfter * calmer ** (openings - 1), longestCalm));
}

function held(alert: Alert, group: Group): Alert {
  const looks = looksOf(group);
  return {
    ...alert,
    ...looks,
    peak: worst([alert.peak, looks.severity]),
    reach: Math.max(alert.reach, looks.count),
    wellSince: null,
    overAt: null,
    moved: false,
    openings: alert.overAt === null ? alert.openings : alert.openings + 1,
  };
}

function opened(group: Group, gone: readonly Gone[], now: number): Alert {
  const before = gone.find(({ key, at }) => key === group.key && now - at < remembered);
  const looks = looksOf(group);
  return {
    ...looks,
    key: group.key,
    area: group.area,
    cause: group.cause,
    peak: looks.severity,
    reach: looks.count,
    since: Math.min(now, ...group.problems.flatMap(({ since }) => (since === null ? [] : [since]))),
    openedAt: now,
    wellSince: null,
    overAt: null,
    moved: false,
    openings: (before?.openings ?? 0) + 1,
    told: null,
  };
}

function remember(gone: readonly Gone[], left: readonly Alert[], now: number): readonly Gone[] {
  const again = new Set(left.map(({ key }) => key));
  const kept = gone.filter(({ key, at }) => !again.has(key) && now - at < remembered);
  return [...kept, ...left.map(({ key, openings }) => ({ key, at: now, openings }))].slice(-mostGone);
}
