import type { Clock } from '../base/clock.ts';
import { asFailure, type Evidence, type FailureRecord } from '../base/failure.ts';
import { renewalLate } from '../base/renewal.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import { connectTo } from '../net/connect.ts';
import { bypassesProxy } from '../net/no-proxy.ts';
import type { Resolver } from '../net/resolver.ts';
import { authority, type Target } from '../net/target.ts';
import { Trace } from '../net/trace.ts';
import { unlessAborted } from '../net/within.ts';
import type { StoredSource } from '../store/store.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import type { SourceFacts, SourcesFacts } from './check-sources.ts';
import { eachOf } from './each-of.ts';
import { causeOf } from './shared-cause.ts';
import { day, plural } from './words.ts';

/** From when to when a certificate is valid, milliseconds since 1970. */
export interface Validity {
  readonly validFrom: number;
  readonly validTo: number;
}

/** One server over TLS, whichever sources are behind it. */
export interface ServerFacts {
  readonly server: string;
  readonly host: string;
  readonly port: number;
  readonly sources: readonly string[];
  /** What was seen of it; `null` where none was. */
  readonly valid: Validity | null;
  /** Why none was seen; `null` for the time being up. */
  readonly failure: FailureRecord | null;
  /** What it shares with others that fail alike. */
  readonly cause: string;
}

export interface CertificateFacts {
  readonly now: number;
  readonly servers: readonly ServerFacts[];
  /** Names of sources whose server was not looked at. */
  readonly left: readonly string[];
  readonly network: boolean;
  /** Servers that were left out because polls of them fail before TLS is through: told with their sources. */
  readonly unreachable: number;
}

export interface GreetingWorld {
  readonly clock: Clock;
  readonly resolver: Resolver;
  /** False: only what polls have kept is looked at. */
  readonly network: boolean;
}

/** Servers greeted, at a time, and milliseconds for each and for all of them. */
const most = 20;
const abreast = 4;
const eachMs = 5000;
const allMs = 20_000;

interface Endpoint {
  readonly server: string;
  readonly settings: RoutedSource;
  readonly sources: readonly string[];
  /** What the failure of the last poll tells of it: a greeting would tell the same. */
  readonly known: Validity | null;
  /** What a poll saw of it, for where nobody is greeted. */
  readonly kept: Validity | null;
  /** Its polls fail before TLS is through: a greeting would only wait again. */
  readonly unreachable: boolean;
}

async function gatherCertificates(
  world: GreetingWorld,
  { sources, now }: SourcesFacts,
  signal: AbortSignal,
): Promise<CertificateFacts> {
  const endpoints = endpointsOf(sources ?? []);
  const known = endpoints.filter((endpoint) => endpoint.known !== null);
  const open = endpoints.filter(({ known, unreachable }) => known === null && !unreachable);
  const asked = world.network ? open.slice(0, most) : [];
  const over = new AbortController();
  void world.clock.sleep(allMs, AbortSignal.any([signal, over.signal])).then(() => over.abort());
  const until = AbortSignal.any([signal, over.signal]);
  const greeted = await eachOf(asked, abreast, (endpoint) => greet(endpoint, world, until));
  over.abort();
  const answered = greeted.filter(isAnswer);
  const silent = open.filter((_, at) => {
    const answer = greeted[at];
    return answer === undefined || !isAnswer(answer);
  });
  const told = [...known, ...silent].map((endpoint) => ({
    ...placeOf(endpoint),
    valid: endpoint.known ?? endpoint.kept,
    failure: null,
  }));
  return {
    now,
    network: world.network,
    unreachable: endpoints.length - known.length - open.length,
    servers: [...told.filter(({ valid }) => valid !== null), ...answered],
    left: silent.filter(({ kept }) => kept === null).flatMap(({ sources }) => sources),
  };
}

/** Whether a greeting came to anything before the time was up. */
function isAnswer({ valid, failure }: ServerFacts): boolean {
  return valid !== null || failure !== null;
}

function endpointsOf(sources: readonly SourceFacts[]): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const facts of sources) {
    const { settings } = facts.source;
    if (!settings.https || facts.source.suspended) continue;
    const server = authority(settings.host, settings.port);
    const set = proxyOf(settings);
    const proxy = set === null || bypassesProxy(settings.host, set.noProxy) ? null : set;
    const way = proxy === null ? server : `${server} by ${authority(proxy.host, proxy.port)}`;
    found.set(way, joined(found.get(way), server, facts));
  }
  return [...found.values()];
}

/** The server with one source more; of several the one whose polls come through says how to greet. */
function joined(before: Endpoint | undefined, server: string, facts: SourceFacts): Endpoint {
  const { settings } = facts.source;
  const known = validityIn(facts.reports[0]?.failure?.evidence);
  const kept = keptValidity(facts, server);
  const unreachable = isUnreachable(facts.source);
  if (before === undefined) return { server, settings, sources: [settings.name], known, kept, unreachable };
  return {
    server,
    settings: before.unreachable ? settings : before.settings,
    sources: [...before.sources, settings.name],
    known: before.known ?? known,
    kept: before.kept ?? kept,
    unreachable: before.unreachable && unreachable,
  };
}

function isUnreachable({ state }: StoredSource): boolean {
  const stage = state.failures > 0 ? state.lastFailure?.stage : undefined;
  return stage === 'dns' || stage === 'tcp' || stage === 'proxy' || stage === 'tls' || stage === 'config';
}

/** What the last poll that got so far saw of the server's certificate. */
function keptValidity({ reports }: SourceFacts, server: string): Validity | null {
  const seen = reports.find(({ certificates }) => certificates !== undefined);
  const shown = seen?.certificates?.find((each) => each.server === server);
  if (shown === undefined) return null;
  return { validFrom: Date.parse(shown.validFrom), validTo: Date.parse(shown.validTo) };
}

/** That of the certificate in the evidence of a failure, on the way or as what it is about. */
function validityIn(evidence: Evidence | undefined): Validity | null {
  const { tls, certificate } = evidence ?? {};
  const held = typeof tls === 'object' && tls !== null && 'certificate' in tls ? tls.certificate : certificate;
  if (typeof held !== 'object' || held === null || !('validTo' in held) || !('validFrom' in held)) return null;
  const { validFrom, validTo } = held;
  return typeof validFrom === 'number' && typeof validTo === 'number' ? { validFrom, validTo } : null;
}

async function greet(endpoint: Endpoint, world: GreetingWorld, over: AbortSignal): Promise<ServerFacts> {
  const { server, settings } = endpoint;
  const facts = { ...placeOf(endpoint), valid: null, failure: null };
  if (over.aborted) return facts;
  const own = new AbortController();
  const signal = AbortSignal.any([over, own.signal]);
  void world.clock.sleep(eachMs, signal).then(() => own.abort());
  const { clock, resolver } = world;
  const trace = new Trace(clock, `greeting of ${server}`);
  try {
    const connecting = connectTo(targetOf(settings), { clock, resolver, trace, signal });
    const { wire, peer } = await unlessAborted(signal, connecting);
    wire.close();
    return { ...facts, valid: peer.tls?.certificate ?? null };
  } catch (error) {
    if (signal.aborted) return facts;
    const failure = asFailure(error, `greeting of ${server}`).toJSON();
    return { ...facts, failure, cause: causeOf(failure, settings) };
  } finally {
    own.abort();
  }
}

function placeOf({ server, sources, settings: { host, port } }: Endpoint) {
  return { server, host, port, sources, cause: server };
}

function targetOf(settings: RoutedSource): Target {
  const { ca, systemCa, pin, tlsMinimum, clientCertificate, timeouts } = settings;
  return {
    ...settings,
    proxy: proxyOf(settings),
    tls: { ca, systemCa, pin, minimum: tlsMinimum, clientCertificate },
    timeouts: { ...timeouts, connect: Math.min(timeouts.connect, eachMs - 1000) },
  };
}

export const dayMs = 86_400_000;
/** Days before the end of a certificate at which it is told, and at which it has become urgent. */
export const soon = 30;
export const urgent = 7;

export function judgeCertificates(facts: CertificateFacts): readonly Judgement[] {
  const { now, servers, left, network, unreachable } = facts;
  const found = servers.flatMap((server) => judgeServer(server, now));
  const ends = servers.flatMap(({ valid }) => (valid === null ? [] : [valid.validTo]));
  const judged: Judgement[] = [...found];
  if (found.length === 0 && ends.length > 0) {
    const first = Math.min(...ends);
    const says = {
      en: `${plural(ends.length, 'server')}, the first expires ${day(first)}`,
      ko: `서버 ${ends.length}곳, 가장 이른 만료 ${day(first)}`,
    };
    judged.push(ok(says, { evidence: { servers: ends.length, first: day(first) } }));
  }
  if (left.length > 0) {
    const names = left.join(', ');
    judged.push(
      skipped({ en: `not looked at: ${names}`, ko: `확인하지 않음: ${names}` }, { evidence: { left, network } }),
    );
  }
  if (judged.length > 0) return judged;
  if (unreachable > 0) {
    return [skipped({ en: 'no server can be reached, see the sources', ko: '연결되는 서버 없음(소스 참고)' })];
  }
  return [skipped({ en: 'no source is polled over TLS', ko: 'TLS로 폴링하는 소스 없음' })];
}

function judgeServer(facts: ServerFacts, now: number): Judgement[] {
  const { server, host, port, sources, valid, failure, cause } = facts;
  if (failure !== null) {
    const says = { en: `${server} cannot be reached now`, ko: `지금 ${server}에 연결할 수 없음` };
    const { code, message } = failure;
    return sources.map((source) =>
      warning(code, says, { subject: source, message, cause, evidence: { ...failure.evidence, source, host, port } }),
    );
  }
  if (valid === null) return [];
  const { validTo } = valid;
  const life = validTo - valid.validFrom;
  if (validTo - now > renewalLate(soon * dayMs, life)) return [];
  const evidence = { server, host, port, certificate: { validTo } };
  const grade = validTo - now > renewalLate(urgent * dayMs, life / 2) ? warning : problem;
  return sources.map((source) =>
    grade('tls/expires-soon', ends(server, validTo, now), {
      subject: source,
      cause: server,
      evidence: { ...evidence, source },
    }),
  );
}

/** What is said of a certificate by its end. */
export function ends(what: string, validTo: number, now: number) {
  const days = Math.floor((validTo - now) / dayMs);
  const date = day(validTo);
  if (days < 0) return { en: `${what} expired ${date}`, ko: `${what} ${date} 만료됨` };
  return { en: `${what} expires ${date} (${plural(days, 'day')})`, ko: `${what} ${date} 만료(${days}일)` };
}

export function certificateCheck(world: GreetingWorld, facts: () => Promise<SourcesFacts>): Check {
  return check({
    id: 'server-certificates',
    section: 'network',
    title: { en: 'server certificates', ko: '서버 인증서' },
    limitMs: allMs + 2000,
    gather: async (signal) => gatherCertificates(world, await facts(), signal),
    judge: judgeCertificates,
  });
}
