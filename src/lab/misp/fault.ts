import type { ServerResponse } from 'node:http';
import type { Code, Evidence } from '../../base/failure.ts';
import type { Area } from '../exercise.ts';

/** A request of a practice server of MISP. */
export interface MispAsk {
  readonly path: string;
  /** What is searched for; empty where nothing is. */
  readonly search: Readonly<Record<string, unknown>>;
}

/** A way in which MISP, or what stands in front of it, fails. */
export interface MispFault {
  readonly name: string;
  readonly area: Area;
  /** What happens, in a line of plain English. */
  readonly title: string;
  readonly imitates: string;
  readonly form: 'feed' | 'api';
  /** What the first poll ends in; `null` where it succeeds. */
  readonly expects: Code | null;
  readonly warns?: Code;
  readonly settings?: Evidence;
  /** Answers; false where this request is answered as ever. */
  answer(ask: MispAsk, response: ServerResponse): boolean;
}
