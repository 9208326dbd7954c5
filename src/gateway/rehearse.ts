import type { Clock, Random } from '../base/clock.ts';
import type { GatewaySettings } from '../config/gateway-settings.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import type { DataPaths } from '../host/paths.ts';
import type { MatchIndex } from '../match/match-index.ts';
import type { Match as Listing } from '../match/match.ts';
import type { Observable } from '../observable/observable.ts';
import type { Envelope, Fact } from '../policy/fact.ts';
import type { Policy } from '../policy/rule.ts';
import type { Exemption } from '../policy/exemption.ts';
import { networkSet } from './client-rule.ts';
import { resultHeaders, type Header } from './headers.ts';
import type { Inspection, Mail } from './inspection.ts';
import { IndexInspector, type MailReader } from './inspector.ts';
import { LiveRules } from './live-rules.ts';
import { mailReader } from './mail-reader.ts';
import { PublishedIndex } from './published-index.ts';

export interface RehearsalParts {
  readonly paths: DataPaths;
  readonly settings: GatewaySettings;
  readonly clock: Clock;
  readonly random: Random;
}

/** What is asked about: a mail, or values by themselves, with what stands around them. */
export interface Subject {
  readonly mail: Mail;
  /** Instead of what the mail shows. */
  readonly facts?: readonly Fact[];
  /** Which way it goes; told by the client and the user where it is not given. */
  readonly direction?: 'inbound' | 'outbound';
}

/** What would come of a mail now. Nothing was written, and nobody was told. */
export interface Rehearsal {
  readonly facts: readonly Fact[];
  readonly envelope: Envelope;
  readonly inspection: Inspection;
  readonly headers: readonly Header[];
  /** Listings behind the matches, those of networks and names above too. */
  readonly listings: readonly Listing[];
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
  readonly index: { readonly generation: number; readonly observables: number; readonly builtAt: number };
}

/**
 * Takes a mail the way that the gateway takes it: the index that is published, the policy and the exemptions of the
 * data directory.
 * @throws Failure `match/*` where no index can be used; `config/file-bad` for a policy that cannot be.
 */
export async function rehearse(parts: RehearsalParts, subject: Subject, signal: AbortSignal): Promise<Rehearsal> {
  const failures: Failure[] = [];
  const failed = (failure: Failure): void => void failures.push(failure);
  const { paths, settings, clock } = parts;
  const published = new PublishedIndex({ directory: paths.indexDirectory, clock, failed });
  const rules = new LiveRules({ policy: paths.policy, exemptions: paths.exemptions, clock, failed });
  try {
    await Promise.all([published.refresh(), rules.refresh()]);
    const [failure] = failures;
    if (failure !== undefined) throw failure;
    const { index } = published;
    if (index === null) throw asFailure(new TypeError('an index that was read is there'), 'rehearsing');
    return await inspected(parts, subject, { index, rules, isOwn: networkSet(settings.trustedNetworks), signal });
  } finally {
    published.close();
  }
}

interface World {
  readonly index: MatchIndex;
  readonly rules: LiveRules;
  readonly isOwn: (address: string) => boolean;
  readonly signal: AbortSignal;
}

async function inspected(
  { settings, clock, random }: RehearsalParts,
  { mail, facts, direction }: Subject,
  { index, rules, isOwn, signal }: World,
): Promise<Rehearsal> {
  const seen: Fact[] = [];
  const real = mailReader(settings, clock);
  const reader: MailReader = facts === undefined ? real : { ...real, facts: async () => ({ facts, reservations: [] }) };
  const told =
    direction ?? (mail.user !== null || (mail.client !== null && isOwn(mail.client)) ? 'outbound' : 'inbound');
  const inspector = new IndexInspector({
    index: () => index,
    rules: () => rules.rules,
    reader,
    direction: () => told,
    clock,
    random,
    inspected: (_mail, _inspection, all) => void seen.push(...all),
  });
  const inspection = await inspector.inspect(mail, signal);
  const { generation, observables, builtAt } = index;
  return {
    facts: seen,
    envelope: { direction: told, sender: mail.sender ?? '', recipients: mail.recipients, user: mail.user },
    inspection,
    headers: resultHeaders({ kind: 'inspected', inspection }, settings.node),
    listings: inspection.verdict.rulings.flatMap(({ match }) => index.lookUp(match.listed, clock.now())),
    ...rules.rules,
    index: { generation, observables, builtAt },
  };
}

/** What is asked of the index for a value: itself, and what may cover it. */
export function lookUpsFor({ kind, value }: Observable): readonly string[] {
  if (kind === 'ip')
    return [value, `${value.includes(':') ? '::/0' : '0.0.0.0/0'} … ${value}/${value.includes(':') ? 128 : 32}`];
  if (kind !== 'domain') return [value];
  const labels = value.split('.');
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
}
