/** Pairs of Korean particles: after a final consonant, after a vowel. */
const pairs = {
  '을/를': ['을', '를'],
  '이/가': ['이', '가'],
  '은/는': ['은', '는'],
  '과/와': ['과', '와'],
  '으로/로': ['으로', '로'],
  '이나/나': ['이나', '나'],
} as const;

export type Particle = keyof typeof pairs;

/** Whether the text names a pair that `particleAfter` knows. */
export function isParticle(text: string): text is Particle {
  return Object.hasOwn(pairs, text);
}

type Ending = 'vowel' | 'rieul' | 'consonant';

/**
 * The particle that the sound of a text's last word asks for: `를` after `소스`, `을` after `URL`, `로` after `서울`.
 * Closing quotes, brackets and other marks are looked through; where there is no sound both stand: `을(를)`.
 */
export function particleAfter(text: string, particle: Particle): string {
  const [afterConsonant, afterVowel] = pairs[particle];
  const ending = endingOf(text);
  if (ending === undefined) return `${afterConsonant}(${afterVowel})`;
  // 로 follows a vowel and also ㄹ.
  const vowelForm = ending === 'vowel' || (ending === 'rieul' && particle === '으로/로');
  return vowelForm ? afterVowel : afterConsonant;
}

/** The word and its particle: `소스를`, `URL을`. */
export function withParticle(word: string, particle: Particle): string {
  return word + particleAfter(word, particle);
}

/** Only the last word counts, and a word of more than 64 characters is none. */
function endingOf(text: string): Ending | undefined {
  const tail = text.slice(-64);
  let end = tail.length;
  while (end > 0 && !/[\p{L}\p{N}%]/u.test(tail.charAt(end - 1))) end -= 1;
  const last = tail.charAt(end - 1);
  if (last === '%') return 'vowel';
  if (/[가-힣]/.test(last)) return ofHangul(last);
  if (/[0-9]/.test(last)) return ofDigit(last);
  const word = /[A-Za-z]+$/.exec(tail.slice(0, end))?.[0];
  return word === undefined ? undefined : ofLatin(word);
}

/** The final consonant of a syllable block: its place modulo 28, 0 for none, 8 for ㄹ. */
function ofHangul(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'rieul' : 'consonant';
}

/** 영 일 이 삼 사 오 육 칠 팔 구; what ends in 0 is read 십, 백, 천, 만. */
function ofDigit(digit: string): Ending {
  if ('178'.includes(digit)) return 'rieul';
  return '036'.includes(digit) ? 'consonant' : 'vowel';
}

/** Capitals (URL, TLS) and words without a vowel (kr, ssh) are spelled, others are read. */
function ofLatin(word: string): Ending {
  const spelled = /[A-Z]$/.test(word) || !/[aeiouy]/i.test(word);
  return spelled ? ofLetterName(word.slice(-1).toUpperCase()) : ofEnglish(word.toLowerCase());
}

/** 엘 and 알 end in ㄹ, 엠 and 엔 in a nasal; the other letters' names end in a vowel. */
function ofLetterName(letter: string): Ending {
  if ('LR'.includes(letter)) return 'rieul';
  return 'MN'.includes(letter) ? 'consonant' : 'vowel';
}

/** How Korean writes English words: `mail` 메일, `file` 파일, `name` 네임, `net` 넷, `block` 블록, `list` 리스트, `feed` 피드. */
function ofEnglish(word: string): Ending {
  if (/l$|le$/.test(word)) return 'rieul';
  if (/[mn]e?$|ng$|ck$/.test(word)) return 'consonant';
  return /(?:^|[^aeiou])[aeiou][bkpt]$/.test(word) ? 'consonant' : 'vowel';
}
