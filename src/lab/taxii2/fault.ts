import type { Code, Evidence } from '../../base/failure.ts';
import type { HttpReply, Reply } from '../reply.ts';
import type { Ask2, Rules2 } from './rules.ts';

/** What a fault has to work with. */
export interface Scene2 {
  readonly ask: Ask2;
  /** The answer under the rules of the fault. */
  readonly honest: HttpReply;
  /** Whether objects were asked for, and the how manieth time, from 1. */
  readonly objects: boolean;
  readonly times: number;
}

/** A fault of a server of TAXII 2: other rules, another answer, or both. */
export interface Fault2 {
  /** Begins with `taxii2-`. */
  readonly name: string;
  /** What happens, in a line of plain English. */
  readonly title: string;
  /** Which server of the real world does this. */
  readonly imitates: string;
  /** The condition that a poll ends in; `null` where it gets everything all the same. */
  readonly expects: Code | null;
  /** What probes find, where that is more. */
  readonly finds?: Code;
  /** What the poll warns of. */
  readonly warns?: Code;
  /** Settings of the source under which it shows. */
  readonly settings?: Evidence;
  readonly rules?: Partial<Rules2>;
  /** Another answer; `null` for the honest one. */
  readonly answer?: (scene: Scene2) => Reply | null;
}
