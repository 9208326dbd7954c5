import { practiceSettings, type Exercise, type OpenExercise } from '../exercise.ts';
import { linesOf, type NetworkFault } from './fault.ts';
import { networkFaults } from './faults.ts';
import { far, openSite, type Site } from './site.ts';

/** Every fault of the practice networks, each in a network of its own. */
export const networkExercises: readonly Exercise[] = networkFaults.map((fault) => ({
  id: fault.id,
  area: 'network',
  title: fault.title,
  imitates: fault.imitates,
  afterPoll: fault.expects,
  afterProbe: fault.finds ?? fault.expects,
  needs: 'namespace',
  async open() {
    const site = await openNetwork([fault]);
    return inSite(fault, site);
  },
}));

/** A network with these faults in it, which do not meet: each has a port or an address of its own. */
export function openNetwork(faults: readonly NetworkFault[]): Promise<Site> {
  return openSite({
    ...linesOf(faults),
    hosts: faults.flatMap(({ host = '', addresses = [] }) => addresses.map((address) => `${address} ${host}`)),
    ports: faults.filter(({ closed, https }) => closed === undefined && https === undefined).map(({ port }) => port),
    https: null,
  });
}

/** A fault as it is met in a network that has it. */
export function inSite(fault: NetworkFault, site: Site): OpenExercise {
  const { host = far.v4, port, dns, canary = null } = fault;
  return {
    settings: practiceSettings(port, { host }),
    environment: dns === undefined ? {} : { FEEDGATE_DNS: dns },
    inside: site.inside,
    changes: site.changes,
    canary,
    close: () => site.close(),
  };
}
