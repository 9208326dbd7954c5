import type { Code, Condition } from '../base/failure.ts';

const left = { stage: 'mail', fault: 'source', retry: 'after-change' } as const;

/** Why some of a mail was not looked at. Told in its headers and the journal; the mail is decided by what was seen. */
export const messageConditions = {
  'mail/too-many-parts': { ...left, title: 'a mail has more parts than are looked at' },
  'mail/too-deep': { ...left, title: 'parts of a mail lie deeper than is looked' },
  'mail/header-too-long': { ...left, title: 'the headers of a mail are longer than is read' },
  'mail/too-many-urls': { ...left, title: 'a mail has more links than are looked up' },
  'mail/archive-too-large': { ...left, title: 'an attached archive unpacks to more than is looked at' },
  'mail/archive-encrypted': { ...left, title: 'an attached archive is encrypted' },
  'mail/archive-damaged': { ...left, title: 'an attached archive cannot be unpacked' },
  'mail/truncated': { ...left, title: 'a mail is larger than is looked at' },
} as const satisfies Record<Code, Condition>;

export type MailReservation = keyof typeof messageConditions;
