import type { Clock } from '../base/clock.ts';
import type { GatewaySettings } from '../config/gateway-settings.ts';
import { factsOfMessage } from '../mail/facts.ts';
import { rewriteMessage } from '../mail/rewrite.ts';
import { networkSet } from './client-rule.ts';
import { envelopeFacts } from './envelope-reader.ts';
import { unchanged, type MailReader } from './inspector.ts';

/** Reads and rewrites whole mails: the envelope, and the message where the front gave one. */
export function mailReader({ trustedNetworks }: Pick<GatewaySettings, 'trustedNetworks'>, clock: Clock): MailReader {
  const isOwn = networkSet(trustedNetworks);
  return {
    async facts(mail, signal) {
      const { client, message, truncated } = mail;
      const envelope = envelopeFacts(mail);
      if (message === null) return { facts: envelope, reservations: [] };
      // A front that knows no client was handed the message by our own server.
      const comesFromOwn = client === null || isOwn(client);
      const options = { truncated, clock, signal, isOwn: comesFromOwn ? isOwn : null };
      const { facts, reservations } = await factsOfMessage(message, options);
      return { facts: [...envelope, ...facts], reservations };
    },
    async rewrite({ message, truncated }, { matches, how, reference, signal }) {
      if (message === null) return unchanged;
      const shown = matches.map(({ fact }) => fact.observable);
      return rewriteMessage(message, { truncated, clock, signal, how, shown, reference });
    },
  };
}
