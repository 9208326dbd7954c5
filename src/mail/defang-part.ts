import type { Observable } from '../observable/observable.ts';
import { Spending, defaultBudget } from './budget.ts';
import { byteEdits } from './byte-edits.ts';
import { decodeText } from './charset.ts';
import { Collector } from './collector.ts';
import { defangMarkup, type MarkupDefanging } from './defang-markup.ts';
import { defangEdits, type Wanted } from './defang-text.ts';
import { fileKind } from './file-kind.ts';
import { mapVisible } from './mapped-text.ts';
import type { Part } from './parts.ts';
import { readReference } from './read-markup.ts';
import { baseOf } from './read-part.ts';
import { reencoded } from './reencode.ts';
import { decodeTransfer } from './transfer.ts';

/** Bytes of a text that is rewritten; a longer one is left. */
const longest = 4 * 1024 * 1024;

/** The body of a text or a page with what is wanted defanged, in its own charset and encoding; `null` where nothing is, or nothing can be. */
export function defangedBody(part: Part, body: Buffer, wanted: Wanted): Buffer | null {
  const { type, charset, encoding, fileName: name } = part;
  if (part.cut || body.length > longest) return null;
  const content = decodeTransfer(body, encoding);
  const kind = fileKind(content, { type, name });
  if (kind !== 'html' && kind !== 'text' && kind !== 'calendar') return null;
  const text = decodeText(content, charset);
  const edits =
    kind === 'html' ? defangMarkup(text, { wanted, shows, base: baseOf(part) }) : defangEdits(mapVisible(text), wanted);
  const changed = edits.length === 0 ? null : byteEdits(content, text, charset, edits);
  return changed === null ? null : reencoded(body, encoding, changed);
}

/** What one value in markup shows. */
const shows: MarkupDefanging['shows'] = (reference, base): readonly Observable[] => {
  const spending = new Spending(defaultBudget, () => 0);
  const collector = new Collector(spending);
  const nothing = (): Promise<void> => Promise.resolve();
  const reading = { collector, spending, seen: new Set<string>(), file: nothing, message: nothing };
  readReference(reading, reference, { where: 'html', note: null, depth: 0 }, base);
  return collector.facts.map(({ observable }) => observable);
};
