import type { Code, Evidence } from '../base/failure.ts';
import type { Area } from './exercise.ts';
import type { LabOptions } from './lab.ts';

/** A server that is right, or nearly, and a source that does not fit it. */
export interface Misfit {
  readonly id: string;
  readonly area: Area;
  readonly title: string;
  readonly imitates: string;
  /** `null` where the poll succeeds all the same. */
  readonly expects: Code | null;
  readonly finds?: Code;
  readonly server?: LabOptions;
  readonly settings: Evidence;
  /** Serves https with a certificate for `localhost`. */
  readonly https?: true;
}
