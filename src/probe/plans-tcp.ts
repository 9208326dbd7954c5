import type { FailureRecord } from '../base/failure.ts';
import type { Verdict } from '../feed/finding.ts';
import { proxyOf } from '../feed/proxy.ts';
import { denialOf } from '../net/address-policy.ts';
import { isAddress } from '../net/target.ts';
import {
  decideProxy,
  decideProxyTongue,
  decideRefusal,
  decideSilence,
  decideUnreachable,
  type TcpSeen,
} from './decide-tcp.ts';
import { greet, speakPlainly } from './greet.ts';
import { isDirect, knock, knockCanary, knockThrough, neighbourOf } from './line.ts';
import { textsOf, type Plan } from './plan.ts';
import type { Round } from './round.ts';

export const afterSilence: Plan = async (failure, round, settings) =>
  decideSilence(await lookAround(failure, round), settings);

export const afterRefusal: Plan = async (failure, round, settings) =>
  decideRefusal(await lookAround(failure, round), settings);

export const afterUnreachable: Plan = async (failure, round) =>
  decideUnreachable(failure, await lookAround(failure, round), attemptMs(failure));

/** The proxy in the other tongue, TLS or clear; then the host without it, where the source may go there. */
export const afterProxy: Plan = (failure, round) => proxyVerdict(failure, round);

/** What a failure of a proxy amounts to, as far as a round of probes can tell. */
export async function proxyVerdict(failure: FailureRecord, round: Round): Promise<Verdict> {
  const proxy = proxyOf(round.endpoint);
  if (isDirect(round) || proxy === null) return decideProxy(failure, null, false);
  const tongue = decideProxyTongue(await otherTongue(failure, round), proxy);
  if (tongue !== null) return tongue;
  const direct = await knock(round, round.own);
  return decideProxy(failure, direct, await isPrivate(round));
}

/** Failures of a proxy that may be those of one that was spoken to in the wrong tongue. */
const misunderstood: readonly string[] = ['proxy/closes', 'proxy/reset', 'proxy/silent', 'proxy/tls'];

async function otherTongue(failure: FailureRecord, round: Round): Promise<'tls' | 'clear' | null> {
  const { proxy } = round;
  if (proxy === null || !misunderstood.includes(failure.code)) return null;
  if (proxy.https) return (await speakPlainly(round, proxy)) === 'http' ? 'clear' : null;
  const greeting = await greet(round, proxy, 'usual');
  return greeting?.answer === 'agreed' || greeting?.answer === 'alert' ? 'tls' : null;
}

async function isPrivate({ endpoint, deps, signal }: Round): Promise<boolean> {
  if (isAddress(endpoint.host)) return denialOf(endpoint.host) !== null;
  const answer = await deps.resolver.resolve(endpoint.host, signal).catch(() => null);
  return answer !== null && answer.addresses.every((address) => denialOf(address) !== null);
}

async function lookAround(failure: FailureRecord, round: Round): Promise<TcpSeen> {
  const { own, endpoint, options } = round;
  const ports = [443, 80].filter((port) => port !== own.port);
  const proxy = options.proxy ?? (isDirect(round) ? proxyOf(endpoint) : null);
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
