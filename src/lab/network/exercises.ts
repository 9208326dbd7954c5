import { pemOf } from '../pki/certificate.ts';
import { leaf } from '../pki/issue.ts';
import { shows, worldAt } from '../tls/world.ts';
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
  ...(fault.warns === undefined ? {} : { warns: fault.warns }),
  ...(fault.canary === undefined ? {} : { needsCompany: true }),
  needs: 'namespace',
  async open({ clock }) {
    return inNetwork(fault, await openNetwork([fault], clock.now()));
  },
}));

/** A network with faults in it. */
export interface Network extends Site {
  /** The root of whoever speaks TLS there, PEM. */
  readonly root: string;
}

/**
 * A network with these faults in it, which do not meet: each has a port or an address of its own. `now`: when its
 * certificates are valid, milliseconds since 1970. @throws Failure `host/lab-network`.
 */
export async function openNetwork(faults: readonly NetworkFault[], now: number): Promise<Network> {
  const { root, middle } = worldAt(now);
  const secure = faults.filter(({ https }) => https === true);
  const names = secure.flatMap(({ host }) => (host === undefined ? [] : [host]));
  const site = await openSite({
    ...linesOf(faults),
    hosts: faults.flatMap(({ host = '', addresses = [] }) => addresses.map((address) => `${address} ${host}`)),
    ports: faults.filter(({ closed, https }) => closed === undefined && https === undefined).map(({ port }) => port),
    https:
      secure.length === 0
        ? null
        : { ports: secure.map(({ port }) => port), ...shows(leaf(now, middle, names), middle, root) },
  });
  return { ...site, root: pemOf(root) };
}

/** A fault as it is met in a network that has it. */
export function inNetwork(fault: NetworkFault, network: Network): OpenExercise {
  const { host = far.v4, port, dns, canary = null, https, proxy } = fault;
  const secure = https === true ? { https, ca: network.root } : {};
  const through = proxy === undefined ? {} : { proxy: { kind: 'http', ...proxy } };
  return {
    settings: practiceSettings(port, { host, ...secure, ...through }),
    environment: dns === undefined ? {} : { FEEDGATE_DNS: dns },
    inside: network.inside,
    changes: network.changes,
    canary,
    close: () => network.close(),
  };
}
