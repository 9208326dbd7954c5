import type { Clock, Random } from '../base/clock.ts';
import { newId } from '../base/id.ts';
import type { MatchIndex } from '../match/match-index.ts';
import type { Observable } from '../observable/observable.ts';
import type { Exemption } from '../policy/exemption.ts';
import type { Envelope, Fact, Match } from '../policy/fact.ts';
import type { Policy } from '../policy/rule.ts';
import { decide, type Verdict } from '../policy/verdict.ts';
import { fail } from '../match/conditions.ts';
import { canaryMatches, canaryRule } from './canary.ts';
import type { HeaderChange, Inspection, Inspector, Mail } from './inspection.ts';
import { matchesOf } from './matches.ts';

/** What a mail shows, and what kept some of it from being seen. */
export interface MailFacts {
  readonly facts: readonly Fact[];
  /** Codes. */
  readonly reservations: readonly string[];
}

/** Reads and changes messages; the parser of mails in the product. */
export interface MailReader {
  facts(mail: Mail, signal: AbortSignal): Promise<MailFacts>;
  /** The body with what these matches name defanged or taken out. */
  rewrite(mail: Mail, rewriting: Rewriting): Promise<RewrittenMail>;
}

/** How a mail is to be rewritten. */
export interface Rewriting {
  readonly matches: readonly Match[];
  readonly how: 'defang-url' | 'strip-attachment';
  /** Names the mail in what stands instead of a file. */
  readonly reference: string;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface RewrittenMail {
  /** `null` where nothing of the body was changed. */
  readonly body: Uint8Array | null;
  readonly headers: readonly HeaderChange[];
  /** Codes: why some of it was not done. */
  readonly reservations: readonly string[];
}

/** What the reader answers that changes nothing. */
export const unchanged: RewrittenMail = { body: null, headers: [], reservations: [] };

/** What the operator has decided, taken anew for each mail. */
export interface Rules {
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
}

export interface InspectorParts {
  readonly index: () => MatchIndex | null;
  readonly rules: () => Rules;
  readonly reader: MailReader;
  /** Which way a mail goes. */
  readonly direction: (mail: Mail) => Envelope['direction'];
  readonly clock: Clock;
  readonly random: Random;
  /** Told of every mail that was inspected, after its verdict. */
  readonly inspected?: (mail: Mail, inspection: Inspection, facts: readonly Fact[]) => void;
  /** Milliseconds after which the index counts as old, and verdicts say so. Default 7 days. */
  readonly staleMs?: number;
}

/** The single path from a mail to a verdict: facts, matches in the index, policy. */
export class IndexInspector implements Inspector {
  readonly #parts: InspectorParts;

  constructor(parts: InspectorParts) {
    this.#parts = parts;
  }

  async inspect(mail: Mail, signal: AbortSignal): Promise<Inspection> {
    const { reader, rules, direction, clock, random, inspected } = this.#parts;
    const index = this.#index();
    const { facts, reservations } = await reader.facts(mail, signal);
    signal.throwIfAborted();
    const now = clock.now();
    const { policy, exemptions } = rules();
    const { sender, recipients, user } = mail;
    const envelope: Envelope = { direction: direction(mail), sender: sender ?? '', recipients, user };
    const matches = [...canaryMatches(facts), ...matchesOf(facts, index, now)];
    const verdict = decide({ matches, envelope, policy: withCanary(policy), exemptions, now });
    const reference = newId(now, random);
    const rewritten = await this.#rewritten(mail, verdict, { reference, signal });
    signal.throwIfAborted();
    const inspection: Inspection = {
      reference,
      verdict,
      mode: policy.mode,
      reservations: [
        ...reservations,
        ...(mail.truncated ? ['mail/truncated'] : []),
        ...rewritten.reservations,
        ...this.#age(index, now),
      ],
      subjectTag: policy.subjectTag,
      body: rewritten.body,
      bodyHeaders: rewritten.headers,
      redirectTo: verdict.decisive?.rule?.to ?? null,
    };
    inspected?.(mail, inspection, facts);
    return inspection;
  }

  look(observable: Observable): Match | null {
    const now = this.#parts.clock.now();
    const { exemptions, policy } = this.#parts.rules();
    const fact: Fact = { observable, where: 'client', note: null };
    const matches = [...canaryMatches([fact]), ...matchesOf([fact], this.#index(), now)];
    if (matches.length === 0) return null;
    const envelope: Envelope = { direction: 'inbound', sender: '', recipients: [], user: null };
    const { rulings } = decide({ matches, envelope, policy, exemptions, now });
    return rulings.find(({ exemption }) => exemption === null)?.match ?? null;
  }

  #index(): MatchIndex {
    const index = this.#parts.index();
    if (index === null) throw fail('match/missing', 'there is no match index yet');
    return index;
  }

  #age(index: MatchIndex, now: number): readonly string[] {
    const { staleMs = 7 * 24 * 3600 * 1000 } = this.#parts;
    return now - index.builtAt > staleMs ? ['match/stale'] : [];
  }

  async #rewritten(
    mail: Mail,
    { action, rulings }: Verdict,
    more: Pick<Rewriting, 'reference' | 'signal'>,
  ): Promise<RewrittenMail> {
    if (action !== 'defang-url' && action !== 'strip-attachment') return unchanged;
    const matches = rulings.filter(({ done }) => done === action).map(({ match }) => match);
    return this.#parts.reader.rewrite(mail, { matches, how: action, ...more });
  }
}

/** The test value has a rule of its own, before all others. */
export function withCanary(policy: Policy): Policy {
  return { ...policy, rules: [canaryRule, ...policy.rules] };
}
