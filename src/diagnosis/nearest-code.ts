import type { Code } from '../base/failure.ts';
import { aliases } from './aliases.ts';
import { canonical, codes } from './catalogue.ts';

/** The longest text that is compared, in characters. */
const longest = 80;

/**
 * The code that was probably meant: itself in another case or with blanks around it, its condition without the area
 * (`nxdomain`, `401`), or the nearest in spelling; `undefined` where nothing comes near.
 */
export function nearestCode(text: string): Code | undefined {
  const asked = text
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replaceAll('_', '-');
  if (asked === '' || asked.length > longest) return undefined;
  const all = [...codes(), ...aliases.keys()];
  const same = all.find((code) => code === asked) ?? all.find((code) => code.split('/')[1] === asked);
  if (same !== undefined) return canonical(same);
  const status = /^(?:http\/)?(52\d|530)$/.test(asked) ? 'http/52x' : undefined;
  return status ?? nearestBySpelling(asked, all);
}

function nearestBySpelling(asked: string, all: readonly string[]): Code | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(asked.length / 3)) + 1;
  for (const code of all) {
    const compared = asked.includes('/') ? code : (code.split('/')[1] ?? code);
    const distance = editDistance(asked, compared);
    if (distance < least) [best, least] = [code, distance];
  }
  return best === undefined ? undefined : canonical(best);
}

/** Insertions, deletions, replacements that make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
