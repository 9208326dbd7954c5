/** Where in a poll or a mail something happened (DESIGN §1). */
export type Stage =
  | 'config'
  | 'gate'
  | 'dns'
  | 'tcp'
  | 'proxy'
  | 'tls'
  | 'http'
  | 'auth'
  | 'taxii'
  | 'content'
  | 'guard'
  | 'store'
  | 'mail';

/** Who has to act before it works again. */
export type Fault = 'operator' | 'source' | 'network' | 'host' | 'bug';

/** `soon`: jittered back-off within the poll; `next-poll`: wait for the schedule; `after-change`: no use before somebody changes something. */
export type RetryClass = 'soon' | 'next-poll' | 'after-change';

/** Stable name of a kind of failure, also the path of its page under docs/failures. */
export type Code = `${string}/${string}`;

/** One row of an area's table. The texts for the operator are keyed by the same code in `diagnosis/`. */
export interface Condition {
  readonly stage: Stage;
  /** A few words, lower case, no full stop. */
  readonly title: string;
  readonly fault: Fault;
  readonly retry: RetryClass;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What was seen, as plain JSON. Never holds a secret; peer text is quoted by whoever shows it (`base/text.ts`). */
export type Evidence = Readonly<Record<string, JsonValue>>;

/** A failure as it travels between processes, into reports and to `--json`. */
export interface FailureRecord {
  readonly code: Code;
  readonly stage: Stage;
  readonly fault: Fault;
  readonly retry: RetryClass;
  /** One line, lower case: what was attempted on what, and what came back. */
  readonly message: string;
  readonly evidence: Evidence;
  /** Which end of a proxied connection failed; absent where no connection was involved. */
  readonly hop?: 'proxy' | 'origin';
  /** Milliseconds the peer asked us to wait (`Retry-After`, `ESTIMATED_WAIT`); such a wait is no attempt. */
  readonly retryAfterMs?: number;
}

/** An instance of a condition. Answers "whose fault" and "retry?" by itself; never thrown for an answer such as "not listed". */
export class Failure extends Error implements FailureRecord {
  override readonly name = 'Failure';
  readonly code: Code;
  readonly stage: Stage;
  readonly fault: Fault;
  readonly retry: RetryClass;
  readonly evidence: Evidence;
  declare readonly hop?: 'proxy' | 'origin';
  declare readonly retryAfterMs?: number;

  constructor(record: FailureRecord, options?: { readonly cause?: unknown }) {
    super(record.message, options);
    this.code = record.code;
    this.stage = record.stage;
    this.fault = record.fault;
    this.retry = record.retry;
    this.evidence = record.evidence;
    if (record.hop !== undefined) this.hop = record.hop;
    if (record.retryAfterMs !== undefined) this.retryAfterMs = record.retryAfterMs;
  }

  /** The plain record: what `JSON.stringify` writes and what crosses a process boundary. */
  toJSON(): FailureRecord {
    return {
      code: this.code,
      stage: this.stage,
      fault: this.fault,
      retry: this.retry,
      message: this.message,
      evidence: this.evidence,
      ...(this.hop === undefined ? {} : { hop: this.hop }),
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
    };
  }
}

interface Details {
  readonly evidence?: Evidence;
  readonly hop?: 'proxy' | 'origin';
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Makes the failures of one area from its table: `const fail = failing(tcpConditions)`, then
 * `throw fail('tcp/refused', 'connection to 192.0.2.1:443 was refused', { evidence: { port: 443 } })`.
 */
export function failing<T extends Readonly<Record<Code, Condition>>>(table: T) {
  return (code: keyof T & Code, message: string, details: Details = {}): Failure => {
    const row = table[code];
    if (row === undefined) throw new TypeError(`no condition ${code}`);
    return new Failure(
      {
        code,
        stage: row.stage,
        fault: row.fault,
        retry: row.retry,
        message,
        evidence: details.evidence ?? {},
        ...(details.hop === undefined ? {} : { hop: details.hop }),
        ...(details.retryAfterMs === undefined ? {} : { retryAfterMs: details.retryAfterMs }),
      },
      details.cause === undefined ? undefined : { cause: details.cause },
    );
  };
}

/** The one condition that belongs to no area: what no rule recognised, a bug to be reported. */
export const bugConditions = {
  'bug/unknown': { stage: 'config', title: 'not recognised by any rule', fault: 'bug', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

const failBug = failing(bugConditions);

/** Any thrown thing as a `Failure`: itself, or `bug/unknown` with the raw chain of causes as evidence. */
export function asFailure(thrown: unknown, attempted: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const chain = causes(thrown);
  const message = `${attempted}: ${chain[0] ?? 'nothing was thrown'}`;
  return failBug('bug/unknown', message, { evidence: { chain }, cause: thrown });
}

/** `Name[code]: message` of a thrown thing and of its causes, outermost first, at most 8. */
function causes(thrown: unknown): string[] {
  const chain: string[] = [];
  let link: unknown = thrown;
  while (link !== undefined && chain.length < 8) {
    if (!(link instanceof Error)) return [...chain, `thrown ${typeof link}: ${JSON.stringify(link)}`];
    const code = 'code' in link && typeof link.code === 'string' ? `[${link.code}]` : '';
    chain.push(`${link.name}${code}: ${link.message}`);
    link = link.cause;
  }
  return chain;
}
