import { defaultListBudget } from './budget.ts';
import { looksLikeCsv } from './csv-dialect.ts';
import { ListDecoder } from './decoder.ts';
import type { ListFormat } from './format.ts';
import { readRange } from './range-line.ts';
import { areJsonLines, sniff } from './sniff.ts';
import { isList } from './text-line.ts';

const text: ListFormat = { kind: 'text' };
const csv: ListFormat = { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [] } };
const json: ListFormat = { kind: 'json', mapping: null };
const jsonLines: ListFormat = { kind: 'jsonl', mapping: null };
const ctia: ListFormat = { kind: 'ctia' };

/**
 * The format of a list by its first bytes, 4 KiB or more where it has as many; what they leave open is decided by the
 * Content-Type and by the name (a path or address; what follows a `?` does not count). `null`: not sent.
 * @throws Failure `body/*`, `list/other-format` where it is no list, such as a log-in page.
 */
export function detectFormat(firstBytes: Uint8Array, contentType: string | null, name: string | null): ListFormat {
  const head = headOf(firstBytes);
  sniff(head, 'ctia');
  const type = (contentType ?? '').toLowerCase();
  const path = (name ?? '').toLowerCase().replace(/[?#].*/s, '');
  if (/\/ctia\/feed\/[^/]+\/view(?:\.txt)?$/.test(path) || /^\{\s*"(?:judgements|verdicts)"/.test(head)) return ctia;
  if (/^[[{]/.test(head) && !isAdblock(head)) return isJsonLines(head, type, path) ? jsonLines : json;
  if (/\/(?:csv|tab-separated-values)\b/.test(type) || /\.[ct]sv$/.test(path)) return csv;
  const lines = wholeLines(head);
  return !lines.some(isRange) && looksLikeCsv(lines, defaultListBudget) ? csv : text;
}

function headOf(bytes: Uint8Array): string {
  const decoder = new ListDecoder(Infinity, null, () => undefined);
  const head = decoder.write(bytes);
  return (head === '' ? decoder.end() : head).trimStart();
}

/** First and last address in columns: the reader of plain lists knows them. */
function isRange(line: string): boolean {
  const range = readRange(line);
  return range !== null && isList(range);
}

/** `[Adblock Plus 2.0]`, and bracketed addresses. */
function isAdblock(head: string): boolean {
  return /^\[[a-z0-9]/i.test(head) && !/^\[\s*(?:\d+\s*[,\]]|true|false|null)/.test(head);
}

function isJsonLines(head: string, type: string, path: string): boolean {
  if (/ndjson|jsonl|json-lines|json-seq/.test(type) || /\.(?:ndjson|jsonl)$/.test(path)) return true;
  return areJsonLines(head);
}

/** The lines of the beginning, but not one that may have been cut off. */
function wholeLines(head: string): readonly string[] {
  const lines = head.split(/\r\n?|\n/);
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}
