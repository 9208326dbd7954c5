/** What nobody sees and many a filter trips over: zero-width, soft hyphen, bidi marks and overrides, fillers, tags. */
const invisible =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e007f}]/u;
const allInvisible = new RegExp(invisible, 'gu');

/** Whether a character (a code unit) is seen by nobody. */
export function isInvisible(code: number): boolean {
  return code >= 0xad && invisible.test(String.fromCharCode(code));
}

/** The text as it is seen. */
export function visible(text: string): string {
  return invisible.test(text) ? text.replace(allInvisible, '') : text;
}
