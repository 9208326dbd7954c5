import type { Code, Evidence } from '../base/failure.ts';

/** `warning`: it works and will not for ever, or not as somebody thinks; `skipped`: it could not be told, and why. */
export type Grade = 'ok' | 'warning' | 'problem' | 'skipped';

/** The parts of an installation, in the order in which they are told. */
export const sections = ['installation', 'service', 'mail', 'store', 'machine', 'network', 'sources'] as const;
export type Section = (typeof sections)[number];

/** The same in both languages. Commands stand in backticks; holds no secret and no words of a peer. */
export interface Both {
  readonly en: string;
  readonly ko: string;
}

/** What a check makes of its facts, or of one thing among them. */
export interface Judgement {
  readonly grade: Grade;
  /** The condition; `null` for what is well or skipped. */
  readonly code: Code | null;
  /** The source it is about. */
  readonly subject: string | null;
  /** Half a line: the figure that it was judged by, or why it was skipped. */
  readonly says: Both;
  /** What mends it, where this is more exact than the catalogue's steps; `{file}` and the like are filled from evidence. */
  readonly fix: readonly Both[];
  /** What was seen. */
  readonly evidence: Evidence;
  /** One line that a failure came with, as `Failure.message`; `null` where there is none. */
  readonly message: string | null;
  /** Of the same cause are those of one code and one `cause`; `null` stands alone. */
  readonly cause: string | null;
}

type More = Partial<Pick<Judgement, 'subject' | 'fix' | 'evidence' | 'message' | 'cause'>>;

export function ok(says: Both, more: More = {}): Judgement {
  return judgement('ok', null, says, more);
}

export function skipped(says: Both, more: More = {}): Judgement {
  return judgement('skipped', null, says, more);
}

export function warning(code: Code, says: Both, more: More = {}): Judgement {
  return judgement('warning', code, says, more);
}

export function problem(code: Code, says: Both, more: More = {}): Judgement {
  return judgement('problem', code, says, more);
}

function judgement(grade: Grade, code: Code | null, says: Both, more: More): Judgement {
  return { grade, code, subject: null, says, fix: [], evidence: {}, message: null, cause: null, ...more };
}

/** A check as data: what is gathered, and what is made of it. */
export interface CheckSpec<Facts> {
  readonly id: string;
  readonly section: Section;
  readonly title: Both;
  /** Milliseconds after which it is given up. Default 3,000. */
  readonly limitMs?: number;
  /** Looks, and changes nothing. Stops when the signal aborts, or is no longer listened to. */
  gather(signal: AbortSignal): Promise<Facts>;
  /** Pure; at least one judgement. */
  judge(facts: Facts): readonly Judgement[];
}

/** A check whose facts are its own affair. */
export interface Check {
  readonly id: string;
  readonly section: Section;
  readonly title: Both;
  readonly limitMs: number;
  run(signal: AbortSignal): Promise<readonly Judgement[]>;
}

export function check<Facts>(spec: CheckSpec<Facts>): Check {
  const { id, section, title, limitMs = 3000 } = spec;
  return { id, section, title, limitMs, run: async (signal) => spec.judge(await spec.gather(signal)) };
}

/** A judgement with the check it is of; plain JSON. */
export interface Result extends Judgement {
  readonly check: string;
  readonly section: Section;
  readonly title: Both;
  /** Milliseconds that the check took. */
  readonly ms: number;
}
