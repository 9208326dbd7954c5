import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { clock, machineResolver } from './assemble.ts';
import { asFailure } from './base/failure.ts';
import { locked } from './secrets/locked.ts';
import { readGuards } from './config/guards-file.ts';
import { BackupKeeper } from './backup/keeper.ts';
import { makeInChild } from './backup/in-child.ts';
import { frontsOn, readBackupSettings } from './config/gateway-settings.ts';
import { readGatewaySettings } from './gateway/run.ts';
import { askStatus } from './gateway/status.ts';
import { publicationFiles } from './match/publication.ts';
import { Monitoring, readMonitoringSettings } from './service/monitoring.ts';
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
import type { DataPaths } from './host/paths.ts';
import type { KeepJournalOptions } from './journal/importer.ts';
import { lateNotes } from './journal/late-note.ts';
import { withKeptJournal } from './journal/open.ts';
import { defang } from './observable/defang.ts';
import { journalPlace } from './journal/place.ts';
import type { Log } from './log/event.ts';
import { note } from './log/events.ts';
import type { PollerProcess } from './service/poller-process.ts';
import type { SettingsReader } from './service/reload.ts';
import type { Service } from './service/service.ts';
import type { Store } from './store/store.ts';

/** Which Feedgate runs, by which file of settings. */
interface Installed {
  readonly settings: string;
  readonly version: string;
}

/** What monitoring may ask; where it cannot be open, the log says why, and everything else goes on. */
export function monitoringOf(
  { settings, version }: Installed,
  paths: DataPaths,
  { store, log, poller, service }: Watched,
): Monitoring {
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
  return new Monitoring({
    read: () => readMonitoringSettings(settings, paths.root),
    look,
    failed: (error) => {
      const { code, message } = asFailure(error, 'opening the monitoring');
      log.write(note(clock.now(), 'Warning', message, { code }));
    },
  });
}

/** What the daemon's parts look at. */
export interface Watched {
  readonly store: Store;
  readonly log: Log;
  readonly poller: PollerProcess;
  readonly service: Service;
}

/** What is read, file by file. */
export function settingsFiles(settings: string, paths: DataPaths): readonly SettingsReader[] {
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

/** How the journal is kept. */
export function journalOptions(
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

/** Looks for what somebody has to be told of. */
export function alertKeeper(
  { settings, version }: Installed,
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
    proxies: liveProxies(paths.proxies, locked),
    backups: () => readBackupSettings(settings, paths.root),
    vitals: () => poller.vitals(),
    gateway: () => watchedGateway(paths, settings, clock),
    late: async (since) => {
      const found = withKeptJournal(paths.journal, (journal) => journal.late.since(since)) ?? [];
      return found.map(({ kind, value, ...rest }) => ({ ...rest, shown: defang({ kind, value }) }));
    },
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

/** Makes the backups of the data directory when they are due. */
export function backupKeeper({ settings, version }: Installed, paths: DataPaths, log: Log): BackupKeeper {
  return new BackupKeeper({
    paths,
    clock,
    log,
    schedule: () => readBackupSettings(settings, paths.root),
    make: (target, signal) => makeInChild({ root: paths.root, target, version }, signal),
    free: async (directory) => {
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },
  });
}

/** Tells whether a front is on; a file that cannot be used is told once, until it says something else. */
export function gatewayWanted(settings: string, paths: DataPaths, log: Log): () => boolean {
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
