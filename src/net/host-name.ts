import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

type Rule = readonly [broken: (labels: readonly string[]) => boolean, reason: string];

/** First broken one wins. */
const rules: readonly Rule[] = [
  [(labels) => labels.join('.').length > 253, 'longer than 253 characters'],
  [(labels) => labels.some((part) => part === ''), 'a label is empty'],
  [(labels) => labels.some((part) => part.length > 63), 'a label is longer than 63 characters'],
  [(labels) => !labels.every((part) => label.test(part)), 'a character that a host name may not have'],
  [
    (labels) => /^(?:\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? ''),
    'it ends in a number, like an address in another notation',
  ],
];

/**
 * Passes a name that DNS can be asked for: labels of 1–63 letters, digits, `-` and `_`, 253 in all. Refuses what
 * other programs would read as an address in disguise (`127.1`, `0x7f000001`): a last label that is a number.
 * @throws Failure `dns/bad-name`.
 */
export function checkHostName(name: string): void {
  const labels = name.replace(/\.$/, '').split('.');
  const reason = rules.find(([broken]) => broken(labels))?.[1];
  if (reason === undefined) return;
  throw fail('dns/bad-name', `${quote(name)} is not a host name: ${reason}`, { evidence: { name, reason } });
}
