import type { Code } from '../base/failure.ts';
import { canonical, codes, titleOf } from '../diagnosis/catalogue.ts';
import { languages } from './language.ts';

/** Words that say nothing about what is wrong. */
const empty = new Set(['the', 'and', 'has', 'not', 'was', 'for', 'its', 'with', 'that', 'this', 'server', 'answer']);

/**
 * Whether an answer names one of the right conditions: by its code, by the second part of the code, or by words of
 * which most stand in its title, in whatever language, and in no other title more of them.
 */
export function namesCondition(answer: string, right: readonly Code[]): boolean {
  const asked = answer
    .trim()
    .toLowerCase()
    .replaceAll(/[[\]`"']/g, '');
  const meant = canonical(asked);
  if (right.some((code) => code === asked || code === meant || code.split('/')[1] === asked)) return true;
  const words = wordsOf(asked);
  if (words.length === 0) return false;
  const scores = codes().map((code) => ({ code, score: score(words, code) }));
  const best = Math.max(...scores.map((each) => each.score));
  if (best * 2 < words.length) return false;
  return scores.some((each) => each.score === best && right.includes(each.code));
}

/** How many of the words stand in what a condition is called. */
function score(words: readonly string[], code: Code): number {
  const called = [code, ...languages.map((language) => titleOf(code, language) ?? '')].join(' ').toLowerCase();
  return words.filter((word) => called.includes(word)).length;
}

/** Latin words of three letters and more, others of two; endings that change with the sentence are left off. */
function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (word.length > 5 ? word.replace(/(?:ing|ed|es|s)$/, '') : word))
    .filter((word) => !empty.has(word) && (/^[a-z]+$/.test(word) ? word.length > 2 : word.length > 1));
}
