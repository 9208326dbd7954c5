import { safeText } from '../base/text.ts';
import { valuesOf, type Values } from '../diagnosis/values.ts';
import type { Alert } from './book.ts';
import { worst, type Area, type Problem } from './problem.ts';

/** Causes of one area that have alerts of their own; what comes on top of them shares one. */
const mostCauses = 20;
/** Stands for the cause of what shares one. */
export const manyCauses = '*';
/** Names that an alert keeps. */
const mostSubjects = 20;

/** Problems of one cause. */
export interface Group {
  readonly key: string;
  readonly area: Area;
  /** Safe to show. */
  readonly cause: string;
  /** Whether one of them opens an alert. */
  readonly ripe: boolean;
  /** At least one. */
  readonly problems: readonly Problem[];
}

function keyOf(area: Area, cause: string): string {
  return `${area} ${cause}`;
}

/** Problems by the alert that they belong to. */
export function grouped(problems: readonly Problem[], alerts: readonly Alert[]): ReadonlyMap<string, Group> {
  const byKey = Map.groupBy(problems, ({ area, cause }) => keyOf(area, safeText(cause)));
  const open = new Set(alerts.filter(({ overAt }) => overAt === null).map(({ key }) => key));
  const groups = new Map<string, Group>();
  const own = new Map<Area, number>();
  // Those that are open first, so that they stay what they are.
  const keys = [...byKey.keys()].sort((a, b) => Number(open.has(b)) - Number(open.has(a)));
  for (const key of keys) {
    const members = byKey.get(key) ?? [];
    const [first] = members;
    if (first === undefined) continue;
    const { area } = first;
    const ripe = members.some((each) => each.ripe);
    const count = own.get(area) ?? 0;
    const shares = !open.has(key) && ripe && (count >= mostCauses || open.has(keyOf(area, manyCauses)));
    if (shares) add(groups, { key: keyOf(area, manyCauses), area, cause: manyCauses, ripe, problems: members });
    else add(groups, { key, area, cause: safeText(first.cause), ripe, problems: members });
    if (ripe && !shares) own.set(area, count + 1);
  }
  return groups;
}

function add(groups: Map<string, Group>, group: Group): void {
  const before = groups.get(group.key);
  groups.set(group.key, before === undefined ? group : { ...group, problems: [...before.problems, ...group.problems] });
}

/** The name of what suffers, safe to show. */
export function shownSubject(subject: string): string {
  return safeText(subject, 100);
}

/** What an alert shows of its problems: the code is the one that most of the worst have. */
export function looksOf({ problems, ripe }: Group) {
  const telling = ripe ? problems.filter((each) => each.ripe) : problems;
  const severity = worst(telling.map((each) => each.severity));
  const worstOnes = telling.filter((each) => each.severity === severity);
  const codes = [...Map.groupBy(worstOnes, ({ code }) => code)].sort(([, a], [, b]) => b.length - a.length);
  const shown = codes[0]?.[1][0] ?? problems[0];
  if (shown === undefined) throw new TypeError('a group has a problem');
  const subjects = [...new Set([...worstOnes, ...telling, ...problems].map(({ subject }) => subject))];
  return {
    code: shown.code,
    severity,
    count: subjects.length,
    subjects: subjects.slice(0, mostSubjects).map(shownSubject),
    message: safeText(shown.message, 300),
    values: cut(valuesOf({ ...shown.evidence, ...(shown.subject === '' ? {} : { source: shown.subject }) })),
  };
}

function cut(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.slice(0, 300)]));
}
