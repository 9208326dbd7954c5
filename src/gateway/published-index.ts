import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from '../match/conditions.ts';
import { MatchIndex } from '../match/match-index.ts';
import { parsePublication, publicationFiles } from '../match/publication.ts';
import { readFailure, readSnapshotFile, type SnapshotFile } from './snapshot-file.ts';

export interface PublishedIndexOptions {
  /** Where the poller publishes. */
  readonly directory: string;
  readonly clock: Clock;
  /** Told when another index has taken over. */
  readonly swapped?: (index: MatchIndex) => void;
  /** Told why the newest publication cannot be used; once for each until another comes. */
  readonly failed: (failure: Failure) => void;
}

const everyMs = 200;
const shortestRetryMs = 1000;
const longestRetryMs = 30_000;

/** How long a replaced index can still be asked by whoever has taken it. */
const graceMs = 60_000;

interface Loaded {
  readonly index: MatchIndex;
  readonly files: readonly SnapshotFile[];
}

/**
 * The newest match index that the poller has published and that is sound. A newer one takes its place in one step; one
 * that is damaged does not, and where there is none yet the publication before it is used.
 */
export class PublishedIndex {
  readonly #options: PublishedIndexOptions;
  #loaded: Loaded | null = null;
  /** What the file `current` was when it was last tried. */
  #seen = '';
  #retry = { at: 0, ms: 0 };
  readonly #replaced: { readonly file: SnapshotFile; readonly until: number }[] = [];

  constructor(options: PublishedIndexOptions) {
    this.#options = options;
  }

  /** The index in use; `null` before any could be read. Take it anew for each mail: it can be asked for a minute after it was replaced. */
  get index(): MatchIndex | null {
    return this.#loaded?.index ?? null;
  }

  /** Looks for a newer publication five times a second until `signal` aborts, then lets go of all files. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      await this.#options.clock.sleep(everyMs, signal);
    }
    this.close();
  }

  /** Lets go of all files; there is no index any more. */
  close(): void {
    for (const { file } of this.#replaced.splice(0)) file.close();
    for (const file of this.#loaded?.files ?? []) file.close();
    this.#loaded = null;
  }

  /** Takes the newest publication if it is not in use yet. Never throws. */
  async refresh(): Promise<void> {
    const { directory, clock, failed } = this.#options;
    this.#closeReplaced(clock.monotonic());
    const found = await fileState(join(directory, publicationFiles.current));
    const isNew = found !== this.#seen;
    if (!isNew && (this.#retry.ms === 0 || clock.monotonic() < this.#retry.at)) return;
    this.#seen = found;
    const failure = await this.#take(publicationFiles.current);
    if (failure === null) {
      this.#retry = { at: 0, ms: 0 };
      return;
    }
    const ms = isNew ? shortestRetryMs : Math.min(this.#retry.ms * 2, longestRetryMs);
    this.#retry = { at: clock.monotonic() + ms, ms };
    if (isNew) failed(failure);
    if (this.#loaded === null && failure.code !== 'match/missing') await this.#take(publicationFiles.previous);
  }

  async #take(name: string): Promise<Failure | null> {
    const { directory } = this.#options;
    const opened: SnapshotFile[] = [];
    const openFile = async (file: string): Promise<SnapshotFile> => {
      const path = join(directory, file);
      const known = this.#loaded?.files.find((one) => one.path === path);
      if (known !== undefined) return known;
      const fresh = await readSnapshotFile(path);
      opened.push(fresh);
      return fresh;
    };
    try {
      const { base, overlay } = await readPublication(join(directory, name));
      const files = [await openFile(base), ...(overlay === null ? [] : [await openFile(overlay)])];
      const [below, above] = files.map(({ layer }) => layer);
      if (below !== undefined) this.#swap({ index: new MatchIndex(below, above), files });
      return null;
    } catch (error) {
      for (const file of opened) file.close();
      return readFailure(error, join(directory, name));
    }
  }

  #swap(loaded: Loaded): void {
    const until = this.#options.clock.monotonic() + graceMs;
    for (const file of this.#loaded?.files ?? []) {
      if (!loaded.files.includes(file)) this.#replaced.push({ file, until });
    }
    this.#loaded = loaded;
    this.#options.swapped?.(loaded.index);
  }

  #closeReplaced(now: number): void {
    while (this.#replaced[0] !== undefined && this.#replaced[0].until <= now) this.#replaced.shift()?.file.close();
  }
}

async function readPublication(path: string) {
  try {
    return parsePublication(await readFile(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw fail('match/missing', 'nothing has been published');
  }
}

/** Changes whenever the file is replaced; '' where there is none. */
async function fileState(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    return `none ${errorCode(error)}`;
  }
}
