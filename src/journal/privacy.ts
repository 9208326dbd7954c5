import { createHmac } from 'node:crypto';
import type { JournalEntry } from './entry.ts';

/** How much of a mail is written down: as it is, or addresses and unlisted values as keyed hashes that can still be searched for. */
export type Privacy = { readonly kind: 'clear' } | { readonly kind: 'hashed'; readonly key: string };

/** An address or value as it is written down. */
export function written(text: string, privacy: Privacy): string {
  if (privacy.kind === 'clear') return text;
  return `#${createHmac('sha256', privacy.key).update(text).digest('base64url').slice(0, 22)}`;
}

/** Whether a text stands for another: hashes begin with `#`, and hold no `@`. */
export function isHidden(text: string): boolean {
  return text.startsWith('#') && !text.includes('@');
}

/** An entry as it is written down. What is listed stays readable: it is the feeds' knowledge, not the mail's. */
export function writtenEntry(entry: JournalEntry, privacy: Privacy): JournalEntry {
  if (privacy.kind === 'clear') return entry;
  const hide = (text: string): string => written(text, privacy);
  return {
    ...entry,
    client: entry.client === null ? null : hide(entry.client),
    sender: entry.sender === null ? null : hide(entry.sender),
    recipients: entry.recipients.map(hide),
    ...(entry.user === undefined || entry.user === null ? {} : { user: hide(entry.user) }),
    matches: entry.matches.map((match) => ({ ...match, shown: hide(match.shown) })),
    facts: entry.facts.map((fact) => ({ ...fact, value: hide(fact.value) })),
  };
}
