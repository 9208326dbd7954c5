import { practiceName } from '../dns/faults.ts';
import { startNameServer, type DnsBehaviour } from '../dns/server.ts';
import { addressRecord, rcodes, types } from '../dns/message.ts';
import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import { startLab } from '../lab.ts';
import { pemOf } from '../pki/certificate.ts';
import { loopback } from '../stand.ts';
import { alertFaults } from './faults-alert.ts';
import { certificateFaults } from './faults-certificate.ts';
import { chainFaults } from './faults-chain.ts';
import { clientFaults } from './faults-client.ts';
import { handshakeFaults } from './faults-handshake.ts';
import { lineFaults } from './faults-line.ts';
import { portFaults } from './faults-port.ts';
import { trustFaults } from './faults-trust.ts';
import { validityFaults } from './faults-validity.ts';
import type { TlsFault } from './fault.ts';
import { worldAt } from './world.ts';

/** Every fault of TLS. */
export const tlsFaults: readonly TlsFault[] = [
  ...chainFaults,
  ...validityFaults,
  ...certificateFaults,
  ...trustFaults,
  ...clientFaults,
  ...handshakeFaults,
  ...alertFaults,
  ...portFaults,
  ...lineFaults,
];

/** Every fault of TLS, with a practice server behind it. */
export const tlsExercises: readonly Exercise[] = tlsFaults.map(tlsExercise);

/** The practice names lead to this host, and no other exists. */
const home: DnsBehaviour = {
  answer({ name, type }) {
    if (!name.endsWith(practiceName)) return { rcode: rcodes.nxdomain };
    return type === types.a ? { records: [addressRecord(name, loopback)] } : {};
  },
};

function tlsExercise(fault: TlsFault): Exercise {
  const { id, title, imitates, expects, finds = expects } = fault;
  return {
    id,
    area: 'tls',
    title,
    imitates,
    afterPoll: expects,
    afterProbe: finds,
    needs: 'loopback',
    async open({ clock, port }) {
      const opened: { close(): Promise<void> }[] = [];
      const close = async (): Promise<void> => {
        await Promise.all(opened.map((each) => each.close()));
      };
      try {
        const world = worldAt(clock.now());
        const lab = await startLab({ clock });
        opened.push(lab);
        const names = await startNameServer({ clock, behaviour: home });
        opened.push(names);
        const { stand, settings = {} } = await fault.serve({ clock, world, lab: lab.port, port });
        opened.push(stand);
        const source = { host: practiceName, https: true, ca: pemOf(world.root), ...settings };
        return {
          ...onLoopback(practiceSettings(stand.port, source), close),
          environment: { FEEDGATE_DNS: names.address },
        };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}
