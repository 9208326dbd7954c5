import { fail } from './conditions.ts';
import type { Fault } from './fault.ts';
import { blockFaults } from './faults-blocks.ts';
import { encodingFaults } from './faults-encoding.ts';
import { framingFaults } from './faults-framing.ts';
import { gateFaults } from './faults-gate.ts';
import { httpFaults } from './faults-http.ts';
import { oddContentFaults, oddMessageFaults } from './faults-odd.ts';
import { pagingFaults } from './faults-paging.ts';
import { statusFaults } from './faults-status.ts';
import { wireFaults } from './faults-wire.ts';
import { xmlFaults } from './faults-xml.ts';

/** Every switch of the practice server, by what it breaks. */
export const faultsByArea: readonly (readonly [area: 'http' | 'taxii' | 'content', faults: readonly Fault[]])[] = [
  ['http', [...httpFaults, ...gateFaults, ...wireFaults, ...framingFaults, ...encodingFaults]],
  ['taxii', [...statusFaults, ...pagingFaults, ...oddMessageFaults]],
  ['content', [...xmlFaults, ...blockFaults, ...oddContentFaults]],
];

/** Every switch of the practice server. */
export const faults: readonly Fault[] = faultsByArea.flatMap(([, each]) => each);

const byName = new Map(faults.map((fault) => [fault.name, fault]));

/**
 * The fault of this name.
 * @throws Failure `config/lab-fault` where there is none.
 */
export function faultNamed(name: string): Fault {
  const fault = byName.get(name);
  if (fault === undefined)
    throw fail('config/lab-fault', `the practice server knows no fault "${name}"`, { evidence: { name } });
  return fault;
}
