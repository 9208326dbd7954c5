import { asFailure } from './base/failure.ts';
import { fileURLToPath } from 'node:url';
import { clock, doctorWorld, goByTrust, keyRing, openStore, settingsRules } from './assemble.ts';
import { readGuards } from './config/guards-file.ts';
import { serveDoctor } from './doctor/examine.ts';
import { askStatus } from './gateway/status.ts';
import { backupPlaces } from './config/gateway-settings.ts';
import { lastGoodBackup } from './backup/last-good.ts';
import { openedWhenSound } from './service/damaged-database.ts';
import type { FileLock } from './host/file-lock.ts';
import { openDataDirectory } from './host/data-directory.ts';
import { acquireDirectoryLock } from './host/directory-lock.ts';
import type { DataPaths } from './host/paths.ts';
import { processAlive } from './host/process.ts';
import type { ServiceManager } from './host/service-manager.ts';
import { onSignals } from './host/signals.ts';
import { keepJournal } from './journal/importer.ts';
import { consoleLog } from './log/console-log.ts';
import { logToAll, type Log } from './log/event.ts';
import { note } from './log/events.ts';
import { FileLog } from './log/file-log.ts';
import { openControlServer } from './service/control-server.ts';
import { takeBackInterrupted } from './service/applying.ts';
import { GatewayProcess } from './service/gateway-process.ts';
import { localService } from './service/local.ts';
import { PollerProcess } from './service/poller-process.ts';
import type { KeyRing } from './secrets/key-ring.ts';
import { SecretKeeper } from './service/secrets.ts';
import { SettingsInForce, type ReloadView } from './service/reload.ts';
import type { Service } from './service/service.ts';
import { UnderManager } from './service/under-manager.ts';
import type { Store } from './store/store.ts';
import {
  alertKeeper,
  backupKeeper,
  gatewayWanted,
  journalOptions,
  monitoringOf,
  settingsFiles,
} from './daemon-parts.ts';

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
 * settings; on a terminal that goes away it ends with it. Where the database is damaged it sees to the gateway alone,
 * until the database can be used. Resolves when all of it has ended.
 * @throws Failure `gate/already-running`, `host/*`, `gate/socket-unusable`.
 */
export async function runDaemon(options: DaemonOptions): Promise<void> {
  const { paths, warnings } = openDataDirectory(options.data);
  goByTrust(paths);
  const file = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
  const log = logToAll(file, consoleLog(options.terminal));
  for (const warning of warnings) log.write(note(clock.now(), 'Warning', warning.message, { code: warning.code }));
  const gateway = new GatewayProcess({
    module: gatewayModule,
    paths,
    settings: options.settings,
    version: options.version,
    log,
    clock,
    wanted: gatewayWanted(options.settings, paths, log),
  });
  try {
    const opened = await openedSound(options, paths, { log, gateway });
    if (opened === null) return;
    try {
      await serveUntilStopped(options, paths, { ...opened, log, gateway });
    } finally {
      opened.lock.release();
    }
  } finally {
    file.close();
  }
}

interface Opened {
  readonly keys: KeyRing;
  readonly store: Store;
  readonly lock: FileLock;
}

/** The lock and the store; `null` where the daemon was told to stop while it waited for a database that is not damaged. */
async function openedSound(
  { settings, manager }: DaemonOptions,
  paths: DataPaths,
  { log, gateway }: { readonly log: Log; readonly gateway: GatewayProcess },
): Promise<Opened | null> {
  const stopping = new AbortController();
  const release = onSignals(() => stopping.abort());
  const open = async (): Promise<Opened> => {
    const lock = acquireDirectoryLock(paths, clock);
    try {
      const keys = keyRing(paths, settings);
      return { keys, store: await openStore(paths, keys), lock };
    } catch (error) {
      lock.release();
      throw error;
    }
  };
  const found = async (): Promise<string> => {
    gateway.start();
    const places = backupPlaces(settings, paths.root, paths.backups);
    const backup = await lastGoodBackup(places).catch(() => null);
    const way =
      backup === null
        ? `there is no good backup in ${places.join(', ')}; see: feedgate explain host/db-corrupt`
        : `put back the last good backup, of ${backup.manifest.madeAt}: feedgate store restore`;
    return `mail is matched with the index that was published last, nothing is polled; ${way}`;
  };
  const still = async (): Promise<void> => {
    const state = await gateway.state();
    await manager?.tell('READY=1', 'WATCHDOG=1', `STATUS=the database is damaged, nothing is polled; gateway ${state}`);
  };
  try {
    const opened = await openedWhenSound(open, { clock, log, found, still }, stopping.signal);
    if (opened === null) await gateway.stop();
    return opened;
  } finally {
    release();
  }
}

async function serveUntilStopped(
  options: DaemonOptions,
  paths: DataPaths,
  { keys, store, log, gateway }: Opened & { readonly log: Log; readonly gateway: GatewayProcess },
): Promise<void> {
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
  const service = servedTo(options, paths, { store, poller, keys, reload: () => inForce.reload() });
  const monitoring = monitoringOf(options, paths, { store, log, poller, service });
  const inForce = new SettingsInForce({
    readers: settingsFiles(options.settings, paths),
    log,
    clock,
    takeOver: async () => {
      await gateway.reload().catch(() => undefined);
      await monitoring.apply();
    },
  });
  const stopping = new AbortController();
  const under = underManager(options, { service, gateway });
  const release = onSignals(() => stopping.abort(), process, reloader(inForce, under));
  await wholeAgain(service, paths, log);
  poller.start();
  gateway.start();
  const journal = keepJournal(journalOptions(options.settings, paths, { store, log }), stopping.signal);
  const alerts = alertKeeper(options, paths, { store, log, poller }).run(stopping.signal);
  const backups = backupKeeper(options, paths, log).run(stopping.signal);
  await monitoring.apply();
  const control = await openControlServer(paths.socket, service);
  log.write(note(clock.now(), 'Info', `feedgate ${options.version} started on ${paths.root}`));
  const managed = gateway.settled(stopping.signal).then(() => under?.run(stopping.signal));
  const ready = options.onReady?.(service, stopping.signal);
  await Promise.all([untilAborted(stopping.signal), ready]);
  log.write(note(clock.now(), 'Info', 'feedgate is stopping'));
  await Promise.all([control.close(), monitoring.close()]);
  await Promise.all([poller.stop(), gateway.stop(), journal, alerts, backups, managed]);
  await store.close();
  release();
}

/** Takes back a configuration whose application was interrupted, before anything is polled by half of it. */
async function wholeAgain(service: Service, paths: DataPaths, log: Log): Promise<void> {
  try {
    const files = await takeBackInterrupted(service, paths.applying);
    const text = `the application of a configuration was interrupted; taken back: ${files.join(', ')}`;
    if (files.length > 0) log.write(note(clock.now(), 'Warning', text));
  } catch (error) {
    const { code, message } = asFailure(error, 'taking back a configuration');
    log.write(note(clock.now(), 'Warning', message, { code }));
  }
}

interface Served {
  readonly store: Store;
  readonly poller: PollerProcess;
  readonly keys: KeyRing;
  readonly reload: () => Promise<ReloadView>;
}

/** What can be asked of the daemon over its socket. */
function servedTo(options: DaemonOptions, paths: DataPaths, { store, poller, keys, reload }: Served): Service {
  const daemon = { pid: process.pid, since: new Date(clock.now()).toISOString() };
  return localService({
    store,
    poller,
    rules: settingsRules(paths, keys),
    clock,
    version: options.version,
    data: paths.root,
    daemon,
    gateway: () => askStatus(paths.gatewaySocket),
    reload,
    secrets: new SecretKeeper({ sources: store.sources, proxies: paths.proxies, keys, clock }),
    guards: { file: paths.guards, read: () => readGuards(paths) },
    doctor: (doctor) => {
      const parts = { settings: options.settings, keys, store: async () => store, poller: () => poller.vitals() };
      const world = doctorWorld(paths, doctor, parts);
      return serveDoctor({ version: options.version, ...daemon }, world);
    },
    close: async () => undefined,
  });
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
function reloader(inForce: SettingsInForce, under: UnderManager | null): (() => void) | null {
  if (process.stdin.isTTY || process.stderr.isTTY) return null;
  const reload = async (): Promise<void> => {
    await inForce.reload();
  };
  return () => void (under === null ? reload() : under.reloading(reload));
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
