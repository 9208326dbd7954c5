import { readFileSync } from 'node:fs';
import { parseGatewaySettings, type GatewaySettings } from '../config/gateway-settings.ts';
import { systemClock as clock, systemRandom as random } from '../host/clock.ts';
import type { DataPaths } from '../host/paths.ts';
import { asFailure } from '../base/failure.ts';
import { errorCode } from '../host/error-code.ts';
import { tryLock, type FileLock } from '../host/file-lock.ts';
import { Gateway } from './gateway.ts';
import { alreadyRunning } from './running.ts';
import { mailReader } from './mail-reader.ts';
import { watchFile } from './watch-file.ts';
import { serveStatus } from './status.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';

export interface GatewayOptions {
  readonly paths: DataPaths;
  /** The file of settings, absolute. */
  readonly settings: string;
  readonly version: string;
  readonly log: Log;
  /** Whether a daemon started it. */
  readonly supervised: boolean;
  /** Aborts when it should end. */
  readonly stop: AbortSignal;
  /** Told how to make it read its settings at once. */
  readonly onReload?: (reload: () => void) => void;
  /** Called once the fronts are open. */
  readonly onReady?: (gateway: Gateway) => void;
}

/** Time for mails under way when the gateway is told to end. */
const drainMs = 8000;

/** The settings of a file; where there is none, those of an empty one. @throws Failure `config/file-bad`, and the file system's. */
export function readGatewaySettings(file: string, root: string): GatewaySettings {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return parseGatewaySettings({ name: file, text }, root);
}

/**
 * Runs the fronts of a data directory until `stop` aborts: one gateway at a time. It needs neither daemon nor poller,
 * and never opens the database.
 * @throws Failure `gateway/already-running`, `config/file-bad`, `gateway/listen` where it cannot tell how it is doing.
 */
export async function runGateway(options: GatewayOptions): Promise<void> {
  const { paths, log } = options;
  const lock = await acquire(paths);
  try {
    const settings = readGatewaySettings(options.settings, paths.root);
    await serve(options, settings);
    log.write(note(clock.now(), 'Info', 'the gateway has ended'));
  } finally {
    lock.release();
  }
}

/** Who looks whether a gateway runs has the lock for an instant. */
async function acquire({ gatewayLock, root }: DataPaths): Promise<FileLock> {
  for (let tries = 0; tries < 5; tries += 1) {
    const lock = tryLock(gatewayLock);
    if (lock !== undefined) return lock;
    await clock.sleep(100);
  }
  throw alreadyRunning(root);
}

async function serve(options: GatewayOptions, settings: GatewaySettings): Promise<void> {
  const { paths, version, log, supervised, stop } = options;
  const pid = process.pid;
  const gateway = new Gateway(
    { paths, log, clock, random, version, pid, supervised, reader: (now) => mailReader(now, clock) },
    settings,
  );
  await gateway.prepare();
  await gateway.apply(settings);
  const ended = new AbortController();
  const running = gateway.run(ended.signal);
  const status = await serveStatus(paths.gatewaySocket, () => gateway.status);
  const reload = async (): Promise<void> => {
    try {
      await gateway.apply(readGatewaySettings(options.settings, paths.root));
    } catch (error) {
      gateway.refuse(asFailure(error, `reading ${options.settings}`));
    }
  };
  options.onReload?.(() => void reload());
  options.onReady?.(gateway);
  await watchFile(options.settings, { clock, signal: stop, changed: reload, quiet: () => gateway.retry() });
  await gateway.close(drainMs);
  ended.abort();
  await running;
  await status.close();
}
