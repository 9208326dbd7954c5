/** The languages of the command line. */
export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** `en` or `ko` from a flag, a locale (`ko_KR.UTF-8`) or a language tag (`ko-KR`); `undefined` where it is neither. */
export function parseLanguage(text: string): Language | undefined {
  const name = text.toLowerCase().split(/[_.@-]/)[0];
  return languages.find((language) => language === name);
}

/** The language of a locale environment: LC_ALL, else LC_MESSAGES, else LANG (POSIX.1-2024 §8.2); English otherwise. */
export function environmentLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return (locale === undefined ? undefined : parseLanguage(locale)) ?? 'en';
}
