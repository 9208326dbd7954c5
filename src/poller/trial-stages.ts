import { safeText } from '../base/text.ts';
import type { Code, Evidence, FailureRecord, JsonValue, Stage } from '../base/failure.ts';
import type { PollReport } from '../feed/report.ts';
import { kindsOf, tokenWay, type TokenWay } from '../feed/credentials.ts';
import { proxyOf, type ProxySettings } from '../feed/proxy.ts';
import { sourceUrl, type RoutedSource } from '../feed/source.ts';
import type { TrialBound, TrialReport, TrialStage, TrialStageState } from '../feed/trial.ts';
import type { Response } from '../net/exchange.ts';
import { bypassesProxy } from '../net/no-proxy.ts';

/** The way of a poll, in order (DESIGN §1). */
const order: readonly Stage[] = [
  'config',
  'gate',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'http',
  'auth',
  'taxii',
  'content',
  'guard',
  'store',
];

const day = 24 * 60 * 60_000;

/** What is known of a trial that has ended. */
export interface TrialSeen {
  readonly settings: RoutedSource;
  readonly suspended: boolean;
  readonly polledBy: string | null;
  readonly closed: Code | null;
  readonly report: PollReport;
  readonly failure: FailureRecord | null;
  readonly bound: TrialBound | null;
  /** The first answer; `null` where none came. */
  readonly answer: Response | null;
  readonly funnel: TrialReport['funnel'];
  readonly parts: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Every stage in order, with its time and what was seen in it. */
export function trialStages(trial: TrialSeen): readonly TrialStage[] {
  const seen = { ...facts(trial.answer), ...trial.failure?.evidence };
  const stop = trial.failure === null ? order.length : order.indexOf(trial.failure.stage);
  const times = new Map(trial.report.stages.map(({ stage, ms }) => [stage, ms]));
  return order.map((stage, at): TrialStage => {
    const state = stateOf(stage, at - stop, trial);
    const reached = state !== 'not-reached' && state !== 'skipped';
    return {
      stage,
      state,
      ms: reached ? (times.get(stage) ?? null) : null,
      seen: reached ? (tellers[stage]?.(trial, seen) ?? {}) : {},
    };
  });
}

/** `way`: how far the stage lies past the one that failed. */
function stateOf(stage: Stage, way: number, { settings, bound, failure, answer }: TrialSeen): TrialStageState {
  const noToken = failure?.stage === 'auth' && answer === null;
  if (way === 0) return 'failed';
  if (isSkipped(stage, settings)) return 'skipped';
  if (way > 0 || (noToken && ofServer.has(stage))) return 'not-reached';
  return stage === 'content' && bound !== null ? 'partly' : 'ok';
}

/** Stages of the source's own server, of which nothing is asked before there is a token. */
const ofServer: ReadonlySet<Stage> = new Set(['dns', 'tcp', 'proxy', 'tls', 'http']);

function isSkipped(stage: Stage, settings: RoutedSource): boolean {
  if (stage === 'proxy') return proxyTo(settings) === null;
  if (settings.host === '' && (ofServer.has(stage) || stage === 'auth')) return true;
  if (stage === 'taxii') return settings.kind === 'list' || settings.kind === 'misp';
  if (stage === 'tls') return !settings.https;
  return stage === 'auth' && settings.credentials.kind === 'none';
}

/** The proxy that the source's server is reached by. */
function proxyTo(settings: RoutedSource): ProxySettings | null {
  const proxy = proxyOf(settings);
  return proxy !== null && bypassesProxy(settings.host, proxy.noProxy) ? null : proxy;
}

/** An answer in the words of evidence, so that what worked and what failed are told alike. */
function facts(answer: Response | null): Evidence {
  if (answer === null) return {};
  const { peer, status, statusLine, headers, clockSkew } = answer;
  return {
    addresses: [...peer.addresses],
    address: peer.address,
    port: peer.port,
    ...(peer.proxy === null ? {} : { proxy: peer.proxy }),
    ...(peer.tls === null ? {} : { tls: { ...peer.tls, certificate: { ...peer.tls.certificate } } }),
    status,
    statusLine: safeText(statusLine),
    headers: Object.fromEntries(
      ['server', 'content-type', 'x-taxii-content-type', 'via']
        .map((name) => [name, headers.get(name)] as const)
        .filter(([, value]) => value !== null),
    ),
    ...(clockSkew === null ? {} : { clockSkewMs: clockSkew }),
  };
}

type Teller = (trial: TrialSeen, seen: Evidence) => Evidence;

const tellers: Readonly<Partial<Record<Stage, Teller>>> = {
  config: ({ settings }) => ({ url: sourceUrl(settings), kind: settings.kind, collection: settings.collection }),
  gate: ({ suspended, polledBy, closed }) => ({ suspended, polledBy, closed }),
  dns: ({ settings }, seen) => ({
    host: proxyTo(settings)?.host ?? settings.host,
    ...only(seen, 'addresses'),
  }),
  tcp: (_trial, seen) => only(seen, 'address', 'port', 'attempts'),
  proxy: (_trial, seen) => only(seen, 'proxy', 'destination'),
  tls: (trial, seen) => tlsFacts(trial, seen),
  http: ({ report }, seen) => ({
    ...only(seen, 'status', 'statusLine', 'clockSkewMs'),
    ...headersOf(seen, 'server', 'content-type', 'via'),
    bytes: report.bytes,
    decodedBytes: report.decodedBytes,
  }),
  auth: ({ settings }) => ({
    sent: kindsOf(settings.credentials),
    ...tokenFacts(tokenWay(settings.credentials)),
    clientCertificate: settings.clientCertificate !== null,
  }),
  taxii: ({ report, parts }, seen) => ({
    ...versionOf(seen),
    segments: report.segments.filter(({ state }) => state === 'done').length,
    split: report.segments.filter(({ state }) => state === 'split').length,
    parts,
  }),
  content: ({ funnel: { received, parsed, supported, refused } }) => ({ received, parsed, supported, refused }),
  guard: ({ funnel: { guarded } }) => ({ guarded }),
  store: ({ funnel: { wouldStore } }) => ({ wouldStore }),
};

function tokenFacts(way: TokenWay | null): Evidence {
  return way === null ? {} : { token: way.url };
}

function only(seen: Evidence, ...names: readonly string[]): Evidence {
  const found: Record<string, JsonValue> = {};
  for (const name of names) {
    const value = seen[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function headersOf({ headers }: Evidence, ...names: readonly string[]): Evidence {
  return isObject(headers) ? only(headers, ...names) : {};
}

/** TLS as it was agreed on, or the certificate that was not accepted. */
function tlsFacts({ now }: TrialSeen, { tls, certificate }: Evidence): Evidence {
  const agreed = isObject(tls) ? tls : {};
  const shown = isObject(agreed['certificate']) ? agreed['certificate'] : isObject(certificate) ? certificate : {};
  const { validTo } = shown;
  return {
    ...only(agreed, 'version', 'cipher'),
    ...only(shown, 'subject', 'issuer', 'names', 'validFrom', 'validTo', 'fingerprint256'),
    ...(typeof validTo === 'number' ? { daysLeft: Math.floor((validTo - now) / day) } : {}),
  };
}

/** The version that the answer says it is of: `X-TAXII-Content-Type` of 1.x, the media type of 2.x. */
function versionOf(seen: Evidence): Evidence {
  const headers = headersOf(seen, 'x-taxii-content-type', 'content-type');
  const [, version] = /(?:xml:|version=)(\d\.\d)/.exec(JSON.stringify(headers)) ?? [];
  return version === undefined ? {} : { version };
}

function isObject(value: JsonValue | undefined): value is Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
