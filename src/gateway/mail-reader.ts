import { factsOfMessage } from '../message/facts.ts';
import { envelopeFacts } from './envelope-reader.ts';
import type { MailReader } from './inspector.ts';

/** Reads whole mails: the envelope, and the message where the front gave one. Bodies are not rewritten. */
export const mailReader: MailReader = {
  async facts(mail) {
    const envelope = envelopeFacts(mail);
    if (mail.message === null) return { facts: envelope, reservations: [] };
    const { facts, reservations } = await factsOfMessage(mail.message, { truncated: mail.truncated });
    return { facts: [...envelope, ...facts], reservations };
  },
  rewrite: () => null,
};
