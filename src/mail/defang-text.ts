import type { Observable } from '../observable/observable.ts';
import { observablesOfHost, observablesOfUrl } from './collector.ts';
import { findUrls } from './find-urls.ts';
import { mapVisible, type MappedText } from './mapped-text.ts';

/** A stretch of a text, and what stands there instead. ASCII alone. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Whether something that a mail shows is to be defanged. */
export type Wanted = (observables: readonly Observable[]) => boolean;

/** What has to be changed in the source of a text so that no program makes links of what is wanted. */
export function defangEdits({ text, starts, ends }: MappedText, wanted: Wanted): TextEdit[] {
  return placesToBreak(text, wanted).map(({ at, instead }) => ({
    start: starts[at] ?? 0,
    end: ends[at] ?? 0,
    text: instead,
  }));
}

/** The text with what is wanted in it defanged: `hxxps://a[.]example/x`. */
export function defangText(text: string, wanted: Wanted): string {
  return applied(text, defangEdits(mapVisible(text), wanted));
}

/** A text with its edits made. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end, text: instead } of sorted) {
    if (start < at) continue;
    out += text.slice(at, start) + instead;
    at = end;
  }
  return out + text.slice(at);
}

interface Break {
  readonly at: number;
  readonly instead: string;
}

function placesToBreak(text: string, wanted: Wanted): Break[] {
  const breaks: Break[] = [];
  for (const { kind, text: found, start } of findUrls(text)) {
    const shown = kind === 'host' ? observablesOfHost(found) : observablesOfUrl(found, kind === 'bare');
    if (wanted(shown)) breaks.push(...breaksOf(found, start, wanted));
  }
  return breaks;
}

/** Breaks the schemes and hosts of a URL, also of one within it, and what is wanted in the rest of it. */
function breaksOf(url: string, offset: number, wanted: Wanted): Break[] {
  const { hostStart, hostEnd } = hostRange(url);
  const breaks: Break[] = [];
  const scheme = /(?:https?|ftp):\/\/$/i.exec(url.slice(0, hostStart));
  for (let at = scheme?.index ?? hostStart; at < hostStart; at += 1) {
    const char = url.charAt(at);
    if (/t/i.test(char)) breaks.push({ at: offset + at, instead: char === 't' ? 'x' : 'X' });
  }
  for (let at = hostStart; at < hostEnd; at += 1) {
    if (dots.includes(url.charAt(at))) breaks.push({ at: offset + at, instead: '[.]' });
    if (url.charAt(at) === '@') breaks.push({ at: offset + at, instead: '[@]' });
  }
  // An address without dots, as 0x7f000001, is a link by its scheme alone.
  const rest = placesToBreak(url.slice(hostEnd), wanted);
  return [...breaks, ...rest.map(({ at, instead }) => ({ at: at + hostEnd + offset, instead }))];
}

const dots = '.\u2024\u3002\uff0e\uff61';

function hostRange(url: string): { readonly hostStart: number; readonly hostEnd: number } {
  const sign = url.indexOf('://');
  const hostStart = sign < 0 || /[/?#]/.test(url.slice(0, sign)) ? 0 : sign + 3;
  const length = url.slice(hostStart).search(/[/?#]/);
  return { hostStart, hostEnd: length < 0 ? url.length : hostStart + length };
}
