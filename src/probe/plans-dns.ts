import { Failure, type FailureRecord } from '../base/failure.ts';
import { askResolver, resolverPlace, type ResolverAnswer, type ResolverPlace } from '../net/ask-resolver.ts';
import { dial } from '../net/dial.ts';
import { checkHostName } from '../net/host-name.ts';
import { authority, bareHost } from '../net/target.ts';
import { decideResolver, type ResolverSeen } from './decide-dns.ts';
import { knocks } from './line.ts';
import { textsOf, type Plan } from './plan.ts';
import type { Round } from './round.ts';
import type { Knock } from './seen.ts';

/** Asks each resolver by itself, over UDP and TCP: whether it answers at all, and how. At most two of them. */
export const afterResolver: Plan = async (failure, round, settings) => {
  const servers = textsOf(failure, 'servers').slice(0, most).map(resolverPlace);
  const name = nameOf(failure, settings.host);
  const seen: ResolverSeen[] = [];
  for (const server of servers) {
    const udp = await ask(round, server, name);
    const tcp = udp === null ? null : await knockAt(round, server);
    if (udp !== null) seen.push({ udp, tcp });
  }
  return decideResolver(failure, seen);
};

const most = 2;

function nameOf({ evidence }: FailureRecord, host: string): string {
  const name = typeof evidence['name'] === 'string' ? evidence['name'] : bareHost(host);
  checkHostName(name);
  return name;
}

function ask(round: Round, server: ResolverPlace, name: string): Promise<ResolverAnswer | null> {
  const { deps, limits, signal } = round;
  return round.probe({
    name: 'resolver',
    asked: `A ${name} of udp ${authority(server.address, server.port)}`,
    work: () => askResolver(server, name, { clock: deps.clock, signal, ms: limits.connect }),
    tell: (answer) => (answer.kind === 'failed' ? answer.error : answer.kind),
  });
}

function knockAt(round: Round, { address, port }: ResolverPlace): Promise<Knock | null> {
  const { deps, limits, signal } = round;
  return round.probe({
    name: 'resolver',
    asked: `tcp ${authority(address, port)}`,
    work: async () => {
      try {
        const { socket } = await dial([address], port, { clock: deps.clock, timeout: limits.connect, signal });
        socket.destroy();
        return 'open' as const;
      } catch (error) {
        if (!(error instanceof Failure) || signal.aborted) throw error;
        return knocks[error.code] ?? 'failed';
      }
    },
    tell: (answer) => answer,
  });
}
