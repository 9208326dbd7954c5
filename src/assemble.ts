import { gatesOf } from './activation/gates.ts';
import { Tokens } from './auth/tokens.ts';
import type { Clock, Random } from './base/clock.ts';
import { asFailure, type Failure } from './base/failure.ts';
import { liveActivation, readActivation } from './config/activation-file.ts';
import { settingsCodec } from './config/codec.ts';
import { readBackupSettings } from './config/gateway-settings.ts';
import { keySetting } from './config/key-setting.ts';
import { liveGuards, readListSources } from './config/guards-file.ts';
import { liveProxies, proxiesWrittenAt } from './config/proxies-file.ts';
import { routeOf, sourceRoute } from './config/route.ts';
import { inClear, publicSettings } from './config/plain.ts';
import { liveTrust } from './config/trust-file.ts';
import { secretFiles } from './config/secret-files.ts';
import { mergeSource, parseSource } from './config/source-settings.ts';
import type { PollerVitals } from './doctor/check-daemon.ts';
import type { DoctorOptions, ServingWorld, StoreView } from './doctor/checks.ts';
import type { ProxySettings } from './feed/proxy.ts';
import type { RoutedSource, SourceSettings } from './feed/source.ts';
import { Guards } from './guard/guard.ts';
import type { ListSource } from './guard/kept-list.ts';
import { trustBy } from './net/authorities.ts';
import { gatewayFacts } from './gateway/examine.ts';
import { systemClock, systemRandom } from './host/clock.ts';
import type { DataPaths } from './host/paths.ts';
import { processAlive, processHolder } from './host/process.ts';
import type { Log } from './log/event.ts';
import { note } from './log/events.ts';
import { exchange, type Response } from './net/exchange.ts';
import type { Request } from './net/request.ts';
import { hostsFile } from './net/hosts-file.ts';
import { bypassesProxy } from './net/no-proxy.ts';
import { parseServers, systemResolver, type Resolver } from './net/resolver.ts';
import { childParser } from './parse/child-parser.ts';
import { tryParser } from './parse/try-parser.ts';
import { clientOpener } from './poller/clients.ts';
import { GuardLists } from './poller/guard-lists.ts';
import { pollLog } from './poller/poll-log.ts';
import type { Probe } from './poller/ports.ts';
import { Poller } from './poller/poller.ts';
import { runTrial } from './poller/trial.ts';
import { canaryAmong, proxyAmong } from './probe/company.ts';
import { discover } from './probe/discover.ts';
import { probeFailure } from './probe/probe.ts';
import type { ProbeDeps } from './probe/round.ts';
import { KeyRing } from './secrets/key-ring.ts';
import { keyPlaces } from './secrets/key-places.ts';
import type { PollerPort, SettingsRules } from './service/local.ts';
import { secretsView } from './service/secrets.ts';
import { textOf } from './config/text-file.ts';
import { Tester } from './service/tester.ts';
import { SightingTeller, type SightingTellerDeps } from './sighting/teller.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** How the parts are put together, wherever they run: in the poller process, or in a command without a daemon. */

export const clock: Clock = systemClock;
const random: Random = systemRandom;

/** How settings of sources are taken where these profiles are. */
export function settingsRules({ proxies: file }: Pick<DataPaths, 'proxies'>, keys: KeyRing): SettingsRules {
  const proxies = liveProxies(file, keys);
  const route = (settings: SourceSettings) => sourceRoute(settings, proxies);
  const withWay = (settings: SourceSettings): SourceSettings => {
    route(settings);
    return settings;
  };
  return {
    parse: (input) => withWay(parseSource(input, clock.now())),
    // A profile that has gone must not stand in the way of other changes.
    merge: (settings, changes) => {
      const merged = mergeSource(settings, changes, clock.now());
      return changes['proxy'] === undefined ? merged : withWay(merged);
    },
    show: publicSettings,
    clear: inClear,
    route,
    bypasses: bypassesProxy,
  };
}

/** Has all connections of this process trust whom the file of this data directory says. */
export function goByTrust({ trust: file }: Pick<DataPaths, 'trust'>): void {
  const live = liveTrust(file);
  trustBy(() => {
    const { system, custom, authorities } = live();
    return { system, own: custom ? authorities.map(({ pem }) => pem) : [] };
  });
}

/** The keys of a data directory; `settings` is the file of this node's settings, absolute. */
export function keyRing(paths: DataPaths, settings: string): KeyRing {
  const places = () => keyPlaces({ env: process.env, named: keySetting(settings, paths.root), own: paths.secretKey });
  return new KeyRing({ places, clock });
}

/** The store of a data directory; what dead processes of this machine held in it is free again. */
export async function openStore(paths: DataPaths, keys: KeyRing): Promise<Store> {
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec(keys), clock });
  await store.leases.breakHeldBy((holder) => !processAlive(holder));
  return store;
}

export interface AssembledPoller {
  readonly poller: Poller;
  readonly port: PollerPort;
  readonly guardLists: GuardLists;
  readonly sightings: (withSightings: SightingTellerDeps['withSightings']) => SightingTeller;
  close(): Promise<void>;
}

/** What a poller is given besides its store; the machine's own where nothing is given. */
export interface PollerWorld {
  readonly resolver?: Resolver;
  readonly guards?: () => Guards;
  /** Why the service may not be used here now. */
  readonly gate?: () => Failure | null;
  /** Lists of guards, and where they are kept; none where nothing is given. */
  readonly lists?: { readonly directory: string; wanted(): readonly ListSource[] };
  /** The data directory, out of which no source is read. */
  readonly closed?: string;
  readonly rules: SettingsRules;
  /** The node's default proxy. @throws Failure `config/file-bad` */
  readonly defaultProxy?: () => ProxySettings | null;
  /** When the profiles of proxies were written, milliseconds since 1970; `null` where there are none. */
  readonly profilesChangedAt?: () => number | null;
}

/** What of a data directory polls go by. */
export function policiesOf(paths: DataPaths, keys: KeyRing, log: Log): Omit<PollerWorld, 'resolver'> {
  const proxies = liveProxies(paths.proxies, keys);
  return {
    ...guardsOf(paths, log),
    gate: gateOf(paths),
    closed: paths.root,
    rules: settingsRules(paths, keys),
    defaultProxy: () => routeOf('default', proxies).proxy,
    profilesChangedAt: () => proxiesWrittenAt(paths.proxies),
  };
}

/** Why the service may not be used here now: a file of activation that cannot be read keeps it closed too. */
function gateOf(paths: DataPaths): () => Failure | null {
  const live = liveActivation(paths.activation);
  return () => {
    try {
      const { activation, place } = live();
      return gatesOf(activation, place, clock.now()).closed;
    } catch (error) {
      return asFailure(error, `reading ${paths.activation}`);
    }
  };
}

/** The guards and lists of a data directory; a file that cannot be used is told in the log. */
function guardsOf(paths: DataPaths, log: Log): Pick<PollerWorld, 'guards' | 'lists'> {
  const guards = liveGuards(paths, ({ code, message }) => log.write(note(clock.now(), 'Warning', message, { code })));
  return { guards, lists: { directory: paths.guardLists, wanted: () => readListSources(paths) } };
}

const noLists = { directory: '', wanted: () => [] };
const everyGuard = (): Guards => standard;
const standard = new Guards();
const open = (): null => null;
const direct = (): null => null;

/** A poller with its parser children and the machine's network, or what a test gives for its names. The store stays the caller's. */
export function assemblePoller(
  store: Store,
  log: Log,
  { resolver = machineResolver(), guards = everyGuard, lists = noLists, gate = open, ...more }: PollerWorld,
): AssembledPoller {
  const { closed, rules, defaultProxy, profilesChangedAt } = more;
  const route = (settings: SourceSettings): RoutedSource => ({
    ...settings,
    proxy: rules.route(settings).proxy ?? 'none',
  });
  const parser = childParser({ clock });
  const ask = (request: Request) => exchange(request, { clock, resolver });
  const tokens = new Tokens({ ask, clock });
  const probe = proberOf(store, { clock, resolver, tokens }, route);
  const world = { clock, random, holder: processHolder(), probe, guards };
  const poller = new Poller({
    ...world,
    store,
    gate,
    ...(profilesChangedAt === undefined ? {} : { profilesChangedAt }),
    openClient: clientOpener({ parser, ask, clock, random, tokens, closed, route }),
    log: pollLog(log, clock),
  });
  const heardBy = (heard: (answer: Response) => void) =>
    clientOpener({
      parser,
      clock,
      random,
      tokens,
      closed,
      route,
      ask: async (request) => {
        const answer = await ask(request);
        heard(answer);
        return answer;
      },
    });
  const tester = new Tester({
    sources: store.sources,
    leases: store.leases,
    rules,
    clock,
    gate: () => gate()?.code ?? null,
    trial: (source, options) => runTrial(source, { ...world, route, openClient: heardBy }, options),
    discover: (settings, signal) => discover(route(settings), { clock, resolver, tokens }, { signal }),
  });
  const guardLists = new GuardLists({ ...lists, ask, clock, log, proxy: defaultProxy ?? direct });
  const sightings = (withSightings: SightingTellerDeps['withSightings']) =>
    new SightingTeller({ ask, tokens, clock, store, withSightings, route, gate, log });
  return {
    poller,
    guardLists,
    sightings,
    port: portOf({ poller, tester, guardLists, store }),
    close: () => parser.close(),
  };
}

/** What the checks of this process are given; `poller` answers `null` where no daemon runs. */
export function doctorWorld(
  paths: DataPaths,
  options: DoctorOptions,
  parts: {
    /** The file of settings, absolute. */
    readonly settings: string;
    readonly keys: KeyRing;
    readonly store: () => Promise<StoreView | null>;
    readonly poller: () => Promise<PollerVitals | null>;
  },
): ServingWorld {
  const servers = () => parseServers(process.env['FEEDGATE_DNS']);
  // A doctor waits less for a resolver than a poll does.
  const resolver: Resolver = {
    resolve: async (name, signal) => {
      const named = servers();
      const asked = systemResolver({ clock, timeout: 1000, ...(named === undefined ? {} : { servers: named }) });
      return asked.resolve(name, signal);
    },
  };
  const gateway = () => gatewayFacts(paths, parts.settings, clock);
  const gates = () => {
    const { activation, place } = readActivation(paths.activation);
    const now = clock.now();
    return { gates: gatesOf(activation, place, now), now };
  };
  const { settings: file, keys, ...rest } = parts;
  return {
    secrets: (stored) => secretsView(stored, textOf(paths.proxies), keys),
    settings: { file, secretFiles: () => secretFiles(file, paths.root) },
    backups: () => readBackupSettings(file, paths.root),
    gates,
    proxies: liveProxies(paths.proxies, keys),
    clock,
    paths,
    env: process.env,
    options,
    resolver,
    servers,
    hosts: hostsFile(),
    parser: () => tryParser(clock),
    gateway,
    ...rest,
  };
}

/** Asks the DNS servers that `FEEDGATE_DNS` names, else those of this host. @throws Failure `config/dns-servers-bad`. */
export function machineResolver(): Resolver {
  const servers = parseServers(process.env['FEEDGATE_DNS']);
  return systemResolver({ clock, ...(servers === undefined ? {} : { servers }) });
}

/** Probes with this machine's network, and with what the other sources tell of it. */
function proberOf(store: Store, deps: ProbeDeps, route: (settings: SourceSettings) => RoutedSource): Probe {
  return async (failure, configured, { span, signal }) => {
    // What fails for want of a way is asked for by none.
    const settings = failure.stage === 'config' ? { ...configured, proxy: 'none' as const } : route(configured);
    const companions = (await store.sources.list()).flatMap((source) => {
      const way = wayOf(source.settings, route);
      return way === null ? [] : [{ settings: way, lastSuccessAt: source.state.lastSuccessAt }];
    });
    const canary = canaryAmong(companions, settings);
    const proxy = settings.proxy === 'none' ? proxyAmong(companions) : null;
    return probeFailure(failure, settings, deps, { canary, proxy, signal, ...(span === null ? {} : { span }) });
  };
}

function wayOf(settings: SourceSettings, route: (settings: SourceSettings) => RoutedSource): RoutedSource | null {
  try {
    return route(settings);
  } catch {
    return null;
  }
}

interface PortParts {
  readonly poller: Poller;
  readonly tester: Tester;
  readonly guardLists: GuardLists;
  readonly store: Store;
}

/** The poller as the service asks it: by the names of sources. */
function portOf({ poller, tester, guardLists, store }: PortParts): PollerPort {
  const find = async (name: string) => (await store.sources.list()).find((source) => source.settings.name === name);
  return {
    async *pollNow(name, mode, wishes) {
      const source = await store.sources.get(name);
      if (source !== undefined) yield* poller.pollNow(source, mode, wishes);
    },
    async cancel(name) {
      const source = await find(name);
      return source !== undefined && poller.cancel(source.id);
    },
    test: (subject, options) => tester.test(subject, options),
    discover: (subject) => tester.discover(subject),
    updateGuards: (name, force) => guardLists.update(name, force),
    progress: async () => poller.progress(),
    wake: () => poller.wake(),
  };
}
