import type { FailureRecord } from '../base/failure.ts';
import type { Observable } from '../observable/observable.ts';
import type { Match } from '../policy/fact.ts';
import type { Verdict } from '../policy/verdict.ts';

/** A mail as a front knows it; a front that sees less leaves out more. */
export interface Mail {
  /** Which front it came by: `milter`, `http` … */
  readonly front: string;
  /** Of the connecting client; `null` where it is unknown, as for mail written here. */
  readonly client: string | null;
  readonly helo: string | null;
  /** Who authenticated. */
  readonly user: string | null;
  /** Bare address, lower case; empty for bounces, `null` where the front does not know. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  /** As RFC 5322 has it; `null` where only the envelope is known. */
  readonly message: Uint8Array | null;
  /** The message was longer than is kept: what came after is unknown. */
  readonly truncated: boolean;
  /** The MTA's name for it, for the journal. */
  readonly queueId: string | null;
}

/** A header that gets another value, or `null` where it is taken out. */
export interface HeaderChange {
  readonly name: string;
  readonly value: string | null;
}

/** What came of looking at a mail. */
export interface Inspection {
  /** Names it in headers, replies and the journal. */
  readonly reference: string;
  readonly verdict: Verdict;
  readonly mode: 'monitor' | 'enforce';
  /** Why not all of the mail was looked at, or the data are old: codes; empty where nothing is to be said. */
  readonly reservations: readonly string[];
  /** What `tag-subject` writes before the subject. */
  readonly subjectTag: string;
  /** The body with links defanged or attachments taken out, where that was decided. */
  readonly body: Uint8Array | null;
  /** Headers of the message that change with its body. */
  readonly bodyHeaders: readonly HeaderChange[];
  /** For `redirect`. */
  readonly redirectTo: string | null;
}

/** The single path from a mail to a verdict. */
export interface Inspector {
  /** @throws Failure `gateway/*`, `match/*`, `mail/*` */
  inspect(mail: Mail, signal: AbortSignal): Promise<Inspection>;
  /** Looks single values up, as DNS zones and maps do; `null` where one is not listed or exempted. @throws Failure `match/*` */
  look(observable: Observable): Match | null;
}

/** What a front does when nobody can tell: let the mail pass, marked or not, or ask the sender to come again. */
export type FailMode = 'accept' | 'tag' | 'tempfail';

/** An inspection, or why there is none and what is done then. */
export type Outcome =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  | {
      readonly kind: 'undecided';
      readonly failure: FailureRecord;
      readonly failMode: FailMode;
      readonly reference: string;
    };
