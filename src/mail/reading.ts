import type { Spending } from './budget.ts';
import type { Collector } from './collector.ts';

/** One message as it is read: what was found, and what it has cost. */
export interface Reading {
  readonly collector: Collector;
  readonly spending: Spending;
}
