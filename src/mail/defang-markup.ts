import type { Observable } from '../observable/observable.ts';
import { applied, defangEdits, defangText, type TextEdit, type Wanted } from './defang-text.ts';
import { readMarkup, type Reference } from './html.ts';
import { mapMarkup } from './mapped-text.ts';
import { asBrowserReads } from './url-forms.ts';

/** How a page is defanged. */
export interface MarkupDefanging {
  readonly wanted: Wanted;
  /** What a value in markup shows, relative to a base. */
  readonly shows: (reference: Pick<Reference, 'value' | 'how'>, base: string | null) => readonly Observable[];
  /** What relative links of the page are relative to, where it says nothing itself. */
  readonly base: string | null;
}

/** What has to be changed in a page so that nothing of it leads to what is wanted: values of attributes, text, styles. */
export function defangMarkup(source: string, defanging: MarkupDefanging, depth = 0): TextEdit[] {
  const { wanted, shows } = defanging;
  const markup = readMarkup(source);
  const base = markup.base ?? defanging.base;
  const edits = defangEdits(mapMarkup(source, markup), wanted);
  for (const reference of markup.references) {
    if (!wanted(shows(reference, base))) continue;
    const { start, end, how, raw } = reference;
    const value = depth < deepest ? defangedValue(reference, { ...defanging, base }, depth) : '';
    const still = wanted(shows({ value, how }, base));
    const instead = still ? (how === 'page' ? '#' : '') : value;
    edits.push({ start, end, text: raw ? instead : escaped(instead) });
  }
  for (const { start, end } of markup.comments) {
    const inside = depth < deepest ? defangMarkup(source.slice(start, end), { ...defanging, base }, depth + 1) : [];
    edits.push(...inside.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })));
  }
  return edits;
}

/** Pages within pages that are rewritten; what lies deeper is emptied. */
const deepest = 5;

function defangedValue({ value, how }: Reference, defanging: MarkupDefanging, depth: number): string {
  const { wanted, base } = defanging;
  if (how === 'markup') return applied(value, defangMarkup(value, defanging, depth + 1));
  if (how !== 'page') return defangText(value, wanted);
  const plain = asBrowserReads(value);
  if (/^mailto:/i.test(plain))
    return plain
      .replace(/^mailto:/i, '')
      .replaceAll('.', '[.]')
      .replaceAll('@', '[@]');
  if (/^[/\\]{2}/.test(plain)) return defangText(`https://${plain.slice(2)}`, wanted);
  if (base === null || /^[a-z][a-z0-9+.-]*:/i.test(plain)) return defangText(plain, wanted);
  return defangText(URL.parse(plain, asBrowserReads(base))?.href ?? '#', wanted);
}

/** Safe with quotes of either kind, and without. Ascii alone, whatever the charset. */
function escaped(value: string): string {
  return value.replace(/[^\w\-.~:/?#[\]@!$()*+,;%=]/gu, (char) => `&#${char.codePointAt(0) ?? 0xfffd};`);
}
