import fc from 'fast-check';
import { Failure } from '../../src/base/failure.ts';
import type { Indicator, Tally } from '../../src/indicator/indicator.ts';
import { defaultListBudget, type ListBudget } from '../../src/lists/budget.ts';
import { type ListReaderOptions, openListReader } from '../../src/lists/reader.ts';

/** A list read to its end. */
export interface Read {
  readonly indicators: readonly Indicator[];
  readonly tally: Tally;
}

type Options = Partial<Omit<ListReaderOptions, 'budget'>> & { readonly budget?: Partial<ListBudget> };

function readPieces(pieces: readonly Uint8Array[], options: Options): Read {
  const budget = { ...defaultListBudget, ...options.budget };
  const reader = openListReader({ format: { kind: 'text' }, kinds: null, ...options, budget });
  const indicators = pieces.flatMap((piece) => [...reader.push(piece)]);
  const end = reader.end();
  return { indicators: [...indicators, ...end.indicators], tally: end.tally };
}

/** Reads a list in one piece; a plain one where the options say nothing else. */
export function readList(content: string | Uint8Array, options: Options = {}): Read {
  return readPieces([typeof content === 'string' ? new TextEncoder().encode(content) : content], options);
}

/** The values of what was read, in their order. */
export function values({ indicators }: Read): readonly string[] {
  return indicators.flatMap(({ observables }) => observables.map(({ value }) => value));
}

/** What was read, or code and evidence of the failure that ended it. */
export function outcome(pieces: readonly Uint8Array[], options: Options = {}): unknown {
  try {
    return readPieces(pieces, options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: error.code, evidence: error.evidence };
  }
}

/** The failure that ends a reading. */
export function failureOf(content: string | Uint8Array, options: Options = {}): Failure {
  try {
    readList(content, options);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was read');
}

/** The bytes of a text, cut at some places. */
export function cutAnyhow(text: string, cuts: readonly number[]): readonly Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
  return at.slice(1).map((to, i) => bytes.subarray(at[i], to));
}

/** Texts of what lists are made of, in any order. */
export const nastyText = fc.string({
  unit: fc.constantFrom(
    ...'a1.:/-_@#;,|"\'\\[](){}<>=%*!?$^~ \t\n\r\0\u00e9\ud55c\u202e\u2028\ufeff\ud83d\u{1f600}'.split(''),
    'evil.example',
    '192.0.2.1',
    'hxxp://',
    '0.0.0.0 ',
    '||',
    'null',
  ),
  maxLength: 80,
});
