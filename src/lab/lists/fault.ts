import type { ServerResponse } from 'node:http';
import type { Code, Evidence } from '../../base/failure.ts';
import type { Area } from '../exercise.ts';

/** A request for the practice list. */
export interface ListAsk {
  /** Such requests before this one. */
  readonly before: number;
  /** It came with a condition (`If-None-Match`, `If-Modified-Since`). */
  readonly conditional: boolean;
}

/** A way in which servers of lists fail. */
export interface ListFault {
  readonly name: string;
  readonly area: Area;
  /** What happens, in a line of plain English. */
  readonly title: string;
  readonly imitates: string;
  /** What the first poll ends in; `null` where it succeeds. */
  readonly expects: Code | null;
  readonly settings?: Evidence;
  answer(ask: ListAsk, response: ServerResponse): void;
}
