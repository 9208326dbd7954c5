/** Words of the HighMediumLowVocab of STIX 1. High and Medium lie well apart from Low, which is 15 as in STIX 2.1 appendix A. */
const words: Readonly<Record<string, number>> = { high: 90, medium: 50, med: 50, low: 15, none: 0 };

/** A confidence of 0 to 100 from a word or a number (`85`, `85%`); else (`Unknown`) `null`. */
export function parseConfidence(text: string): number | null {
  const word = text.trim().toLowerCase();
  const number = /^(\d{1,3})(?:\.\d+)?\s*%?$/.exec(word)?.[1];
  if (number !== undefined) return Number(number) <= 100 ? Number(number) : null;
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null;
}
