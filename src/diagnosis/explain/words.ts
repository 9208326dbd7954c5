import type { Language } from '../entry.ts';
import type { Certainty } from './verdict.ts';

interface Words {
  readonly labels: Readonly<
    Record<'when' | 'before' | 'reason' | 'meaning' | 'choices' | 'causes' | 'remedy' | 'more', string>
  >;
  readonly certainty: Readonly<Record<Certainty, string>>;
  readonly unnamed: string;
  /** The meaning of a reason that fits several conditions. */
  readonly open: string;
  several(count: number, likeliest: string): string;
  readonly noTime: string;
  counts(polls: number, attempts: number): string;
  recovered(at: string): string;
  lines(numbers: string): string;
  dropped(count: number): string;
  unreadable(count: number, numbers: string): string;
  summary(of: { readonly lines: number; readonly episodes: number; readonly open: number }): string;
}

/** The words of an explained log. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    labels: {
      when: 'When',
      before: 'Before',
      reason: 'Log',
      meaning: 'Means',
      choices: 'May be',
      causes: 'Causes',
      remedy: 'Fix',
      more: 'More',
    },
    certainty: { certain: 'certain', likely: 'likely', 'one-of': 'one of several, see below' },
    unnamed: '(source not named)',
    open: 'The log does not say which of these it is; check them in this order.',
    several: (count, likeliest) => `one of ${count}, first of all: ${likeliest}`,
    noTime: 'no time in the log',
    counts: (polls, attempts) =>
      `${polls} failed ${polls === 1 ? 'poll' : 'polls'}${attempts > 0 ? `, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}` : ''}`,
    recovered: (at) => (at === '' ? 'recovered' : `recovered ${at}`),
    lines: (numbers) => `lines ${numbers}`,
    dropped: (count) => `Earlier failures left out: ${count}.`,
    unreadable: (count, numbers) => `Lines that could not be read (${count}): ${numbers}`,
    summary: ({ lines, episodes, open }) =>
      episodes === 0
        ? `No failure (lines: ${lines}).`
        : `Failures: ${episodes}, not recovered: ${open} (lines: ${lines}).`,
  },
  ko: {
    labels: {
      when: '시각',
      before: '이전',
      reason: '로그',
      meaning: '의미',
      choices: '후보',
      causes: '원인',
      remedy: '조치',
      more: '더 보기',
    },
    certainty: { certain: '확실함', likely: '가능성 높음', 'one-of': '여러 후보 중 하나, 아래 참고' },
    unnamed: '(소스 이름 없음)',
    open: '로그만으로는 어느 것인지 알 수 없습니다. 다음 순서로 확인하십시오.',
    several: (count, likeliest) => `${count}가지 중 하나, 먼저 확인할 것: ${likeliest}`,
    noTime: '로그에 시각 없음',
    counts: (polls, attempts) => `폴링 ${polls}회 실패${attempts > 0 ? `, 시도 ${attempts}회` : ''}`,
    recovered: (at) => (at === '' ? '복구됨' : `${at} 복구됨`),
    lines: (numbers) => `줄 ${numbers}`,
    dropped: (count) => `이전 장애 ${count}건은 생략했습니다.`,
    unreadable: (count, numbers) => `읽을 수 없는 줄 ${count}개: ${numbers}`,
    summary: ({ lines, episodes, open }) =>
      episodes === 0
        ? `장애가 없습니다 (${lines}줄).`
        : `장애 ${episodes}건, 그중 복구되지 않은 것 ${open}건 (${lines}줄).`,
  },
};
