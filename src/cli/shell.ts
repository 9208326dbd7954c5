import { safeText } from '../base/text.ts';

/**
 * A value as one word of a POSIX shell, to stand in a command that somebody may paste; `placeholder` where no quoting
 * makes it harmless.
 */
export function shellWord(value: string, placeholder: string): string {
  if (value === '' || value.length > 500 || value.startsWith('-') || safeText(value, 500) !== value) return placeholder;
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
