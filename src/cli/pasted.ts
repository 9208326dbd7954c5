import { quote } from '../base/text.ts';
import { takeApart } from '../config/take-apart.ts';
import type { JsonObject } from '../service/service.ts';
import type { Texts } from './texts.ts';

/** What the operator should know of a pasted URL or curl line; `read`: what its files gave. @throws Failure `config/*` when it cannot be read. */
export function notesOnPasted(text: string, texts: Texts, read: JsonObject = {}): string[] {
  const { kind, role, path, credentials, notes } = takeApart(text);
  const secret = credentials !== null && !(credentials.kind === 'basic' && credentials.password.reveal() === '');
  return [
    ...(kind === 'taxii1' && role !== null && role !== 'poll' ? [texts.pasted.notPoll(quote(path), role)] : []),
    ...(secret ? [texts.pasted.secretSeen] : []),
    ...notes.filter(({ setting }) => setting === null || read[setting] === undefined).map(({ message }) => message),
  ];
}
