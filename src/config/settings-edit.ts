import { parseDocument } from 'yaml';
import type { MailFrontKind } from './gateway-settings.ts';

/** The text of the file of settings with these settings of a front changed; comments and all else stay as they are. */
export function withFront(
  text: string,
  kind: MailFrontKind,
  changes: Readonly<Record<string, string | number>>,
): string {
  const document = parseDocument(text);
  const path = ['gateway', 'fronts', kind];
  for (let length = 1; length <= path.length; length += 1) {
    const at = path.slice(0, length);
    const value = document.getIn(at);
    // `milter: on` and what is empty becomes a map.
    if (typeof value !== 'object' || value === null) document.setIn(at, document.createNode({}));
  }
  for (const [key, value] of Object.entries(changes)) document.setIn([...path, key], value);
  return document.toString();
}
