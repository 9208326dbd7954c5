import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';

/** Begins a session. */
export interface OpenFrame {
  readonly waiting: readonly WaitingIndicator[];
  readonly now: number;
  readonly assertPlainObservables: boolean;
}

/** Begins a document. */
export interface BeginFrame {
  readonly encoding: string | null;
  readonly documentBytes: number;
}

/** Observables of one frame. */
const batchSize = 1000;

/** Indicators in batches of about a thousand observables, so that no frame grows with the document. */
export function* batches(indicators: readonly Indicator[]): Generator<readonly Indicator[]> {
  let batch: Indicator[] = [];
  let size = 0;
  for (const indicator of indicators) {
    batch.push(indicator);
    size += indicator.observables.length;
    if (size < batchSize) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
