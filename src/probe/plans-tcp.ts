import type { FailureRecord } from '../base/failure.ts';
import { denialOf } from '../net/address-policy.ts';
import { isAddress } from '../net/target.ts';
import { decideProxy, decideRefusal, decideSilence, decideUnreachable, type TcpSeen } from './decide-tcp.ts';
import { greet } from './greet.ts';
import { isDirect, knock, knockCanary, knockThrough, neighbourOf } from './line.ts';
import { textsOf, type Plan } from './plan.ts';
import type { Round } from './round.ts';

export const afterSilence: Plan = async (failure, round, settings) =>
  decideSilence(await lookAround(failure, round), settings);

export const afterRefusal: Plan = async (failure, round, settings) =>
  decideRefusal(await lookAround(failure, round), settings);

export const afterUnreachable: Plan = async (failure, round) =>
  decideUnreachable(failure, await lookAround(failure, round), attemptMs(failure));

/** The same host and port without the proxy; only where the source may go there. */
export const afterProxy: Plan = async (failure, round) => {
  if (isDirect(round)) return decideProxy(failure, null, false);
  const direct = await knock(round, round.own);
  return decideProxy(failure, direct, await isPrivate(round));
};

async function isPrivate({ endpoint, deps, signal }: Round): Promise<boolean> {
  if (isAddress(endpoint.host)) return denialOf(endpoint.host) !== null;
  const answer = await deps.resolver.resolve(endpoint.host, signal).catch(() => null);
  return answer !== null && answer.addresses.every((address) => denialOf(address) !== null);
}

async function lookAround(failure: FailureRecord, round: Round): Promise<TcpSeen> {
  const { own, endpoint, options } = round;
  const ports = [443, 80].filter((port) => port !== own.port);
  const proxy = options.proxy ?? (isDirect(round) ? endpoint.proxy : null);
  const [others, canary, throughProxy] = await Promise.all([
    Promise.all(ports.map(async (port) => ({ port, answer: await knock(round, { ...own, port }) }))),
    knockCanary(round, own.port),
    knockThrough(round, proxy),
  ]);
  const opened = others.some(({ port, answer }) => port === 443 && answer === 'open');
  const greeting = opened ? await greet(round, { ...own, port: 443 }, 'usual') : null;
  return {
    others,
    canary,
    neighbour: await neighbourOf(round, attemptOf(failure)?.address ?? textsOf(failure, 'addresses')[0] ?? null),
    throughProxy,
    proxy,
    tlsAt443: greeting?.answer === 'agreed',
  };
}

interface FailedAttempt {
  readonly address: string;
  readonly ms: number;
}

/** The last address that was dialled in vain. */
function attemptOf(failure: FailureRecord): FailedAttempt | undefined {
  const attempts = failure.evidence['attempts'];
  const last: unknown = Array.isArray(attempts) ? attempts.at(-1) : undefined;
  if (typeof last !== 'object' || last === null) return undefined;
  const { address, ms } = last as Readonly<Record<string, unknown>>;
  return typeof address === 'string' ? { address, ms: typeof ms === 'number' ? ms : 0 } : undefined;
}

function attemptMs(failure: FailureRecord): number {
  return attemptOf(failure)?.ms ?? Number.POSITIVE_INFINITY;
}
