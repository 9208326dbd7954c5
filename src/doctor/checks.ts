import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { routed } from '../config/route.ts';
import { readTrust } from '../config/trust-file.ts';
import type { Proxies } from '../feed/proxy.ts';
import type { PollReport } from '../feed/report.ts';
import type { RoutedSource, SourceSettings } from '../feed/source.ts';
import type { DataPaths } from '../host/paths.ts';
import type { HostsFile } from '../net/hosts-file.ts';
import type { Resolver } from '../net/resolver.ts';
import type { PollStore, SourceStore, StoredSettings } from '../store/store.ts';
import type { Check } from './check.ts';
import { backupsCheck, type BackupsWanted } from './check-backups.ts';
import { buildCheck } from './check-build.ts';
import { certificateCheck } from './check-certificates.ts';
import { ownCertificateCheck } from './check-own-certificates.ts';
import { clockCheck } from './check-clock.ts';
import {
  daemonCheck,
  parserCheck,
  pollerCheck,
  type DaemonFacts,
  type ParserFacts,
  type PollerVitals,
} from './check-daemon.ts';
import { descriptorCheck } from './check-descriptors.ts';
import { gatesCheck, type GateFacts } from './check-gates.ts';
import { gatewayCheck, type GatewayFacts } from './check-gateway.ts';
import { directoryCheck } from './check-directory.ts';
import { diskCheck } from './check-disk.ts';
import { authorityCheck, environmentCheck } from './check-environment.ts';
import { logCheck } from './check-log.ts';
import type { Env } from './environment-proxy.ts';
import { memoryCheck } from './check-memory.ts';
import { proxiesCheck, type SourceWay } from './check-proxies.ts';
import { resolverCheck } from './check-resolver.ts';
import { secretsCheck, type SecretsWorld, type StoredSecrets } from './check-secrets.ts';
import { sourcesCheck, type SourceFacts, type SourcesFacts } from './check-sources.ts';
import { storeCheck } from './check-store.ts';

/** What is read of a store; one that is open, or one that is opened for reading alone. */
export interface StoreView {
  readonly sources: Pick<SourceStore, 'list' | 'stored'>;
  readonly polls: Pick<PollStore, 'list'>;
}

/** What the process that serves (the daemon, or the command where none runs) is to its checks. */
export interface ServingWorld {
  readonly clock: Clock;
  readonly paths: DataPaths;
  readonly env: Env;
  readonly resolver: Resolver;
  readonly hosts: HostsFile;
  /** DNS servers asked in place of those of the system. @throws Failure `config/dns-servers-bad`. */
  servers(): readonly string[] | undefined;
  readonly options: DoctorOptions;
  /** `null` where nothing is stored yet, or only an older Feedgate can read it. @throws Failure `host/*`, `config/settings-damaged`. */
  store(): Promise<StoreView | null>;
  /** `null` where no daemon runs. */
  poller(): Promise<PollerVitals | null>;
  /** The secrets in stored settings. @throws Failure `config/settings-damaged`, `config/file-bad`. */
  secrets(stored: readonly StoredSettings[]): StoredSecrets;
  /** The file of this node's settings, and the files of secrets that it names. @throws Failure `config/file-bad`. */
  readonly settings: { readonly file: string; secretFiles(): readonly string[] };
  /** The backups that the daemon makes; `null` where it makes none. @throws Failure `config/file-bad`. */
  backups(): BackupsWanted | null;
  /** @throws Failure `config/file-bad`. */
  gates(): GateFacts;
  /** @throws Failure `config/file-bad`. */
  proxies(): Proxies;
  gateway(): Promise<GatewayFacts>;
  /** Lets a parser child read a tiny document. @throws Failure `host/parser-*`. */
  parser(signal: AbortSignal): Promise<ParserFacts>;
}

export interface DoctorOptions {
  /** False: no server is greeted and no resolver asked. */
  readonly network: boolean;
  /** The database is read to its end, however large it is. */
  readonly thorough: boolean;
}

/** Time for reading the database, which takes about a second a gigabyte. */
const usualMs = 2500;
const thoroughMs = 15 * 60_000;

/** Reports that are looked at, of each source and of all. */
const reportsOfOne = 20;
const reportsOfAll = 500;

interface Known {
  readonly facts: SourcesFacts;
  /** As the settings have them. */
  readonly ways: readonly SourceWay[];
  /** Newest first, of all sources. */
  readonly reports: readonly PollReport[];
}

/** The checks that the command makes itself, whoever serves. */
export function commandChecks(world: {
  readonly version: string;
  readonly paths: DataPaths;
  readonly daemon: DaemonFacts;
}): readonly Check[] {
  return [buildCheck(world.version), directoryCheck(world.paths), daemonCheck(world.daemon)];
}

/** The checks of whoever serves: its limits, its environment, its way out. */
export function servingChecks(world: ServingWorld): readonly Check[] {
  const { clock, paths } = world;
  const view = once(() => world.store());
  const known = once(() => readKnown(world, view));
  // What cannot be read is told by the check of the database, or by that of the sources.
  const readable = once(() =>
    known().catch((): Known => ({ facts: { sources: null, now: clock.now() }, ways: [], reports: [] })),
  );
  const facts = async () => (await readable()).facts;
  const settings = async () => ((await facts()).sources ?? []).map(({ source }) => source.settings);
  const { resolver, hosts } = world;
  const asking = { clock, resolver, hosts, network: world.options.network, servers: () => world.servers() };
  return [
    pollerCheck(() => world.poller()),
    parserCheck((signal) => world.parser(signal)),
    gatesCheck(() => world.gates()),
    gatewayCheck(() => world.gateway()),
    storeCheck(paths.database, world.options.thorough ? thoroughMs : usualMs),
    backupsCheck(clock, () => world.backups()),
    secretsCheck(secretsOf(world, view)),
    diskCheck(paths, async () => growthOf(await readable())),
    memoryCheck(totalmem()),
    descriptorCheck(),
    clockCheck(clock, async () => datesOf(await readable())),
    logCheck(paths),
    resolverCheck(asking, settings),
    environmentCheck(world.env, settings),
    proxiesCheck(
      () => world.proxies(),
      async () => (await readable()).ways,
    ),
    authorityCheck(async () => (await settings()).some(({ https, systemCa }) => https && systemCa)),
    certificateCheck(asking, facts),
    ownCertificateCheck(facts, () => readTrust(paths.trust).authorities.map(({ pem }) => pem)),
    sourcesCheck(async () => (await known()).facts),
  ];
}

function secretsOf(world: ServingWorld, opened: () => Promise<StoreView | null>): SecretsWorld {
  const { settings, paths } = world;
  return {
    stored: async () => {
      // Told by the check of the database.
      const view = await opened().catch(() => null);
      return view === null ? null : world.secrets(await view.sources.stored());
    },
    closed: () => [paths.proxies, ...settings.secretFiles()],
    settings: [settings.file],
  };
}

async function readKnown(world: ServingWorld, opened: () => Promise<StoreView | null>): Promise<Known> {
  const { clock, paths } = world;
  const view = await opened().catch((error: unknown) => {
    if (error instanceof Failure && error.code.startsWith('host/')) return null;
    throw error;
  });
  const none = existsSync(paths.database) ? null : [];
  if (view === null) return { facts: { sources: none, now: clock.now() }, ways: [], reports: [] };
  const sources: SourceFacts[] = [];
  const stored = await view.sources.list();
  for (const each of stored) {
    const source = { ...each, settings: routedHere(each.settings, world) };
    const reports = await view.polls.list({ source: source.settings.name, limit: reportsOfOne });
    sources.push({ source, reports });
  }
  const reports = await view.polls.list({ limit: reportsOfAll });
  return { facts: { sources, now: clock.now() }, ways: stored.map(({ settings }) => settings), reports };
}

/** With the proxy that it goes by. Where no way can be found, the check of the proxies tells so. */
export function routedHere(settings: SourceSettings, world: Pick<ServingWorld, 'proxies'>): RoutedSource {
  try {
    return routed(settings, () => world.proxies());
  } catch {
    return { ...settings, proxy: 'none' };
  }
}

function growthOf({ facts, reports }: Known) {
  const listings = (facts.sources ?? []).reduce((sum, { source }) => sum + source.state.listings, 0);
  return { listings, reports };
}

function datesOf({ facts, reports }: Known) {
  const hosts = new Map((facts.sources ?? []).map(({ source }) => [source.settings.name, source.settings.host]));
  return { reports, hostOf: (source: string) => hosts.get(source) };
}

/** The same answer, asked for once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
