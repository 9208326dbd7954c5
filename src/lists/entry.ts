import { parseMillis } from '../base/instant.ts';
import { parseConfidence } from '../indicator/confidence.ts';
import type { Tlp } from '../indicator/indicator.ts';
import { reasonName } from '../indicator/reason.ts';
import { parseTlp } from '../indicator/tlp.ts';
import type { DetailName } from './format.ts';
import type { Intake } from './intake.ts';
import { type Reading, readingNamed, readValue } from './reading.ts';

/** A row or element as texts. */
export interface Entry {
  readonly values: readonly { readonly text: string; readonly reading: Reading }[];
  /** What is said of them; absent or blank says nothing. */
  readonly details: { readonly [Name in DetailName]?: string | undefined };
}

/** How lists write that a field has no value. */
const nothing = /^(?:|-|n\/?a|none|null|nil|unknown|undefined)$/i;

/** Whether a field holds a value at all. */
export function hasValue(text: string): boolean {
  return !nothing.test(text);
}

/** A longer one is none: cut, it would be that of another as well. */
const longestId = 512;
const longestTitle = 300;

/**
 * Reads an entry and gives it to the intake. A kind that it names goes before what its field is called; a word that is
 * no kind (`phishing`) says nothing of a value whose field tells its kind already.
 */
export function takeEntry({ values, details }: Entry, intake: Intake): void {
  const filled = values.filter(({ text }) => hasValue(text));
  if (filled.length === 0) {
    intake.lose('no-value');
    return;
  }
  const named = present(details.kind);
  const kind = named === null ? null : readingNamed(named);
  if (named !== null && kind === null && filled.some(({ reading }) => reading === 'any')) {
    intake.skip(`unsupported-kind:${reasonName(named)}`);
    return;
  }
  const answers = filled.flatMap(({ text, reading }) => readValue(text, kind ?? reading));
  intake.entry(answers, {
    id: idOf(details.id),
    title: titleOf(details.title),
    validFrom: instantOf(details.validFrom, intake),
    validUntil: instantOf(details.validUntil, intake),
    confidence: parseConfidence(details.confidence ?? ''),
    tlp: tlpOf(details.tlp),
  });
}

function idOf(text: string | undefined): string | null {
  const id = present(text);
  return id === null || id.length > longestId ? null : id;
}

function titleOf(text: string | undefined): string | null {
  return present(text)?.slice(0, 2000).replace(/\s+/g, ' ').slice(0, longestTitle) ?? null;
}

function present(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return hasValue(trimmed) ? trimmed : null;
}

/** Milliseconds of a timestamp, or of seconds, milliseconds since 1970; open where it says nothing or cannot be read. */
function instantOf(text: string | undefined, intake: Intake): number | null {
  const given = present(text);
  if (given === null) return null;
  const ms = /^\d{10}(?:\.\d+)?$/.test(given) ? Math.trunc(Number(given) * 1000) : timeOf(given);
  if (ms === undefined) intake.note('unreadable-time');
  return ms ?? null;
}

function timeOf(text: string): number | undefined {
  return /^\d{13}$/.test(text) ? Number(text) : parseMillis(text.replace(/ ?UTC$/, 'Z'));
}

function tlpOf(text: string | undefined): Tlp | null {
  return parseTlp((text ?? '').replace(/^\s*tlp[:\s]*/i, ''));
}
