import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clock, doctorWorld, goByTrust, keyRing, machineResolver, openStore, settingsRules } from './assemble.ts';
import { asFailure } from './base/failure.ts';
import { readGuards } from './config/guards-file.ts';
import { frontsOn } from './config/gateway-settings.ts';
import { serveDoctor } from './doctor/examine.ts';
import { readGatewaySettings } from './gateway/run.ts';
import type { Listener } from './gateway/listen.ts';
import { askStatus } from './gateway/status.ts';
import { publicationFiles } from './match/publication.ts';
import { readMonitoringSettings, serveMonitoring } from './service/monitoring.ts';
import type { MonitoringFacts } from './service/monitoring-text.ts';
import { watchedGateway } from './gateway/examine.ts';
import { gatesOf } from './activation/gates.ts';
import { readActivation } from './config/activation-file.ts';
import { parseExemptions, parsePolicy } from './config/policy-file.ts';
import { liveProxies, readProxies } from './config/proxies-file.ts';
import { textOf } from './config/text-file.ts';
import { readTrust } from './config/trust-file.ts';
import { Facts } from './notify/facts.ts';
import { Keeper } from './notify/keeper.ts';
import { sendNotice } from './notify/send.ts';
import { readAlertSettings } from './notify/settings.ts';
import { openDataDirectory } from './host/data-directory.ts';
import { acquireDirectoryLock } from './host/directory-lock.ts';
import type { DataPaths } from './host/paths.ts';
import { processAlive } from './host/process.ts';
import type { ServiceManager } from './host/service-manager.ts';
import { onSignals } from './host/signals.ts';
import { keepJournal, type KeepJournalOptions } from './journal/importer.ts';
import { lateNotes } from './journal/late-note.ts';
import { journalPlace } from './journal/place.ts';
import { consoleLog } from './log/console-log.ts';
import { logToAll, type Log } from './log/event.ts';
import { note } from './log/events.ts';
import { FileLog } from './log/file-log.ts';
import { openControlServer } from './service/control-server.ts';
import { GatewayProcess } from './service/gateway-process.ts';
import { localService } from './service/local.ts';
import { PollerProcess } from './service/poller-process.ts';
import type { KeyRing } from './secrets/key-ring.ts';
import { SecretKeeper } from './service/secrets.ts';
import { checkSettings, type SettingsReader } from './service/reload.ts';
import type { Service } from './service/service.ts';
import { UnderManager } from './service/under-manager.ts';
import type { Store } from './store/store.ts';

const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const pollerModule = fileURLToPath(new URL(`./poller${ending}`, import.meta.url));
const gatewayModule = fileURLToPath(new URL(`./gateway${ending}`, import.meta.url));

export interface DaemonOptions {
  /** The data directory, absolute. */
  readonly data: string;
  readonly version: string;
  /** The file of settings, absolute; it need not exist. */
  readonly settings: string;
  /** Where the log runs by, and what the operator is told. */
  readonly terminal: { write(text: string): unknown };
  /** The service manager that started the daemon; `null` where none did. */
  readonly manager: ServiceManager | null;
  /** Called once the daemon serves; its promise is not waited for. */
  onReady?(service: Service, signal: AbortSignal): Promise<void>;
}

/**
 * Runs the daemon until SIGINT or SIGTERM: supervises the poller, answers on the socket. SIGHUP has it check all
 * settings; on a terminal that goes away it ends with it. Resolves when all of
 * it has ended. @throws Failure `gate/already-running`, `host/*`, `gate/socket-unusable`.
 */
export async function runDaemon(options: DaemonOptions): Promise<void> {
  const { paths, warnings } = openDataDirectory(options.data);
  goByTrust(paths);
  const lock = acquireDirectoryLock(paths, clock);
  const file = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
  const log = logToAll(file, consoleLog(options.terminal));
  for (const warning of warnings) log.write(note(clock.now(), 'Warning', warning.message, { code: warning.code }));
  try {
    await serveUntilStopped(options, paths, log);
  } finally {
    file.close();
    lock.release();
  }
}

async function serveUntilStopped(options: DaemonOptions, paths: DataPaths, log: Log): Promise<void> {
  const keys = keyRing(paths, options.settings);
  const store = await openStore(paths, keys);
  const poller = new PollerProcess({
    module: pollerModule,
    args: [paths.root, options.settings],
    log,
    clock,
    beforeStart: async () => {
      await store.leases.breakHeldBy((holder) => !processAlive(holder));
      await store.polls.closeOrphans(clock.now());
    },
  });
  const gateway = new GatewayProcess({
    module: gatewayModule,
    paths,
    settings: options.settings,
    version: options.version,
    log,
    clock,
    wanted: gatewayWanted(options.settings, paths, log),
  });
  const service = servedTo(options, paths, { store, poller, keys });
  const stopping = new AbortController();
  const under = underManager(options, { service, gateway });
  const release = onSignals(
    () => stopping.abort(),
    process,
    reloader(options.settings, paths, { gateway, log, under }),
  );
  poller.start();
  gateway.start();
  const journal = keepJournal(journalOptions(options.settings, paths, { store, log }), stopping.signal);
  const alerts = alertKeeper(options, paths, { store, log, poller }).run(stopping.signal);
  const monitoring = await openMonitoring(options, paths, { store, log, poller, service });
  const control = await openControlServer(paths.socket, service);
  log.write(note(clock.now(), 'Info', `feedgate ${options.version} started on ${paths.root}`));
  const managed = gateway.settled(stopping.signal).then(() => under?.run(stopping.signal));
  const ready = options.onReady?.(service, stopping.signal);
  await Promise.all([untilAborted(stopping.signal), ready]);
  log.write(note(clock.now(), 'Info', 'feedgate is stopping'));
  await Promise.all([control.close(), monitoring?.close()]);
  await Promise.all([poller.stop(), gateway.stop(), journal, alerts, managed]);
  await store.close();
  release();
}

/** What can be asked of the daemon over its socket. */
function servedTo(
  options: DaemonOptions,
  paths: DataPaths,
  { store, poller, keys }: { readonly store: Store; readonly poller: PollerProcess; readonly keys: KeyRing },
): Service {
  const daemon = { pid: process.pid, since: new Date(clock.now()).toISOString() };
  return localService({
    store,
    poller,
    rules: settingsRules(paths),
    clock,
    version: options.version,
    data: paths.root,
    daemon,
    gateway: () => askStatus(paths.gatewaySocket),
    secrets: new SecretKeeper(store.sources, keys, clock),
    guards: { file: paths.guards, read: () => readGuards(paths) },
    doctor: (doctor) => {
      const parts = { settings: options.settings, keys, store: async () => store, poller: () => poller.vitals() };
      const world = doctorWorld(paths, doctor, parts);
      return serveDoctor({ version: options.version, ...daemon }, world);
    },
    close: async () => undefined,
  });
}

/** Opens what monitoring asks; without it everything else goes on. */
async function openMonitoring(
  { settings, version }: DaemonOptions,
  paths: DataPaths,
  { store, log, poller, service }: Watched,
): Promise<Listener | null> {
  const startedAt = clock.now();
  const look = async (): Promise<MonitoringFacts> => {
    const [sources, storeBytes, polling, vitals, index, gateway, disk] = await Promise.all([
      service.listSources().catch(() => null),
      store.listings.bytes().catch(() => null),
      poller.progress(),
      poller.vitals(),
      stat(join(paths.indexDirectory, publicationFiles.current)).catch(() => null),
      askStatus(paths.gatewaySocket).catch(() => null),
      statfs(paths.root).catch(() => null),
    ]);
    const { user, system } = process.cpuUsage();
    return {
      now: clock.now(),
      version,
      startedAt,
      sources,
      storeBytes,
      polling: polling.length,
      poller: vitals,
      indexAt: index?.mtimeMs ?? null,
      gatewayUp: gateway !== null,
      diskFree: disk === null ? null : disk.bavail * disk.bsize,
      memory: process.memoryUsage.rss(),
      cpuSeconds: (user + system) / 1e6,
    };
  };
  try {
    const wanted = readMonitoringSettings(settings, paths.root);
    return wanted === null ? null : await serveMonitoring(wanted, look);
  } catch (error) {
    const { code, message } = asFailure(error, 'opening the monitoring');
    log.write(note(clock.now(), 'Warning', message, { code }));
    return null;
  }
}

interface Watched {
  readonly store: Store;
  readonly log: Log;
  readonly poller: PollerProcess;
  readonly service: Service;
}

/** What a service manager is told of the daemon: it lives where its store answers. */
function underManager(
  { manager }: DaemonOptions,
  { service, gateway }: { readonly service: Service; readonly gateway: GatewayProcess },
): UnderManager | null {
  if (manager === null) return null;
  const look = async () => {
    const sources = await service.listSources();
    const failing = sources.filter(({ state }) => state === 'failing').length;
    const status = `${sources.length} sources, ${failing} failing; gateway ${await gateway.state()}`;
    return { alive: true, status };
  };
  return new UnderManager({ manager, clock, look });
}

/** What SIGHUP asks for; on a terminal it means that the terminal is gone (`null`). */
function reloader(
  settings: string,
  paths: DataPaths,
  { gateway, log, under }: { readonly gateway: GatewayProcess; readonly log: Log; readonly under: UnderManager | null },
): (() => void) | null {
  if (process.stdin.isTTY || process.stderr.isTTY) return null;
  const reload = async (): Promise<void> => {
    checkSettings(settingsFiles(settings, paths), { log, clock });
    await gateway.reload().catch(() => undefined);
  };
  return () => void (under === null ? reload() : under.reloading(reload));
}

/** What is read, file by file. */
function settingsFiles(settings: string, paths: DataPaths): readonly SettingsReader[] {
  return [
    [settings, () => readGatewaySettings(settings, paths.root)],
    [settings, () => readAlertSettings(settings, paths.root)],
    [settings, () => readMonitoringSettings(settings, paths.root)],
    [paths.policy, () => parsePolicy({ name: paths.policy, text: textOf(paths.policy) })],
    [paths.exemptions, () => parseExemptions({ name: paths.exemptions, text: textOf(paths.exemptions) })],
    [paths.guards, () => readGuards(paths)],
    [paths.activation, () => readActivation(paths.activation)],
    [paths.proxies, () => readProxies(paths.proxies)],
    [paths.trust, () => readTrust(paths.trust)],
  ];
}

function journalOptions(
  settings: string,
  paths: DataPaths,
  { store, log }: { store: Store; log: Log },
): KeepJournalOptions {
  return {
    settings: () => {
      const { journal } = readGatewaySettings(settings, paths.root);
      return { ...journal, place: journalPlace(paths, journal.privacy) };
    },
    listings: store.listings,
    sources: async () => {
      const sources = await store.sources.list();
      return new Map(sources.map(({ id, settings: { name, subdomains } }) => [id, { name, subdomains }]));
    },
    clock,
    late: (found) => {
      for (const { code, source, text, references } of lateNotes(found))
        log.write(note(clock.now(), 'Warning', text, { code, source, fields: { references } }));
    },
    failed: (error) => {
      const { code, message } = asFailure(error, 'taking verdicts into the journal');
      log.write(note(clock.now(), 'Warning', message, { code }));
    },
  };
}

function alertKeeper(
  { settings, version }: DaemonOptions,
  paths: DataPaths,
  { store, log, poller }: { readonly store: Store; readonly log: Log; readonly poller: PollerProcess },
): Keeper {
  const facts = new Facts({
    clock,
    paths,
    store,
    gates: () => {
      const { activation, place } = readActivation(paths.activation);
      return gatesOf(activation, place, clock.now());
    },
    proxies: liveProxies(paths.proxies),
    vitals: () => poller.vitals(),
    gateway: () => watchedGateway(paths, settings, clock),
  });
  return new Keeper({
    file: paths.alerts,
    clock,
    log,
    settings: () => readAlertSettings(settings, paths.root),
    look: (rules) => facts.look(rules),
    send: (channel, notice, place, signal) =>
      sendNotice(channel, notice, place, { clock, resolver: machineResolver(), version, signal }),
  });
}

/** Tells whether a front is on; a file that cannot be used is told once, until it says something else. */
function gatewayWanted(settings: string, paths: DataPaths, log: Log): () => boolean {
  let told = '';
  return () => {
    try {
      const on = frontsOn(readGatewaySettings(settings, paths.root)).length > 0;
      told = '';
      return on;
    } catch (error) {
      const { message, code } = asFailure(error, `reading ${settings}`);
      if (message !== told) log.write(note(clock.now(), 'Warning', message, { code }));
      told = message;
      return false;
    }
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
