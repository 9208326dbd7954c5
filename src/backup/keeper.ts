import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asFailure, type Failure } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import { errorCode } from '../host/error-code.ts';
import type { DataPaths } from '../host/paths.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import { fail } from './conditions.ts';
import { listBackups, madeAt, newestGood } from './listed.ts';
import { removeHalves, removeOld, scheduledName } from './scheduled.ts';

/** When backups are made, and how many are kept. */
export interface Schedule {
  /** Milliseconds from one to the next. */
  readonly everyMs: number;
  readonly keep: number;
  /** Absolute. */
  readonly directory: string;
}

export interface BackupKeeperOptions {
  readonly paths: DataPaths;
  readonly clock: Clock;
  readonly log: Log;
  /** As the file has it now; `null` where it is off. @throws Failure `config/file-bad` */
  schedule(): Schedule | null;
  /** Makes one and reads it again; its bytes. @throws Failure */
  make(target: string, signal: AbortSignal): Promise<number>;
  /** Bytes that may still be written where a directory lies. */
  free(directory: string): Promise<number>;
}

/** Between two looks. */
const lookEvery = 15_000;
/** After a failure, doubled by each that follows. */
const firstWait = 15 * 60_000;
const longestWait = 6 * 3_600_000;
/** What the rest of Feedgate has to find free while a backup is written. */
const spare = 64 * 1024 * 1024;

/**
 * Makes the backups of a daemon when they are due, by what lies in their directory: what was made before a restart
 * counts. Older ones go once a newer one has been read again. Nothing waits for it.
 */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions;
  #failures = 0;
  /** Monotonic; not tried before. */
  #notBefore = 0;
  /** What was logged last, so that it is told once. */
  #told = '';
  #unread = '';

  constructor(options: BackupKeeperOptions) {
    this.#options = options;
  }

  /** Until the signal aborts; one that is under way then is given up. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal);
      await this.#options.clock.sleep(lookEvery, signal);
    }
  }

  /** Makes a backup if one is due. Never throws. */
  async look(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const schedule = this.#schedule();
    if (schedule === null || clock.monotonic() < this.#notBefore) return;
    const newest = newestGood(listBackups(schedule.directory), clock.now());
    if (newest !== null && clock.now() - madeAt(newest) < schedule.everyMs) return;
    try {
      await this.#make(schedule, signal);
      this.#failures = 0;
      this.#told = '';
    } catch (error) {
      if (!signal.aborted) this.#failed(asFailure(error, `writing a backup to ${schedule.directory}`));
    }
  }

  async #make({ directory, keep }: Schedule, signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    prepare(directory);
    removeHalves(directory);
    await this.#requireSpace(directory);
    const target = join(directory, scheduledName(clock.now()));
    const bytes = await this.#options.make(target, signal);
    const removed = removeOld(directory, { keep, now: clock.now() });
    const older = removed === 0 ? '' : `, ${removed} older removed`;
    log.write(note(clock.now(), 'Info', `backed up to ${target}: ${bytes} bytes, read again${older}`));
  }

  async #requireSpace(directory: string): Promise<void> {
    const { paths } = this.#options;
    const needed = [paths.database, `${paths.database}-wal`, paths.journal, `${paths.journal}-wal`]
      .map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, spare);
    const free = await this.#options.free(directory);
    if (free >= needed) return;
    throw fail('backup/no-space', `writing a backup to ${directory}: ${free} bytes are free, ${needed} are needed`, {
      evidence: { path: directory, free, needed },
    });
  }

  #schedule(): Schedule | null {
    const { log, clock } = this.#options;
    try {
      const schedule = this.#options.schedule();
      this.#unread = '';
      return schedule;
    } catch (error) {
      const { code, message } = asFailure(error, 'reading the settings of backups');
      if (message !== this.#unread) log.write(note(clock.now(), 'Warning', message, { code }));
      this.#unread = message;
      return null;
    }
  }

  #failed({ code, message }: Failure): void {
    const { clock, log } = this.#options;
    const wait = Math.min(firstWait * 2 ** this.#failures, longestWait);
    this.#failures += 1;
    this.#notBefore = clock.monotonic() + wait;
    // The same again and again is told once; `doctor` shows it for as long as it lasts.
    if (this.#told === code) return;
    this.#told = code;
    log.write(
      note(clock.now(), 'Warning', `${message}; tried again in ${wait / 60_000} min, later less often`, { code }),
    );
  }
}

function prepare(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    const why = errorCode(error);
    throw fail('backup/unwritable', `writing a backup to ${directory}: ${why}`, {
      evidence: { path: directory, why },
      cause: error,
    });
  }
}
