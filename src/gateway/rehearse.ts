import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Random } from '../base/clock.ts';
import type { GatewaySettings } from '../config/gateway-settings.ts';
import { asFailure, Failure } from '../base/failure.ts';
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
import { replyOf, type Reply } from './reply.ts';

export interface RehearsalParts {
  readonly paths: DataPaths;
  readonly settings: GatewaySettings;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes an index of the store in an empty directory, where none has been published; false where there is no store. */
  readonly build: (directory: string) => Promise<boolean>;
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
  /** What is written into the mail; nothing where it is not taken. */
  readonly headers: readonly Header[];
  /** What its sender hears where it is not taken. */
  readonly reply: Reply | null;
  /** Listings behind the matches, those of networks and names above too. */
  readonly listings: readonly Listing[];
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
  readonly index: {
    readonly from: IndexOrigin;
    readonly generation: number;
    readonly observables: number;
    /** Milliseconds since 1970. */
    readonly builtAt: number;
  };
}

/** Where the index comes from: it was published, or made from the store just now. */
export type IndexOrigin = 'published' | 'store';

/**
 * Takes a mail the way that the gateway takes it: the index that is published, or one of the store where none is; the
 * policy and the exemptions of the data directory.
 * @throws Failure `match/*` where no index can be used; `config/file-bad` for a policy that cannot be.
 */
export async function rehearse(parts: RehearsalParts, subject: Subject, signal: AbortSignal): Promise<Rehearsal> {
  const failures: Failure[] = [];
  const { paths, settings, clock } = parts;
  const rules = new LiveRules({
    policy: paths.policy,
    exemptions: paths.exemptions,
    clock,
    failed: (failure) => void failures.push(failure),
  });
  await rules.refresh();
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  const isOwn = networkSet(settings.trustedNetworks);
  return withIndex(parts, (index, from) => inspected(parts, subject, { index, from, rules, isOwn, signal }));
}

/** The index of a data directory for as long as `work` takes. @throws Failure `match/*` */
export async function withIndex<T>(
  { paths, clock, build }: Pick<RehearsalParts, 'paths' | 'clock' | 'build'>,
  work: (index: MatchIndex, from: IndexOrigin) => T | Promise<T>,
): Promise<T> {
  try {
    return await withPublished(paths.indexDirectory, clock, (index) => work(index, 'published'));
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'match/missing') throw error;
    const directory = await mkdtemp(join(tmpdir(), 'feedgate-index-'));
    try {
      if (!(await build(directory))) throw error;
      return await withPublished(directory, clock, (index) => work(index, 'store'));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}

async function withPublished<T>(
  directory: string,
  clock: Clock,
  work: (index: MatchIndex) => T | Promise<T>,
): Promise<T> {
  const failures: Failure[] = [];
  const published = new PublishedIndex({ directory, clock, failed: (failure) => void failures.push(failure) });
  try {
    await published.refresh();
    const [failure] = failures;
    if (failure !== undefined) throw failure;
    const { index } = published;
    if (index === null) throw asFailure(new TypeError('an index that was read is there'), 'rehearsing');
    return await work(index);
  } finally {
    published.close();
  }
}

interface World {
  readonly index: MatchIndex;
  readonly from: IndexOrigin;
  readonly rules: LiveRules;
  readonly isOwn: (address: string) => boolean;
  readonly signal: AbortSignal;
}

async function inspected(
  { settings, clock, random }: RehearsalParts,
  { mail, facts, direction }: Subject,
  { index, from, rules, isOwn, signal }: World,
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
    ...gotten(inspection, settings.node),
    listings: inspection.verdict.rulings.flatMap(({ match }) => index.lookUp(match.listed, clock.now())),
    ...rules.rules,
    index: { from, generation, observables, builtAt },
  };
}

/** What the mail or its sender would get. */
function gotten(inspection: Inspection, node: string): Pick<Rehearsal, 'headers' | 'reply'> {
  const { action } = inspection.verdict;
  const reply = replyOf(action, inspection.reference);
  const isTaken = reply === null && action !== 'discard';
  return { reply, headers: isTaken ? resultHeaders({ kind: 'inspected', inspection }, node) : [] };
}

/** What is asked of the index for a value: itself, and what may cover it. */
export function lookUpsFor({ kind, value }: Observable): readonly string[] {
  if (kind === 'ip')
    return [value, `${value.includes(':') ? '::/0' : '0.0.0.0/0'} … ${value}/${value.includes(':') ? 128 : 32}`];
  if (kind !== 'domain') return [value];
  const labels = value.split('.');
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
}
