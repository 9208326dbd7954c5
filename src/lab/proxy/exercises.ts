import { practiceName } from '../dns/faults.ts';
import { addressRecord, rcodes, types } from '../dns/message.ts';
import { startNameServer, type DnsBehaviour } from '../dns/server.ts';
import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import { startLab } from '../lab.ts';
import { pemOf } from '../pki/certificate.ts';
import { loopback, passOn, standTls } from '../stand.ts';
import { rightly } from '../tls/serve.ts';
import { worldAt } from '../tls/world.ts';
import type { ProxyFault } from './fault.ts';
import { answerFaults } from './faults-answer.ts';
import { lineFaults } from './faults-line.ts';
import { tunnelFaults } from './faults-tunnel.ts';
import { socksFaults } from './faults-socks.ts';
import { socks4Faults } from './faults-socks4.ts';

/** Every fault of proxies. */
export const proxyFaults: readonly ProxyFault[] = [
  ...lineFaults,
  ...tunnelFaults,
  ...answerFaults,
  ...socksFaults,
  ...socks4Faults,
];

/** Every fault of proxies, with a practice server behind it. */
export const proxyExercises: readonly Exercise[] = proxyFaults.map(proxyExercise);

/** The proxy's name leads to this host; the practice name only where it is known without the proxy. */
function namesFor(known: boolean): DnsBehaviour {
  return {
    answer({ name, type }) {
      const here = name === practiceName ? known : name.endsWith(practiceName);
      if (!here) return { rcode: rcodes.nxdomain };
      return type === types.a ? { records: [addressRecord(name, loopback)] } : {};
    },
  };
}

function proxyExercise(fault: ProxyFault): Exercise {
  const { id, title, imitates, expects, finds = expects, known = false } = fault;
  return {
    id,
    area: 'proxy',
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
        const origin = await standTls(rightly(world), (socket) => passOn(socket, lab.port), port);
        opened.push(origin);
        const names = await startNameServer({ clock, behaviour: namesFor(known) });
        opened.push(names);
        const met = await fault.serve({ clock, world, origin: origin.port, lab: lab.port });
        if (met.stand !== null) opened.push(met.stand);
        const { proxy, settings = {}, environment = {} } = met;
        const https = settings['https'] !== false;
        const source = { host: practiceName, https, ca: pemOf(world.root), proxy, ...settings };
        return {
          ...onLoopback(practiceSettings(https ? origin.port : lab.port, source), close),
          environment: { FEEDGATE_DNS: names.address, ...environment },
        };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}
