import type { Observable, Refusal } from '../observable/observable.ts';
import { refang } from '../observable/refang.ts';
import { isRefusal } from '../observable/refusal.ts';
import { guess, isLike } from './guess.ts';
import { readHosts } from './hosts-line.ts';
import { readRange } from './range-line.ts';
import { readRule } from './rule-line.ts';

/** What a line says: observables, why it says none, or the rule that its first word breaks. */
export type LineRead = readonly Observable[] | Refusal | { readonly skipped: string };

/** Tells the values of a line from why it has none. */
export function isList(read: LineRead): read is readonly Observable[] {
  return Array.isArray(read);
}

const blank: LineRead = { skipped: 'blank' };
const comment: LineRead = { skipped: 'comment' };
const header: LineRead = { skipped: 'header' };

const comments = /^(?:[#;!]|\/\/|--|\[[a-z][a-z\d. -]*\]$)/i;
const rule = /^(?:\|\||@@)/;
/** Anything that may end a value or be wrapped around it. */
const several = /[\s,;|#"'`<[({\\]|^[\d.:]+-|:[\d.]+-/;
/** A note begins; after a value that is no URL also without a blank before it. */
const note = /\s(?:#|;|\/\/|!).*$/;
const headings =
  /^["']?(?:ip|ips|ip[ _-]?address(?:es)?|cidr|domains?|host|hostname|fqdn|urls?|e?mail|email|hash(?:es)?|md5|sha-?1|sha-?256|sha-?512|indicators?|iocs?|value)["']?$/i;

/**
 * Reads a line of a plain list. Its value is its first word; the words after it are a note, unless they are all of the
 * same sort as the first. Understood besides: comments, notes after `#`, `;` and `//`, hosts files, `||name^`, ranges,
 * `address netmask`, `first last prefix`, quotes, `Name <address>`, defanged values.
 */
export function readLine(raw: string): LineRead {
  const line = raw.trim();
  if (line === '') return blank;
  if (comments.test(line)) return comment;
  if (rule.test(line)) return readRule(line);
  if (!several.test(line)) return answered(guess(line));
  const plain = line.replace(note, '').trimEnd();
  return readHosts(plain) ?? readRange(plain) ?? readDefanged(plain) ?? readWords(plain);
}

function answered(answer: Observable | Refusal): LineRead {
  if (!isRefusal(answer)) return [answer];
  return headings.test(answer.text) ? header : answer;
}

/** A value with blanks around what was put in brackets: `evil [.] example`. */
function readDefanged(line: string): LineRead | null {
  if (!/\s/.test(line) || !/[[({]/.test(line)) return null;
  const plain = refang(line);
  if (/\s/.test(plain)) return null;
  const answer = guess(plain);
  return isRefusal(answer) ? null : [answer];
}

const mailbox = /<([^<>\s@]{1,128}@[^<>\s@]{1,255})>/;
const scheme = /^(?:[a-z*]{3,5}s?)\W{0,3}:/i;

function readWords(line: string): LineRead {
  const text = mailbox.exec(line)?.[1] ?? line;
  const words = text.split(/\s+/).flatMap(wordsWithin);
  const first = answered(guess(words[0] ?? text));
  if (!isList(first) || words.length === 1) return first;
  const values = [...first];
  for (const word of words.slice(1)) {
    const answer = guess(word);
    if (!isLike(first, answer)) return first;
    values.push(answer);
  }
  return values;
}

/** The values in a text without blanks. A URL may hold what separates others. */
function wordsWithin(text: string): readonly string[] {
  const quoted = /^(["'`])(.*?)\1/.exec(text)?.[2];
  const bare = quoted ?? text;
  const words = scheme.test(bare)
    ? withoutComma(bare).split(/[,;|](?=(?:h|f)\w{2,3}s?:\/\/)/i)
    : bare.split(/[,;|]|#.*/);
  return words.filter((word) => word !== '');
}

/** What separates a value from the next one may be left behind it. */
function withoutComma(url: string): string {
  return /[,;]$/.test(url) ? url.slice(0, -1) : url;
}
