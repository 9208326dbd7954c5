/** What nobody sees and many a filter trips over: zero-width, soft hyphen, bidi marks and overrides, fillers, tags. */
const invisible =
  // oxlint-disable-next-line no-misleading-character-class -- each stands for itself
  /[\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{e0000}-\u{e007f}]/u;
const allInvisible = new RegExp(invisible, 'gu');

/** What UTS 46 reads as a dot, between letters or digits of ASCII: a sentence of Chinese does not end so. */
const wideDot = /(?<=[a-z0-9])[\u2024\u3002\uff0e\uff61](?=[a-z0-9])/gi;
const suspicious = new RegExp(`${invisible.source}|[\u2024\u3002\uff0e\uff61]`, 'u');

/** The text as a person takes it: without what is not seen, and with plain dots in names. */
export function visible(text: string): string {
  return suspicious.test(text) ? text.replace(allInvisible, '').replace(wideDot, '.') : text;
}
