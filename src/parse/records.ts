import type { ListSettings } from '../feed/source.ts';
import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';
import type { SessionKind, Told } from './session.ts';

/** Begins a session. */
export interface OpenFrame {
  readonly kind: SessionKind;
  readonly waiting: readonly WaitingIndicator[];
  readonly now: number;
  readonly assertPlainObservables: boolean;
  readonly list?: ListSettings | null;
}

/** Begins a document. */
export interface BeginFrame {
  readonly encoding: string | null;
  readonly documentBytes: number;
  readonly told?: Told;
}

/** What an indicator says besides its id and its observables, where it says anything: most say nothing. */
type Details = readonly [
  version: number | null,
  title: string | null,
  validFrom: number | null,
  validUntil: number | null,
  confidence: number | null,
  tlp: Indicator['tlp'],
  withdrawn: boolean,
];

/** An indicator as it goes through the pipe: a third of what it takes with the names of its properties. */
type Packed = readonly [id: string, observables: readonly string[], details?: Details];

/** Indicators as `unpack` takes them. */
export function pack(indicators: readonly Indicator[]): readonly Packed[] {
  return indicators.map(({ id, observables, version, title, validFrom, validUntil, confidence, tlp, withdrawn }) => {
    const named: string[] = [];
    for (const { kind, value } of observables) named.push(kind, value);
    const says = version ?? title ?? validFrom ?? validUntil ?? confidence ?? tlp;
    if (says === null && !withdrawn) return [id, named];
    return [id, named, [version, title, validFrom, validUntil, confidence, tlp, withdrawn]];
  });
}

const noDetails: Details = [null, null, null, null, null, null, false];

/** What `pack` was given; `packed` is as JSON brought it, from a child of the same program. */
export function unpack(packed: unknown): readonly Indicator[] {
  return (packed as readonly Packed[]).map(([id, named, details = noDetails]) => {
    const [version, title, validFrom, validUntil, confidence, tlp, withdrawn] = details;
    const observables: { kind: Kind; value: string }[] = [];
    for (let i = 0; i < named.length; i += 2) observables.push({ kind: named[i] as Kind, value: named[i + 1] ?? '' });
    return { id, version, title, validFrom, validUntil, confidence, tlp, withdrawn, observables };
  });
}

/** What one frame holds: indicators without observables count as one. */
const batchSize = 1000;

/** Indicators in batches of at most a thousand observables, so that no frame grows with the document. */
export function* batches(indicators: readonly Indicator[]): Generator<readonly Indicator[]> {
  let batch: Indicator[] = [];
  let size = 0;
  for (const indicator of indicators) {
    const weight = Math.max(1, indicator.observables.length);
    if (size + weight > batchSize && batch.length > 0) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(indicator);
    size += weight;
  }
  if (batch.length > 0) yield batch;
}
