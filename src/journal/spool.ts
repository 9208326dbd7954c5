import { appendFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { errorCode } from '../host/error-code.ts';
import { decodeEntry, encodeEntry, type JournalEntry } from './entry.ts';

export interface SpoolOptions {
  readonly directory: string;
  readonly clock: Clock;
  /** Told how many entries were lost, and why: the mail itself never waits for its journal. */
  readonly lost: (entries: number, error: unknown) => void;
  /** Entries that wait for the disk; more are lost. Default 10,000. */
  readonly mostWaiting?: number;
}

const everyMs = 500;
const open = 'open.jsonl';
const closedSuffix = '.jsonl';

/** Where the gateway writes verdicts down without waiting for any database: lines in files, one of them open. */
export class SpoolWriter {
  readonly #options: SpoolOptions;
  #waiting: JournalEntry[] = [];

  constructor(options: SpoolOptions) {
    this.#options = options;
  }

  /** Takes an entry; never waits and never throws. */
  append(entry: JournalEntry): void {
    const { mostWaiting = 10_000, lost } = this.#options;
    if (this.#waiting.length < mostWaiting) this.#waiting.push(entry);
    else lost(1, new RangeError('the journal waits for its disk'));
  }

  /** Writes what waits twice a second until `signal` aborts, and then what is left. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.flush();
      await this.#options.clock.sleep(everyMs, signal);
    }
    await this.flush();
  }

  async flush(): Promise<void> {
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    const { directory, lost } = this.#options;
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await appendFile(join(directory, open), entries.map(encodeEntry).join(''), { mode: 0o600 });
    } catch (error) {
      lost(entries.length, error);
    }
  }
}

/** What was read from one spool file; `done` removes it. */
export interface Spooled {
  readonly entries: readonly JournalEntry[];
  /** Lines that are no entries: a crash cut them. */
  readonly unread: number;
  done(): Promise<void>;
}

/**
 * Takes what has been spooled, file by file, oldest first; the open file is closed first, so that the writer begins
 * another. A file that is not `done` is given again.
 */
export async function* takeSpooled(directory: string, now: number): AsyncGenerator<Spooled> {
  await rename(join(directory, open), join(directory, `${String(now).padStart(15, '0')}${closedSuffix}`)).catch(
    () => undefined,
  );
  const names = (await readdir(directory).catch(() => [])).filter(
    (name) => name !== open && name.endsWith(closedSuffix),
  );
  for (const name of names.sort()) {
    const path = join(directory, name);
    // Two may take the spool at once: the journal knows an entry that it has.
    const text = await readFile(path, 'utf8').catch(unlessMissing);
    const lines = text.split('\n').filter((line) => line !== '');
    const entries = lines.flatMap((line) => decodeEntry(line) ?? []);
    yield { entries, unread: lines.length - entries.length, done: () => rm(path, { force: true }) };
  }
}

function unlessMissing(error: unknown): string {
  if (errorCode(error) === 'ENOENT') return '';
  throw error;
}
