import type { FailureRecord } from '../base/failure.ts';
import type { ListGuardName } from './list.ts';

/** What came of reading a list again. */
export interface ListUpdate {
  readonly name: string;
  readonly guard: ListGuardName;
  /** URL or path, without secrets. */
  readonly from: string;
  /** `updated`: another set of entries is in force; `unchanged`: the same; `failed`: the last good one stays, where there is one. */
  readonly result: 'updated' | 'unchanged' | 'failed';
  /** Entries that were in force before; `null` where there was no list. */
  readonly before: number | null;
  /** Entries in force now. */
  readonly now: number | null;
  /** Lines or items that could not be read. */
  readonly unread: number;
  readonly failure: FailureRecord | null;
}
