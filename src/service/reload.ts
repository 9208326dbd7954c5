import { createHash } from 'node:crypto';
import { asFailure, type FailureRecord } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import { textOf } from '../config/text-file.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';

/** A file of settings: its name, and what reads it. A file may have several readers. */
export type SettingsReader = readonly [name: string, read: () => unknown];

/** What became of one file of settings when it was read again. */
export interface ReloadedFile {
  readonly file: string;
  /** Against the start, or the reload before. `bad`: what it said before stays in force. */
  readonly state: 'absent' | 'unchanged' | 'changed' | 'bad';
  readonly failure: FailureRecord | null;
}

export interface ReloadView {
  readonly files: readonly ReloadedFile[];
}

interface SettingsInForceDeps {
  readonly readers: readonly SettingsReader[];
  readonly log: Log;
  readonly clock: Clock;
  /** Has who keeps settings take them over; those of files that cannot be used stay as they are. Never rejects. */
  readonly takeOver: () => Promise<void>;
}

/** The files of settings as they were last read. Who goes by a file keeps to what it said before where it has a mistake. */
export class SettingsInForce {
  readonly #deps: SettingsInForceDeps;
  #seen: ReadonlyMap<string, string>;

  constructor(deps: SettingsInForceDeps) {
    this.#deps = deps;
    this.#seen = this.#look();
  }

  /** Reads every file once more, says in the log which cannot be used, and has the others taken over. */
  async reload(): Promise<ReloadView> {
    const { readers, log, clock, takeOver } = this.#deps;
    const before = this.#seen;
    this.#seen = this.#look();
    const files = [...this.#seen].map(([file, seen]): ReloadedFile => {
      const failure = failureOf(file, readers);
      if (failure !== null) return { file, state: 'bad', failure };
      const state = before.get(file) === seen ? 'unchanged' : 'changed';
      return { file, state: seen === absent && state === 'unchanged' ? 'absent' : state, failure };
    });
    await takeOver();
    const bad = files.flatMap(({ failure }) => failure ?? []);
    for (const { code, message } of bad) log.write(note(clock.now(), 'Warning', message, { code }));
    const rest =
      bad.length === 0
        ? 'all of them are in force'
        : `${bad.length} of ${files.length} cannot be used, what they said before stays in force`;
    log.write(note(clock.now(), bad.length === 0 ? 'Info' : 'Warning', `settings were read again: ${rest}`));
    return { files };
  }

  #look(): ReadonlyMap<string, string> {
    return new Map(this.#deps.readers.map(([file]) => [file, digestOf(file)]));
  }
}

const absent = '';

function digestOf(file: string): string {
  try {
    const text = textOf(file);
    return text === '' ? absent : createHash('sha256').update(text).digest('hex');
  } catch {
    return 'unreadable';
  }
}

function failureOf(file: string, readers: readonly SettingsReader[]): FailureRecord | null {
  for (const [name, read] of readers) {
    if (name !== file) continue;
    try {
      read();
    } catch (error) {
      return asFailure(error, `reading ${file}`).toJSON();
    }
  }
  return null;
}
