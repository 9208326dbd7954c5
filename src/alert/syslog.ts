import { safeText } from '../base/text.ts';
import type { Notice } from './book.ts';
import { endOf } from './document.ts';
import { wordsOf, type Reader } from './text.ts';

/** How a notice goes into a log. */
export interface SyslogForm {
  readonly format: 'rfc5424' | 'cef';
  /** RFC 5424 §6.2.1. */
  readonly facility: number;
  /** Of Feedgate. */
  readonly version: string;
}

/**
 * A notice as one syslog message (RFC 5424), in words or in the Common Event Format; no line break, no framing. The
 * message begins with a byte order mark where it is not ASCII, as §6.4 wants, but for CEF, whose readers do not.
 */
export function syslogLine(notice: Notice, reader: Reader, { format, facility, version }: SyslogForm): string {
  const priority = facility * 8 + levelOf(notice);
  const at = new Date(notice.at).toISOString();
  const node = /^[!-~]{1,255}$/.test(reader.node) ? reader.node : '-';
  const head = `<${priority}>1 ${at} ${node} feedgate - ${notice.kind} -`;
  if (format === 'cef') return `${head} ${cefOf(notice, reader, version)}`;
  const { subject } = wordsOf(notice, reader);
  const { alert, kind, id } = notice;
  const message = safeText(alert.message, 300);
  const rest = kind === 'test' ? '' : ` [${alert.code}] id=${id}${message === '' ? '' : `: ${message}`}`;
  const text = `${subject}${rest}`;
  // oxlint-disable-next-line no-control-regex -- ASCII has them
  return `${head} ${/^[\u0000-\u007f]*$/.test(text) ? '' : '\ufeff'}${text}`;
}

/** What is over is a notice (5); else critical (2), warning (4), informational (6). */
function levelOf({ kind, severity }: Notice): number {
  if (kind === 'recovered' || kind === 'passed' || kind === 'moved') return 5;
  return { info: 6, warning: 4, critical: 2 }[severity];
}

/** `CEF:0|Feedgate|feedgate|version|code|title|severity|extension`. */
function cefOf(notice: Notice, reader: Reader, version: string): string {
  const { alert, kind, severity, id, at } = notice;
  const { title } = wordsOf(notice, reader);
  const level = levelOf(notice) === 5 ? 2 : { info: 3, warning: 6, critical: 9 }[severity];
  const code = kind === 'test' ? 'test' : alert.code;
  const head = ['CEF:0', 'Feedgate', 'feedgate', version, code, title].map((each, i) =>
    i === 0 ? each : header(each),
  );
  const end = endOf(alert);
  const fields: readonly (readonly [string, string])[] = [
    ['rt', String(at)],
    ['dvchost', reader.node],
    ['externalId', id],
    ['cat', alert.area],
    ['act', kind],
    ['cnt', String(alert.count)],
    ['reason', alert.cause],
    ['start', String(alert.since)],
    ...(end === null ? [] : ([['end', String(end)]] as const)),
    ['cs1Label', 'affected'],
    ['cs1', alert.subjects.join(', ')],
    ['cs2Label', 'key'],
    ['cs2', alert.key],
    ['msg', alert.message],
  ];
  const extension = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}=${field(value)}`);
  return [...head, String(level), extension.join(' ')].join('|');
}

function header(text: string): string {
  return safeText(text, 300).replace(/[\\|]/g, String.raw`\$&`);
}

function field(text: string): string {
  return safeText(text, 500).replace(/[\\=]/g, String.raw`\$&`);
}
