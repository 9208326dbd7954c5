import type { NetworkFault } from './fault.ts';
import { familyFaults, nameServerFaults } from './faults-address.ts';
import { firewallFaults } from './faults-firewall.ts';
import { lineFaults, routeFaults } from './faults-route.ts';

/** Every fault of the practice networks. */
export const networkFaults: readonly NetworkFault[] = [
  ...firewallFaults,
  ...routeFaults,
  ...lineFaults,
  ...familyFaults,
  ...nameServerFaults,
];
