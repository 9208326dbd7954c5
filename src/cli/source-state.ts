import type { SourceView } from '../service/service.ts';
import type { Context } from './context.ts';
import type { Palette } from './palette.ts';

const marks = { ok: '✔', failing: '✖', stale: '!', never: '○', polling: '▸', suspended: '–' } as const;
const paints = {
  ok: 'good',
  failing: 'bad',
  stale: 'warn',
  never: 'dim',
  polling: 'strong',
  suspended: 'dim',
} as const;

/** The state of a source in a word with its mark. */
export function stateCell(
  { texts }: Context,
  state: SourceView['state'],
  palette: Palette,
): { readonly text: string; readonly paint: (text: string) => string } {
  return { text: `${marks[state]} ${texts.source.states[state]}`, paint: palette[paints[state]] };
}
