import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

/**
 * Passes a name that DNS can be asked for: labels of 1–63 letters, digits, `-` and `_`, 253 in all. Refuses what
 * other programs would read as an address in disguise (`127.1`, `0x7f000001`): a last label that is a number.
 * @throws Failure `dns/bad-name`.
 */
export function checkHostName(name: string): void {
  const labels = name.replace(/\.$/, '').split('.');
  const wrong =
    name.length > 254
      ? 'longer than 253 characters'
      : labels.some((part) => part === '')
        ? 'a label is empty'
        : labels.some((part) => part.length > 63)
          ? 'a label is longer than 63 characters'
          : !labels.every((part) => label.test(part))
            ? 'a character that a host name may not have'
            : /^(?:\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '')
              ? 'it ends in a number, like an address in another notation'
              : undefined;
  if (wrong === undefined) return;
  throw fail('dns/bad-name', `${quote(name)} is not a host name: ${wrong}`, { evidence: { name, reason: wrong } });
}
