/** Pairs of Korean particles: after a final consonant, after a vowel. */
const pairs = {
  '을/를': ['을', '를'],
  '이/가': ['이', '가'],
  '은/는': ['은', '는'],
  '과/와': ['과', '와'],
  '으로/로': ['으로', '로'],
} as const;

export type Particle = keyof typeof pairs;

type Ending = 'vowel' | 'rieul' | 'consonant';

/**
 * The word with the particle that its sound asks for: `소스` 를, `단계` 를, `URL` 을, `200` 을, `"phish"` 를. Closing
 * quotes and brackets are looked through. Where the sound is not known both stand: `을(를)`.
 */
export function withParticle(word: string, particle: Particle): string {
  const [afterConsonant, afterVowel] = pairs[particle];
  const ending = endingOf(word);
  if (ending === undefined) return `${word}${afterConsonant}(${afterVowel})`;
  // 로 follows a vowel and also ㄹ.
  const vowelForm = ending === 'vowel' || (ending === 'rieul' && particle === '으로/로');
  return word + (vowelForm ? afterVowel : afterConsonant);
}

function endingOf(word: string): Ending | undefined {
  const spoken = word.replace(/[^\p{L}\p{N}]+$/u, '');
  const last = spoken.slice(-1);
  if (/[가-힣]/.test(last)) return ofHangul(last);
  if (/[0-9]/.test(last)) return ofDigit(last);
  if (/[A-Z]/.test(last)) return ofLetterName(last);
  return /[a-z]/.test(last) ? ofEnglish(spoken) : undefined;
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

/** 엘 and 알 end in ㄹ, 엠 and 엔 in a nasal; the other letters' names end in a vowel. */
function ofLetterName(letter: string): Ending {
  if ('LR'.includes(letter)) return 'rieul';
  return 'MN'.includes(letter) ? 'consonant' : 'vowel';
}

/** How Korean writes English words: `mail` 메일, `domain` 도메인, `block` 블록, `list` 리스트, `feed` 피드. */
function ofEnglish(word: string): Ending {
  const text = word.toLowerCase();
  if (text.endsWith('l')) return 'rieul';
  if (/(?:[mn]|ng|ck)$/.test(text)) return 'consonant';
  return /(?:^|[^aeiou])[aeiou][bkpt]$/.test(text) ? 'consonant' : 'vowel';
}
