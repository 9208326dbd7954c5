import type { JournalEntry } from './entry.ts';
import { networksOver } from './network-words.ts';
import { type Privacy, written } from './privacy.ts';

/** What a mail is found by that showed a value. */
export function factWord(kind: string, value: string): string {
  return `fact ${kind} ${value}`;
}

/** … that showed something below a name. */
export function belowWord(value: string): string {
  return `below ${value}`;
}

/** … that showed an address of a network. */
export function withinWord(network: string): string {
  return `within ${network}`;
}

/** What an entry can be found by. */
export function wordsOf({ sender, recipients, matches, facts }: JournalEntry, privacy: Privacy): ReadonlySet<string> {
  const hide = (text: string): string => written(text, privacy);
  return new Set([
    ...[...(sender === null ? [] : [sender]), ...recipients].map((address) => `address ${hide(address)}`),
    ...matches.flatMap(({ value, shown, sources }) => [
      `value ${value}`,
      `value ${hide(shown)}`,
      ...sources.map((source) => `source ${source}`),
    ]),
    ...facts.flatMap(({ kind, value }) => [
      `value ${hide(value)}`,
      factWord(kind, hide(value)),
      ...(kind === 'ip' ? networksOver(value).map((network) => withinWord(hide(network))) : []),
      ...(kind === 'domain' ? above(value).map((name) => belowWord(hide(name))) : []),
    ]),
  ]);
}

/** The names above a name that sources may list: all but those of one label. */
function above(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(1, -1).map((_, i) => labels.slice(i + 1).join('.'));
}
