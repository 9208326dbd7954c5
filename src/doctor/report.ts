import type { Code, Evidence } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { lookUp } from '../diagnosis/catalogue.ts';
import type { Language } from '../diagnosis/entry.ts';
import { render } from '../diagnosis/render.ts';
import { fill } from '../diagnosis/template.ts';
import { valuesOf } from '../diagnosis/values.ts';
import { sections, type Grade, type Result, type Section } from './check.ts';

/** What was judged alike for one cause, told once; alone where there is nothing to share. */
export interface Finding {
  readonly check: string;
  readonly section: Section;
  /** Of the check. */
  readonly title: string;
  readonly state: Grade;
  readonly code: Code | null;
  /** Sources it is about. */
  readonly subjects: readonly string[];
  readonly says: string;
  /** What the condition is called, and what it means; empty for what is well. */
  readonly condition: string;
  readonly cause: string;
  /** What came back, in a line; `null` where no failure told it. */
  readonly message: string | null;
  /** Steps; commands in backticks. */
  readonly fix: readonly string[];
}

/** `--json` of doctor; it grows, and no field changes its meaning within a version. */
export interface DoctorReport {
  readonly version: 1;
  readonly feedgate: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly ms: number;
  /** The worst that was found. */
  readonly state: 'ok' | 'warning' | 'problem';
  /** Findings by their state: what has one cause counts once. */
  readonly counts: Readonly<Record<Grade, number>>;
  /** In the order in which they are told. */
  readonly findings: readonly Finding[];
  /** Each judgement by itself, with what was seen. */
  readonly checks: readonly {
    readonly check: string;
    readonly subject: string | null;
    readonly state: Grade;
    readonly code: Code | null;
    readonly says: string;
    readonly message: string | null;
    readonly evidence: Evidence;
    readonly ms: number;
  }[];
}

export interface ReportFacts {
  readonly feedgate: string;
  /** When it was begun. */
  readonly at: number;
  readonly ms: number;
}

/** The results in one language. */
export function reportOf(results: readonly Result[], facts: ReportFacts, language: Language): DoctorReport {
  const findings = sections.flatMap((section) =>
    groupsOf(results)
      .filter(([first]) => first.section === section)
      .map((group) => findingOf(group, language)),
  );
  const count = (state: Grade): number => findings.filter((finding) => finding.state === state).length;
  const counts = { ok: count('ok'), warning: count('warning'), problem: count('problem'), skipped: count('skipped') };
  return {
    version: 1,
    feedgate: facts.feedgate,
    at: new Date(facts.at).toISOString(),
    ms: Math.round(facts.ms),
    state: counts.problem > 0 ? 'problem' : counts.warning > 0 ? 'warning' : 'ok',
    counts,
    findings,
    checks: results.map(({ check, subject, grade, code, says, message, evidence, ms }) => {
      return { check, subject, state: grade, code, says: says[language], message, evidence, ms };
    }),
  };
}

type Group = readonly [Result, ...Result[]];

/** Results of one code and one cause together, where the first of them stands. */
function groupsOf(results: readonly Result[]): readonly Group[] {
  const groups = new Map<string, [Result, ...Result[]]>();
  for (const [at, result] of results.entries()) {
    const { code, cause, grade } = result;
    const key = code === null || cause === null ? String(at) : `${grade} ${code} ${cause}`;
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [result]);
    else same.push(result);
  }
  return [...groups.values()];
}

function findingOf(group: Group, language: Language): Finding {
  const [first] = group;
  const { check, section, title, grade, code, says, message } = first;
  const subjects = [...new Set(group.map(({ subject }) => subject).filter((name) => name !== null))];
  const evidence = sharedEvidence(group);
  const entry = code === null ? undefined : lookUp(code);
  const told = entry === undefined ? undefined : render(entry, language, evidence);
  const own = first.fix.map((fix) => fill(fix[language], valuesOf(evidence)));
  return {
    check,
    section,
    title: title[language],
    state: grade,
    code,
    subjects,
    says: safeText(says[language], 400),
    condition: told?.title ?? '',
    cause: told?.meaning ?? '',
    message: message === null ? null : safeText(message, 300),
    fix: own.length > 0 ? own : (told?.remedy ?? []),
  };
}

/** What all of them have seen alike: the steps for several name none of them. */
function sharedEvidence([first, ...others]: Group): Evidence {
  const alike = ([name, value]: [string, unknown]): boolean =>
    others.every(({ evidence }) => JSON.stringify(evidence[name]) === JSON.stringify(value));
  return Object.fromEntries(Object.entries(first.evidence).filter(alike));
}
