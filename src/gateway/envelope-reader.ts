import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseIp } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import type { Fact, Place } from '../policy/fact.ts';
import type { Mail } from './inspection.ts';
import { unchanged, type MailReader } from './inspector.ts';

/** What the envelope of a mail shows: the client, its HELO, the sender with its domain. */
export function envelopeFacts({ client, helo, sender }: Mail): readonly Fact[] {
  const at = sender?.lastIndexOf('@') ?? -1;
  return [
    ...fact(client === null ? null : parseIp(client), 'client'),
    ...fact(helo === null ? null : parseDomain(helo), 'helo'),
    ...fact(at < 0 ? null : parseEmail(sender ?? ''), 'envelope-from'),
    ...fact(at < 0 ? null : parseDomain(sender?.slice(at + 1) ?? ''), 'envelope-from'),
  ];
}

/** What cannot be read is no fact: a HELO is often no name at all. */
function fact(parsed: Observable | Refusal | null, where: Place): Fact[] {
  return parsed === null || 'rule' in parsed ? [] : [{ observable: parsed, where, note: null }];
}

/** Reads envelopes alone. */
export const envelopeReader: MailReader = {
  facts: async (mail) => ({ facts: envelopeFacts(mail), reservations: [] }),
  rewrite: async () => unchanged,
};
