import type { ListSettings } from '../feed/source.ts';
import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';
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
