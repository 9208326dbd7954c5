import { parseAddress } from '../observable/address.ts';
import type { Observable } from '../observable/observable.ts';
import type { Assertion, Envelope, Match } from './fact.ts';
import { addressFits, nameFits } from './pattern.ts';

/** What an exemption lets pass. */
export type Exempted =
  /** An observable as it stands. */
  | { readonly kind: 'value'; readonly value: Observable }
  /** Addresses within a network in CIDR. */
  | { readonly kind: 'network'; readonly network: string }
  /** A name, or with a leading dot all below it too; URLs and addresses on it as well. */
  | { readonly kind: 'domain'; readonly name: string }
  /** `user@example.org`, `@example.org`, `.example.org`. */
  | { readonly kind: 'sender' | 'recipient'; readonly pattern: string }
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'tag'; readonly tag: string }
  /** Whatever a rule of this name would decide about. */
  | { readonly kind: 'rule'; readonly rule: string }
  /** An authenticated user. */
  | { readonly kind: 'user'; readonly user: string };

/** What policy lets pass, and who answers for it. */
export interface Exemption {
  readonly id: string;
  readonly what: Exempted;
  readonly owner: string;
  readonly reason: string;
  /** Milliseconds since 1970; `null` lasts. */
  readonly expiresAt: number | null;
}

export function inForce(exemption: Exemption, now: number): boolean {
  return exemption.expiresAt === null || now < exemption.expiresAt;
}

/** Whether an exemption takes one assertion away: those of a source or a tag leave what others assert. */
export function takesAway({ what }: Exemption, { source, tags }: Assertion): boolean {
  return (what.kind === 'source' && what.source === source) || (what.kind === 'tag' && tags.includes(what.tag));
}

/** Whether an exemption lets pass what a rule decides about. */
export function suspends({ what }: Exemption, rule: string): boolean {
  return what.kind === 'rule' && what.rule === rule;
}

/**
 * Whether an exemption lets a match pass whoever asserts it. A recipient's holds only where all recipients are meant,
 * for the others' mail is the same mail.
 */
export function exempts({ what }: Exemption, match: Match, envelope: Envelope): boolean {
  switch (what.kind) {
    case 'value':
      return [match.listed, match.fact.observable].some((each) => same(each, what.value));
    case 'network':
      return [match.fact.observable, match.listed].some((each) => within(each, what.network));
    case 'domain':
      return [match.fact.observable, match.listed].some((each) => nameFits(what.name, nameOf(each)));
    case 'sender':
      return addressFits(what.pattern, envelope.sender);
    case 'recipient':
      return envelope.recipients.length > 0 && envelope.recipients.every((each) => addressFits(what.pattern, each));
    case 'source':
    case 'tag':
    case 'rule':
      return false;
    case 'user':
      return envelope.user === what.user;
  }
}

function same(a: Observable, b: Observable): boolean {
  return a.kind === b.kind && a.value === b.value;
}

/** The name that an observable is about; empty where it is about none. */
function nameOf({ kind, value }: Observable): string {
  if (kind === 'domain') return value;
  if (kind === 'email') return value.slice(value.lastIndexOf('@') + 1);
  return kind === 'url' ? (URL.parse(value)?.hostname ?? '') : '';
}

function within({ kind, value }: Observable, network: string): boolean {
  if (kind !== 'ip' && kind !== 'network') return false;
  const outer = parseCidr(network);
  const inner = parseCidr(value);
  if (outer === null || inner === null || inner.bits !== outer.bits || inner.prefix < outer.prefix) return false;
  const host = BigInt(outer.bits - outer.prefix);
  return inner.number >> host === outer.number >> host;
}

function parseCidr(text: string) {
  const [base = '', prefix] = text.split('/', 2);
  const address = parseAddress(base);
  return address === undefined ? null : { ...address, prefix: prefix === undefined ? address.bits : Number(prefix) };
}
