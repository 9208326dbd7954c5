import { safeText } from '../base/text.ts';
import { defang } from '../observable/defang.ts';
import type { Late } from './late-mails.ts';

/** What the log says of mails that showed what one source has listed since. */
export interface LateNote {
  readonly code: 'mail/listed-late';
  readonly source: string;
  readonly text: string;
  /** The first hundred. */
  readonly references: readonly string[];
}

/** One note a source. */
export function lateNotes(found: readonly Late[]): readonly LateNote[] {
  const bySource = Map.groupBy(found, ({ source }) => source);
  return [...bySource].map(([source, late]) => {
    const references = [...new Set(late.map(({ entry }) => entry.reference))];
    const values = [...new Set(late.map(({ listed }) => safeText(defang(listed), 200)))];
    const more = values.length > 3 ? ` and ${values.length - 3} more` : '';
    const mails =
      references.length === 1 ? 'A mail that had come shows' : `${references.length} mails that had come show`;
    return {
      code: 'mail/listed-late',
      source,
      text: `${mails} what the source ${source} lists now: ${values.slice(0, 3).join(', ')}${more}; see: feedgate message list --late`,
      references: references.slice(0, 100),
    };
  });
}
