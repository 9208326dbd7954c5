import type { Language } from './language.ts';
import { en } from './texts/en.ts';
import { ko } from './texts/ko.ts';

/** Every sentence of the command line; a language that lacks one does not compile. */
export type Texts = typeof en;
/** `source add`: a command as it is typed. */
export type CommandPath = keyof Texts['help']['commands'];
/** The name of an option's description. */
export type OptionText = keyof Texts['help']['options'];

export const catalogue: Readonly<Record<Language, Texts>> = { en, ko };
