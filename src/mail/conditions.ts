import type { Code, Condition } from '../base/failure.ts';

const left = { stage: 'mail', fault: 'source', retry: 'after-change' } as const;

/** Why not all of a mail was looked at or rewritten. None is thrown: they stand beside the facts as reservations. */
export const mailConditions = {
  'mail/truncated': { ...left, title: 'a mail is larger than is looked at' },
  'mail/too-many-parts': { ...left, title: 'a mail has more parts than are looked at' },
  'mail/too-deep': { ...left, title: 'parts of a mail lie deeper than is looked' },
  'mail/header-too-long': { ...left, title: 'the headers of a mail are longer than is read' },
  'mail/too-many-urls': { ...left, title: 'a mail has more links than are looked up' },
  'mail/too-slow': { ...left, title: 'reading a mail takes longer than it may' },
  'mail/archive-encrypted': { ...left, title: 'an attached archive is encrypted' },
  'mail/archive-damaged': { ...left, title: 'an attached archive cannot be unpacked' },
  'mail/archive-too-large': { ...left, title: 'an attached archive unpacks to more than is looked at' },
  'mail/archive-unread': { ...left, title: 'an attached archive is of a kind that is not unpacked' },
  'mail/document-encrypted': { ...left, title: 'an attached document is encrypted' },
  'mail/document-too-large': { ...left, title: 'an attached document unpacks to more than is looked at' },
  'mail/rewrite-signed': { ...left, title: 'a signed or encrypted part of a mail is left as it is' },
  'mail/rewrite-partial': { ...left, title: 'not all that is listed could be taken out of a mail' },
} as const satisfies Record<Code, Condition>;

/** A code of this room. */
export type Reservation = keyof typeof mailConditions;
