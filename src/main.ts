import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  assemblePoller,
  clock,
  doctorWorld,
  goByTrust,
  keyRing,
  machineResolver,
  policiesOf,
  openStore,
  settingsRules,
  type AssembledPoller,
} from './assemble.ts';
import { asFailure } from './base/failure.ts';
import { runCli } from './cli/run.ts';
import type { Environment, Files, LogReader } from './cli/environment.ts';
import { settingsCodec } from './config/codec.ts';
import { readGuards } from './config/guards-file.ts';
import { readSecret, readSecretFile } from './config/secret-file.ts';
import { conditionOf } from './conditions.ts';
import { runDaemon } from './daemon.ts';
import { titleOf } from './diagnosis/catalogue.ts';
import type { Result } from './doctor/check.ts';
import type { DoctorOptions } from './doctor/checks.ts';
import { examine, serveDoctor } from './doctor/examine.ts';
import { firstSettings } from './config/settings-edit.ts';
import { runGateway } from './gateway/run.ts';
import { askStatus } from './gateway/status.ts';
import { dataDirectory, openDataDirectory } from './host/data-directory.ts';
import { isDirectoryLocked } from './host/directory-lock.ts';
import { systemRandom } from './host/clock.ts';
import { dataPaths, type DataPaths } from './host/paths.ts';
import { errorCode } from './host/error-code.ts';
import { settingsFile } from './host/settings-file.ts';
import { serviceManager } from './host/service-manager.ts';
import { onSignals } from './host/signals.ts';
import { consoleLog } from './log/console-log.ts';
import { logToAll, type Log } from './log/event.ts';
import { note } from './log/events.ts';
import { FileLog } from './log/file-log.ts';
import { followLog } from './log/follow.ts';
import { grepLog, logFiles, tailLog } from './log/read.ts';
import { isAddress } from './net/target.ts';
import { testChannels } from './notify/send.ts';
import { readAlertSettings } from './notify/settings.ts';
import { Publisher } from './poller/publisher.ts';
import { locked } from './secrets/locked.ts';
import { takeBackInterrupted } from './service/applying.ts';
import { localService } from './service/local.ts';
import { lookAt } from './probe/look.ts';
import { tryProxy } from './probe/try-proxy.ts';
import { practise } from './service/practice.ts';
import { connectService } from './service/remote.ts';
import { SecretKeeper } from './service/secrets.ts';
import type { Service } from './service/service.ts';
import { openReadOnly, type ReadOnlyStore } from './store/read-only.ts';
import type { Store } from './store/store.ts';

/** The command `feedgate`: gives the command line the real world. */

const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0';

const interrupted = new AbortController();
/** The daemon and the gateway have signals of their own; everything else stops at the first Ctrl-C. */
const releaseSignals = onSignals(() => interrupted.abort());

function directoryOf(flag: string | undefined): string {
  return dataDirectory({ flag, env: process.env, cwd: process.cwd() });
}

/** The daemon's service where one listens; else one of our own on the data directory. */
async function openService(flag: string | undefined): Promise<Service> {
  const root = directoryOf(flag);
  const remote = await connectService(dataPaths(root).socket);
  if (remote !== null) return wholeAgain(remote, root);
  const { paths } = openDataDirectory(root);
  goByTrust(paths);
  const { settings } = filesOf(flag, undefined);
  const keys = keyRing(paths, settings);
  const store = await openStore(paths, keys);
  const log = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
  let assembled: AssembledPoller | null = null;
  // Parser children are started only by a command that polls.
  const poller = () => (assembled ??= assemblePoller(store, log, policiesOf(paths, keys, log)));
  const service = localService({
    store,
    poller: {
      pollNow: (name, mode, wishes) => poller().port.pollNow(name, mode, wishes),
      cancel: async (name) => (await assembled?.port.cancel(name)) ?? false,
      progress: async () => (await assembled?.port.progress()) ?? [],
      test: (subject, options) => poller().port.test(subject, options),
      discover: (subject) => poller().port.discover(subject),
      updateGuards: (name, force) => poller().port.updateGuards(name, force),
      wake: () => undefined,
    },
    rules: settingsRules(paths, keys),
    clock,
    version,
    data: root,
    daemon: null,
    reload: null,
    gateway: () => askStatus(paths.gatewaySocket),
    secrets: new SecretKeeper({ sources: store.sources, proxies: paths.proxies, keys, clock }),
    guards: { file: paths.guards, read: () => readGuards(paths) },
    doctor: (options) => {
      const world = doctorWorld(paths, options, {
        settings,
        keys,
        store: async () => store,
        poller: async () => null,
      });
      return serveDoctor({ version, pid: process.pid, since: new Date(clock.now()).toISOString() }, world);
    },
    async close() {
      if (assembled !== null) await publish(store, paths, log);
      await assembled?.close();
      await store.close();
      log.close();
    },
  });
  return wholeAgain(service, root);
}

/** The service, once files that an interrupted `config apply` has changed are taken back; where they cannot be, the next one tells why. */
async function wholeAgain(service: Service, root: string): Promise<Service> {
  await takeBackInterrupted(service, dataPaths(root).applying).catch(() => []);
  return service;
}

/** What a command has polled without a daemon is matched too. Told in the log where that cannot be. */
async function publish(store: Store, paths: DataPaths, log: Log): Promise<void> {
  try {
    await new Publisher({ store, directory: paths.indexDirectory, clock, random: systemRandom }).publish();
  } catch (error) {
    const { code, message } = asFailure(error, 'publishing the match index');
    log.write(note(clock.now(), 'Warning', message, { code }));
  }
}

async function buildIndex(flag: string | undefined, directory: string): Promise<boolean> {
  const store = openReadOnly(dataPaths(directoryOf(flag)).database, settingsCodec(locked));
  if (store === null) return false;
  try {
    await new Publisher({ store, directory, clock, random: systemRandom }).publish();
    return true;
  } finally {
    store.close();
  }
}

/** Looks at everything without opening the store for writing: it may be damaged, or another's. */
async function examineAll(flag: string | undefined, options: DoctorOptions): Promise<readonly Result[]> {
  const paths = dataPaths(directoryOf(flag));
  goByTrust(paths);
  let opened: ReadOnlyStore | null = null;
  const { settings } = filesOf(flag, undefined);
  const keys = keyRing(paths, settings);
  const codec = settingsCodec(keys);
  const here = doctorWorld(paths, options, {
    settings,
    keys,
    store: async () => (opened = openReadOnly(paths.database, codec)),
    poller: async () => null,
  });
  const connect = () => connectService(paths.socket);
  const locked = () => isDirectoryLocked(paths);
  try {
    return await examine({ version, clock, paths, connect, locked, here }, options, interrupted.signal);
  } finally {
    (opened as ReadOnlyStore | null)?.close();
  }
}

function logs(flag: string | undefined): LogReader {
  const { classicLog, jsonLog } = dataPaths(directoryOf(flag));
  return {
    async *events(n) {
      yield* await tailLog(jsonLog, n);
    },
    async *tail(n) {
      yield* await tailLog(classicLog, n);
    },
    follow: (last, signal) => followLog(classicLog, { signal, clock, last }),
    async *grep(pattern, options) {
      yield* grepLog(await logFiles(classicLog), pattern, options);
    },
  };
}

/** The first run opens the fronts, unless somebody has written settings. */
function writeFirstSettings(file: string): void {
  try {
    writeFileSync(file, firstSettings, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** How this command is typed: in a checkout by npx, from its directory. */
const typed = import.meta.url.endsWith('.ts') ? 'npx feedgate' : 'feedgate';

/** What to try of the mail side. */
function mailSteps(): readonly string[] {
  const sample = fileURLToPath(new URL('../samples/phish.eml', import.meta.url));
  const near = relative(process.cwd(), sample);
  return [
    `${typed} match ${near.startsWith('..') ? sample : near}`,
    `${typed} gateway status`,
    `${typed} integrate check`,
    `${typed} integrate postfix`,
    'dig @127.0.0.1 -p 9653 1.2.0.192.ip.feedgate.internal TXT',
  ];
}

async function startDaemon(options: {
  readonly data?: string;
  readonly config?: string;
  readonly firstRun: boolean;
}): Promise<number> {
  const { paths } = openDataDirectory(directoryOf(options.data));
  const { settings } = filesOf(options.data, options.config);
  if (options.firstRun) writeFirstSettings(settings);
  releaseSignals();
  await runDaemon({
    data: paths.root,
    version,
    settings,
    terminal: process.stderr,
    manager: serviceManager(process.env),
    ...(options.firstRun
      ? {
          onReady: (service, signal) =>
            practise(service, { signal, clock, terminal: process.stdout, typed, more: mailSteps() }),
        }
      : {}),
  });
  return 0;
}

function filesOf(data: string | undefined, config: string | undefined): Files {
  const paths = dataPaths(directoryOf(data));
  return { paths, settings: settingsFile({ flag: config, env: process.env, cwd: process.cwd(), paths }) };
}

/** The gateway in the foreground, without a daemon; SIGHUP reads its settings again. */
async function startGateway(options: { readonly data?: string; readonly config?: string }): Promise<number> {
  const { paths } = openDataDirectory(directoryOf(options.data));
  const { settings } = filesOf(options.data, options.config);
  const file = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
  const log = logToAll(file, consoleLog(process.stderr));
  const stopping = new AbortController();
  releaseSignals();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const onReload = (reload: () => void): void => void process.on('SIGHUP', reload);
  try {
    await runGateway({ paths, settings, version, log, supervised: false, stop: stopping.signal, onReload });
  } finally {
    file.close();
  }
  return 0;
}

/** Asks without echo: readline writes what is typed to an outlet that swallows it. */
function promptSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: mute, terminal: true });
  return new Promise((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  }).then((answer) => {
    lines.close();
    process.stderr.write('\n');
    return String(answer);
  });
}

const environment: Environment = {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  version,
  self: [process.execPath, process.argv[1] ?? 'feedgate'],
  clock,
  signal: interrupted.signal,
  openService,
  startDaemon,
  startGateway,
  files: filesOf,
  buildIndex,
  doctor: examineAll,
  look: (target, { paths }) => {
    goByTrust(paths);
    return lookAt(target, { clock, resolver: machineResolver() }, interrupted.signal);
  },
  tryProxy: (proxy, end, { paths }) => {
    goByTrust(paths);
    return tryProxy(proxy, end, { clock, resolver: machineResolver() }, interrupted.signal);
  },
  addressesOf: async (host) =>
    isAddress(host) ? [host] : (await machineResolver().resolve(host, interrupted.signal)).addresses,
  testAlerts: (files, channel) => {
    const settings = readAlertSettings(files.settings, files.paths.root);
    return testChannels(settings, channel, { clock, resolver: machineResolver(), version, signal: interrupted.signal });
  },
  logs,
  readSecretFile: async (path) =>
    (path === '-' ? readSecret(process.stdin) : readSecretFile(path)).then((secret) => secret.reveal()),
  promptSecret,
  titleOf: (code, language) => titleOf(code, language) ?? conditionOf(code)?.title ?? null,
};

const argv = process.argv.slice(2);
// Everything is written by now; work that an interrupt left behind must not keep the process.
process.exit(await runCli(argv, environment));
