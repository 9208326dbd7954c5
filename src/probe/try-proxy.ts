import { Veil } from '../auth/veil.ts';
import { asFailure, type Evidence, type Failure, type FailureRecord } from '../base/failure.ts';
import type { Verdict } from '../feed/finding.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import { connectTo } from '../net/connect.ts';
import { bypassesProxy } from '../net/no-proxy.ts';
import { asProxyFailure } from '../net/proxy-fault.ts';
import { authority, type Target } from '../net/target.ts';
import { Trace, type TimedStage } from '../net/trace.ts';
import { lookEndpoint } from './look.ts';
import { certain } from './finding.ts';
import { plans } from './plans.ts';
import { proxyVerdict } from './plans-tcp.ts';
import { Round, type ProbeDeps } from './round.ts';

/** Where a proxy is to lead. */
export interface TunnelEnd {
  readonly host: string;
  readonly port: number;
}

/** What a trial of a proxy goes through, in order. */
export const proxyStages = ['dns', 'tcp', 'tls', 'tunnel'] as const;

export interface ProxyStage {
  readonly stage: (typeof proxyStages)[number];
  /** `skipped`: this kind of proxy has no such stage, or nowhere to lead was named. */
  readonly state: 'ok' | 'failed' | 'skipped' | 'not-reached';
  /** `null` where it was not measured by itself. */
  readonly ms: number | null;
}

/** What a proxy did when it was tried. */
export interface ProxyTrial {
  readonly stages: readonly ProxyStage[];
  /** What was seen on the way: addresses, certificate, what was asked for. */
  readonly seen: Evidence;
  /** The end is in the no-proxy list: polls of it go directly. */
  readonly bypassed: boolean;
  /** `null` where it works. */
  readonly failure: FailureRecord | null;
  /** What asking again made of the failure; `null` without one. */
  readonly verdict: Verdict | null;
}

const patience = 10_000;

/**
 * Dials a proxy, greets it where it speaks TLS, and has it lead to the end, if one is named; what fails is asked about
 * again. Sends nothing through the tunnel. @throws Failure when aborted.
 */
export async function tryProxy(
  proxy: ProxySettings,
  end: TunnelEnd | null,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<ProxyTrial> {
  const trace = new Trace(deps.clock, `trial of proxy ${authority(proxy.host, proxy.port)}`);
  trace.note({
    proxy: authority(proxy.host, proxy.port),
    ...(proxy.profile === undefined ? {} : { profile: proxy.profile }),
  });
  const failure = await attempt(proxy, end, { trace, deps, signal });
  // A proxy may repeat who asked.
  const veil = new Veil({ kind: 'none' }, proxy);
  const record = failure === null ? null : veil.failure(failure).toJSON();
  return {
    stages: stagesOf(proxy, end, { trace, failure: record }),
    seen: veil.evidence({ ...trace.seen, ...record?.evidence }),
    bypassed: end !== null && bypassesProxy(end.host, proxy.noProxy),
    failure: record,
    verdict: record === null ? null : await verdictOf(record, proxy, { end, deps, signal }),
  };
}

interface World {
  readonly trace: Trace;
  readonly deps: ProbeDeps;
  readonly signal: AbortSignal;
}

async function attempt(proxy: ProxySettings, end: TunnelEnd | null, world: World): Promise<Failure | null> {
  const { trace, deps, signal } = world;
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  try {
    await connectTo(end === null ? toProxy(proxy) : through(proxy, end), { ...deps, trace, signal: until });
    return null;
  } catch (error) {
    signal.throwIfAborted();
    const failure = trace.failure(asFailure(error, 'trial of a proxy'));
    return end === null ? asProxyFailure(failure) : failure;
  } finally {
    over.abort();
  }
}

function through(proxy: ProxySettings, { host, port }: TunnelEnd): Target {
  return { ...place, host, port, https: false, proxy: { ...proxy, noProxy: [] } };
}

/** The proxy as though it were the server: as far as can be gone without asking it for anything. */
function toProxy({ host, port, kind, ca }: ProxySettings): Target {
  return { ...place, tls: { ...place.tls, ca }, host, port, https: kind === 'https', proxy: null };
}

const place = {
  path: '/',
  allowPrivate: true,
  tls: { ca: null, systemCa: true, pin: null, minimum: '1.2', clientCertificate: null },
  timeouts: { connect: patience, firstByte: patience, stall: patience, request: 3 * patience },
} as const;

/** Failures of the proxy's own TLS; whatever else is of a proxy lies in the tunnel. */
const ofTls: ReadonlySet<string> = new Set(['proxy/cert', 'proxy/tls', 'proxy/not-tls']);
const ofTcp: ReadonlySet<string> = new Set(['proxy/refused', 'proxy/timeout', 'proxy/unreachable']);

function failedAt({ code, stage }: FailureRecord): number {
  if (code === 'proxy/dns' || stage === 'dns') return 0;
  if (ofTcp.has(code) || stage === 'tcp') return 1;
  return ofTls.has(code) || stage === 'tls' ? 2 : 3;
}

function stagesOf(
  { kind }: ProxySettings,
  end: TunnelEnd | null,
  { trace, failure }: { readonly trace: Trace; readonly failure: FailureRecord | null },
): ProxyStage[] {
  const stop = failure === null ? proxyStages.length : failedAt(failure);
  const measured: Readonly<Record<ProxyStage['stage'], TimedStage | null>> = {
    dns: 'dns',
    tcp: 'tcp',
    // On the way through a proxy the greeting is part of the time of the tunnel.
    tls: end === null ? 'tls' : null,
    tunnel: 'proxy',
  };
  return proxyStages.map((stage, at) => {
    const timed = measured[stage];
    const ms = timed === null ? undefined : trace.timings[timed];
    const isNone = (stage === 'tls' && kind !== 'https') || (stage === 'tunnel' && end === null);
    const state = isNone ? 'skipped' : at === stop ? 'failed' : at < stop ? 'ok' : 'not-reached';
    const reached = state === 'ok' || state === 'failed';
    return { stage, state, ms: reached && ms !== undefined ? Math.round(ms) : null };
  });
}

async function verdictOf(
  failure: FailureRecord,
  proxy: ProxySettings,
  { end, deps, signal }: { readonly end: TunnelEnd | null } & Omit<World, 'trace'>,
): Promise<Verdict> {
  // What tells all by itself is not asked about again.
  if (!plans.taxii1.has(failure.code)) return certain(failure.code);
  const { host, port } = end ?? proxy;
  const round = new Round(lookEndpoint({ host, port, proxy: { ...proxy, noProxy: [] }, ca: null }), deps, { signal });
  try {
    const verdict = await proxyVerdict(failure, round);
    return { ...verdict, evidence: round.veil.evidence(verdict.evidence) };
  } finally {
    round.close();
  }
}
