import type { Kind, Observable, Refusal } from './observable.ts';

/** A refusal of `text` as a `kind`, with the text cut to 200 characters. */
export function refuse(kind: Kind, text: string, rule: string): Refusal {
  return { kind, text: text.length > 200 ? text.slice(0, 200) : text, rule };
}

/** Tells the two answers of a `parse…` function apart. */
export function isRefusal(answer: Observable | Refusal | readonly Observable[]): answer is Refusal {
  return 'rule' in answer;
}

/** C0 and C1 controls, line and paragraph separators, and bidi overrides: nothing that is listed may hold one. */
// oxlint-disable-next-line no-control-regex -- they are what it looks for
const control = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** The first rule that a text breaks whatever its kind: `empty`, `too-long` (2,048), `control-character`, `not-unicode`. */
export function brokenText(text: string): string | undefined {
  if (text === '') return 'empty';
  if (text.length > 2048) return 'too-long';
  if (control.test(text)) return 'control-character';
  return text.isWellFormed() ? undefined : 'not-unicode';
}
