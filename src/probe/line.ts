import { Failure } from '../base/failure.ts';
import { connectTo } from '../net/connect.ts';
import { Tap } from '../net/tap.ts';
import { authority } from '../net/target.ts';
import { Trace } from '../net/trace.ts';
import { bypassesProxy } from '../net/no-proxy.ts';
import { unlessAborted } from '../net/within.ts';
import { proxyOf, type ProxySettings } from '../feed/proxy.ts';
import type { Place, Round } from './round.ts';
import type { Knock, Neighbour } from './seen.ts';

/**
 * A connection to a place without TLS, whatever the place's scheme: direct, or through a tunnel of the proxy.
 * @throws Failure `dns/*`, `tcp/*`, `proxy/*`.
 */
export async function openLine(
  round: Round,
  place: Place,
  proxy: ProxySettings | null = proxyOf(round.endpoint),
): Promise<Tap> {
  const { clock, resolver } = round.deps;
  const trace = new Trace(clock, `probe of ${authority(place.host, place.port)}`);
  const target = { ...round.target(place, proxy), https: false };
  const connecting = connectTo(target, { clock, resolver, trace, signal: round.signal });
  const { wire } = await unlessAborted(round.signal, connecting);
  const stream = wire.release();
  return stream instanceof Tap ? stream : new Tap(stream);
}

/** What a failure to connect says of a port. */
export const knocks: Readonly<Record<string, Knock>> = {
  'tcp/refused': 'refused',
  'tcp/timeout': 'silent',
  'tcp/host-unreachable': 'unreachable',
  'tcp/no-route': 'unreachable',
  'tcp/reset': 'reset',
  'tcp/local-policy': 'forbidden',
};

/** Opens a connection and closes it. `null` where the place is not permitted or the budget is used up. */
export async function knock(round: Round, place: Place): Promise<Knock | null> {
  return round.permits(place) ? knockAt(round, place, null) : null;
}

/** The same port at the canary, with the canary's name and nothing else. */
export async function knockCanary(round: Round, port: number): Promise<Knock | null> {
  const { canary } = round.options;
  return canary === undefined || canary === null
    ? null
    : knockAt(round, { host: canary.host, port, https: false, path: '/' }, null);
}

/** A tunnel of a proxy to the configured host and port; `null` without a proxy. */
export async function knockThrough(round: Round, proxy: ProxySettings | null | undefined): Promise<Knock | null> {
  return proxy === undefined || proxy === null ? null : knockAt(round, round.own, { ...proxy, noProxy: [] });
}

function knockAt(round: Round, place: Place, proxy: ProxySettings | null): Promise<Knock | null> {
  const through = proxy === null ? '' : ` through ${authority(proxy.host, proxy.port)}`;
  return round.probe({
    name: 'knock',
    asked: `tcp ${authority(place.host, place.port)}${through}`,
    work: async () => {
      try {
        (await openLine(round, place, proxy)).destroy();
        return 'open' as const;
      } catch (error) {
        if (!(error instanceof Failure) || round.signal.aborted) throw error;
        return knocks[error.code] ?? 'failed';
      }
    },
    tell: (answer) => answer,
  });
}

/** Whether the configured host is dialled without the source's proxy. */
export function isDirect({ endpoint }: Round): boolean {
  const proxy = proxyOf(endpoint);
  return proxy === null || bypassesProxy(endpoint.host, proxy.noProxy);
}

/** What the neighbour table says of an address. In flags, 0x2 is "complete" (Linux `if_arp.h`). */
export async function neighbourOf(round: Round, address: string | null): Promise<Neighbour> {
  if (address === null) return 'absent';
  const line = (await round.neighbours()).split('\n').find((each) => each.split(/\s+/, 1)[0] === address);
  const flags = line === undefined ? undefined : /\s(0x[0-9a-f]+)\s/i.exec(line.replace(/^\S+\s+\S+/, ''))?.[1];
  const answer = flags === undefined ? 'absent' : (Number(flags) & 2) === 0 ? 'incomplete' : 'reachable';
  round.note('neighbour', address, answer);
  return answer;
}
