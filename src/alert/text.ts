import { safeText } from '../base/text.ts';
import { lookUp } from '../diagnosis/catalogue.ts';
import type { Language } from '../diagnosis/entry.ts';
import { renderWith } from '../diagnosis/render.ts';
import type { Alert, Notice, NoticeKind } from './book.ts';
import { causeWords } from './cause-words.ts';
import { words } from './words.ts';

/** How somebody reads. */
export interface Reader {
  readonly language: Language;
  /** IANA name of the zone of times. */
  readonly zone: string;
  /** The node that tells, as it is called. */
  readonly node: string;
}

/** A notice in words. Every line is safe to show; peer text is escaped and cut. */
export interface Told {
  /** One line. */
  readonly subject: string;
  /** Several lines, `\n` between them. */
  readonly body: string;
  readonly title: string;
  /** Steps that mend it; none of what is over. */
  readonly remedy: readonly string[];
}

/** Names that are told of what suffers. */
const named = 5;

/** A notice in the language of its reader: what is wrong, whom it hits, what is to blame, what to do. */
export function wordsOf(notice: Notice, reader: Reader): Told {
  const { alert, kind } = notice;
  if (kind === 'test') return testWords(notice, reader);
  const { labels, over } = words[reader.language];
  const { title, meaning, causes, remedy: steps } = catalogued(alert, reader.language);
  const remedy = isEnd(kind) ? [] : steps;
  const lines = [
    ...(isEnd(kind) ? [over[kind]] : []),
    meaning,
    '',
    ...factLines(notice, reader),
    ...(isEnd(kind) ? [] : adviceLines(alert, { causes, remedy }, reader)),
    '',
    `${labels.code}: feedgate explain ${alert.code}`,
  ];
  return { subject: subjectOf(notice, title, reader), body: lines.join('\n').trimStart(), title, remedy };
}

/** What the catalogue says; of a code that a newer version has raised, the code alone. */
function catalogued({ code, values }: Alert, language: Language) {
  const entry = lookUp(code);
  return entry === undefined
    ? { title: code, meaning: '', causes: [], remedy: [] }
    : renderWith(entry, language, values);
}

function testWords(notice: Notice, reader: Reader): Told {
  const { labels, test } = words[reader.language];
  const body = [
    test.meaning,
    '',
    `${labels.since}: ${timeOf(notice.at, reader.zone)}`,
    `${labels.node}: ${safeText(reader.node)}`,
  ];
  return { subject: subjectOf(notice, test.title, reader), body: body.join('\n'), title: test.title, remedy: [] };
}

/** `Feedgate warning: the proxy does not answer (200 sources: a, b, c and 197 more)`. */
function subjectOf(notice: Notice, title: string, { language }: Reader): string {
  const { kind, severity } = notice;
  const text = words[language];
  const state = text.kind[kind];
  const head = `Feedgate ${[text.severity[severity], state].filter((each) => each !== '').join(', ')}: ${title}`;
  const whom = kind === 'test' ? '' : affected(notice, language, 3);
  return safeText(whom === '' ? head : `${head} (${whom})`, 300);
}

/** Of what is over, all that suffered at its height. */
function affected({ kind, alert }: Notice, language: Language, most: number): string {
  const { area, count, subjects, reach } = alert;
  const text = words[language];
  const names = subjects.filter((each) => each !== '').map((each) => safeText(each, 64));
  const whole = isEnd(kind) ? reach : count;
  if (names.length === 0) return '';
  if (whole === 1) return names[0] ?? '';
  const shown = names.slice(0, most).join(', ');
  const rest = whole - Math.min(names.length, most);
  return `${text.suffers[area](whole)}: ${shown}${rest > 0 ? ` ${text.more(rest)}` : ''}`;
}

function factLines(notice: Notice, { language, zone, node }: Reader): string[] {
  const { alert, kind } = notice;
  const { labels, lasted } = words[language];
  const fact = (label: string, value: string): string[] => (value === '' ? [] : [`${label}: ${value}`]);
  const end = alert.wellSince ?? alert.overAt;
  const isOver = isEnd(kind);
  return [
    ...fact(labels.affected, affected(notice, language, named)),
    ...fact(labels.cause, causeWords(alert.cause, language)),
    ...fact(labels.since, timeOf(alert.since, zone)),
    ...(isOver && end !== null
      ? fact(labels.until, `${timeOf(end, zone)} (${lasted(spanOf(end - alert.since, language))})`)
      : []),
    ...fact(labels.seen, safeText(alert.message, 300)),
    ...fact(labels.node, safeText(node)),
  ];
}

function adviceLines(
  { area, openings }: Alert,
  { causes, remedy }: { readonly causes: readonly string[]; readonly remedy: readonly string[] },
  { language }: Reader,
): string[] {
  const { labels, again, stays } = words[language];
  return [
    ...(openings > 1 ? ['', again(openings)] : []),
    ...(causes.length === 0 ? [] : ['', `${labels.causes}:`, ...causes.map((each) => `- ${each}`)]),
    ...(remedy.length === 0 ? [] : ['', `${labels.remedy}:`, ...remedy.map((each, i) => `${i + 1}. ${each}`)]),
    ...(area === 'sources' ? ['', stays] : []),
  ];
}

/** `2026-11-22 19:02 GMT+9`. */
function timeOf(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

function spanOf(ms: number, language: Language): string {
  const { units } = words[language];
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [
    days > 0 ? `${days}${units.d}` : '',
    hours > 0 ? `${hours}${units.h}` : '',
    days === 0 && rest > 0 ? `${rest}${units.min}` : '',
  ];
  return parts.filter((each) => each !== '').join(' ');
}

/** Whether nothing has to be done about it any more. */
function isEnd(kind: NoticeKind): kind is 'recovered' | 'passed' | 'moved' {
  return kind === 'recovered' || kind === 'passed' || kind === 'moved';
}
