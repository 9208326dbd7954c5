import { fail } from '../conditions.ts';
import type { Fault2 } from './fault.ts';
import { pagingFaults2 } from './faults-paging.ts';
import { serverFaults2 } from './faults-server.ts';

/** Every fault of the practice server's TAXII 2. */
export const faults2: readonly Fault2[] = [...pagingFaults2, ...serverFaults2];

/** The fault of this name. @throws Failure `config/lab-fault` where there is none. */
export function fault2Named(name: string): Fault2 {
  const fault = faults2.find((each) => each.name === name);
  if (fault !== undefined) return fault;
  throw fail('config/lab-fault', `the practice server knows no fault "${name}"`, { evidence: { name } });
}
