import { safeText } from '../base/text.ts';
import { isParticle, particleAfter } from './particle.ts';
import { isValueName, missing, type ValueName, type Values } from './values.ts';

/**
 * A text with its values and particles. Values come from peers: they are escaped and cut, and within a command (in
 * backticks) quoted for the shell, or left out where no quoting makes them harmless, so that no server can write a
 * command that somebody pastes.
 */
export function fill(template: string, values: Values): string {
  let text = '';
  let inCommand = false;
  for (const piece of template.split(/(\{[^{}]{1,20}\}|`)/)) {
    const name = piece.startsWith('{') ? piece.slice(1, -1) : '';
    if (piece === '`') inCommand = !inCommand;
    if (isParticle(name)) text += particleAfter(text, name);
    else if (isValueName(name)) text += shown(name, values, inCommand);
    else text += piece;
  }
  return text;
}

function shown(name: ValueName, values: Values, inCommand: boolean): string {
  const value = values[name];
  if (value === undefined || value === '') return missing[name];
  if (!inCommand) return safeText(value, 120).replaceAll('`', "'");
  return shellWord(value) ?? missing[name];
}

/** The value as one word of a POSIX shell; nothing for what could be taken for an option or cannot be shown as it is. */
function shellWord(value: string): string | undefined {
  if (value.length > 200 || value.startsWith('-') || value.includes('`') || safeText(value) !== value) return undefined;
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
