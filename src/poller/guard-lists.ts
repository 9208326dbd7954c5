import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Veil } from '../auth/veil.ts';
import type { Clock } from '../base/clock.ts';
import { asFailure, failing, type FailureRecord } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import {
  decodeKeptList,
  encodeKeptList,
  keptFileName,
  type KeptList,
  type ListSource,
  placeOf,
} from '../guard/kept-list.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import { type ReadList, readGuardList } from '../guard/read-list.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import type { Proxy } from '../net/target.ts';
import { pollerConditions } from './conditions.ts';
import { fetchList } from './fetch-list.ts';
import type { Ask } from './line.ts';

const fail = failing(pollerConditions);

/** The longest list that is read. */
const mostBytes = 32 * 1024 * 1024;
const minute = 60_000;
/** A list that failed is not asked for again before this long, unless by hand. */
const patience = 60 * minute;

export interface GuardListsDeps {
  /** Where the lists are kept; created when first written to. */
  readonly directory: string;
  /** The lists as the settings have them now. @throws Failure `config/file-bad` */
  readonly wanted: () => readonly ListSource[];
  readonly ask: Ask;
  /** The proxy that lists are fetched by; `null`: directly. @throws Failure `config/file-bad` */
  readonly proxy: () => Proxy | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads the lists of guards again, each swapped whole, and only for one that is good; the last good one stays. */
export class GuardLists {
  readonly #deps: GuardListsDeps;
  readonly #failedAt = new Map<string, number>();

  constructor(deps: GuardListsDeps) {
    this.#deps = deps;
  }

  /**
   * Reads one list, or all (`null`). `force` takes over one that lost more than half.
   * @throws Failure `guard/no-such-list`, `config/file-bad`.
   */
  async *update(name: string | null, force: boolean): AsyncGenerator<ListUpdate> {
    const all = this.#deps.wanted();
    const chosen = all.filter((list) => name === null || list.name === name);
    if (name !== null && chosen.length === 0) {
      const known = all.map((list) => list.name).join(', ');
      throw fail(
        'guard/no-such-list',
        `there is no list "${safeText(name)}" in guards.yaml; there are: ${known || '–'}`,
      );
    }
    for (const list of chosen) yield await this.#updateOne(list, force);
  }

  /** Reads those that are due, every minute, until `signal` aborts; what fails or changes is told in the log. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    let told = '';
    while (!signal.aborted) {
      try {
        await this.#round(signal);
        told = '';
      } catch (error) {
        const { message, code } = asFailure(error, 'reading the lists of guards');
        if (message !== told) log.write(note(clock.now(), 'Warning', message, { code }));
        told = message;
      }
      await clock.sleep(minute, signal);
    }
  }

  async #round(signal: AbortSignal): Promise<void> {
    for (const list of this.#due()) {
      const update = await this.#updateOne(list, false, signal);
      if (signal.aborted) return;
      this.#tell(update);
    }
  }

  #due(): readonly ListSource[] {
    const now = this.#deps.clock.now();
    return this.#deps.wanted().filter((list) => {
      const failed = this.#failedAt.get(list.name);
      if (failed !== undefined && now - failed < Math.min(patience, list.every)) return false;
      const kept = this.#kept(list);
      return kept === null || now - Date.parse(kept.updatedAt) >= list.every;
    });
  }

  #tell({ name, result, now, before, failure }: ListUpdate): void {
    const { clock, log } = this.#deps;
    if (failure !== null) {
      const text = `guard list "${name}": ${failure.message}${before === null ? '' : `; the last good ${before} entries stay`}`;
      log.write(note(clock.now(), 'Warning', text, { code: failure.code }));
    } else if (result === 'updated') {
      log.write(note(clock.now(), 'Info', `guard list "${name}" has ${now} entries now`));
    }
  }

  async #updateOne(list: ListSource, force: boolean, signal?: AbortSignal): Promise<ListUpdate> {
    const { clock } = this.#deps;
    const kept = this.#kept(list);
    const before = kept?.entries.length ?? null;
    const facts = { name: list.name, guard: list.guard, from: shownPlace(list), before };
    try {
      const read = checked(list, await this.#read(list, signal), force ? null : before);
      const same = kept !== null && sameEntries(kept.entries, read.entries);
      this.#save(list, { from: placeOf(list), updatedAt: new Date(clock.now()).toISOString(), entries: read.entries });
      this.#failedAt.delete(list.name);
      return {
        ...facts,
        result: same ? 'unchanged' : 'updated',
        now: read.entries.length,
        unread: read.unread,
        failure: null,
      };
    } catch (error) {
      this.#failedAt.set(list.name, clock.now());
      const failure = withoutQuery(asFailure(error, `guard list "${list.name}"`).toJSON(), list);
      return { ...facts, result: 'failed', now: before, unread: 0, failure };
    }
  }

  async #read(list: ListSource, signal?: AbortSignal): Promise<ReadList> {
    const { ask, clock, proxy } = this.#deps;
    const way = proxy();
    const text =
      list.from.kind === 'url'
        ? await fetchList(list, { ask, clock, mostBytes, signal, proxy: way }).catch((error: unknown) => {
            // A proxy may repeat who asked.
            throw new Veil({ kind: 'none' }, way).failure(error);
          })
        : readListFile(list.name, list.from.path);
    const read = readGuardList(text, list.first);
    if (read !== null) return read;
    const begins = safeText(text.slice(0, 200));
    throw fail('guard/list-unreadable', `guard list "${list.name}" is JSON, but no list of plain entries`, {
      evidence: { url: shownPlace(list), begins },
    });
  }

  /** The last good state, where it is of the same place. */
  #kept(list: ListSource): KeptList | null {
    try {
      const kept = decodeKeptList(readFileSync(this.#path(list), 'utf8'));
      return kept !== null && kept.from === placeOf(list) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Written beside and moved into place, so that a reader sees the old list or the new one. */
  #save(list: ListSource, kept: KeptList): void {
    mkdirSync(this.#deps.directory, { recursive: true, mode: 0o700 });
    const draft = `${this.#path(list)}.new-${process.pid}`;
    try {
      writeFileSync(draft, encodeKeptList(kept), { mode: 0o600, flush: true });
      renameSync(draft, this.#path(list));
    } finally {
      rmSync(draft, { force: true });
    }
  }

  #path({ name }: ListSource): string {
    return join(this.#deps.directory, keptFileName(name));
  }
}

/** @throws Failure `guard/list-unreadable` */
function readListFile(name: string, path: string): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw new Error(`it has ${size} bytes; ${mostBytes} are taken`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fail('guard/list-unreadable', `guard list "${name}" cannot be read from ${path}: ${why}`, {
      evidence: { file: path },
      cause: error,
    });
  }
}

/** Without the query and the user of a URL: keys stand there. */
function shownPlace(list: ListSource): string {
  if (list.from.kind === 'file') return list.from.path;
  const url = new URL(list.from.url);
  return `${url.origin}${url.pathname}`;
}

/** A failure of a request names its URL. */
function withoutQuery(failure: FailureRecord, { from }: ListSource): FailureRecord {
  const search = from.kind === 'url' ? new URL(from.url).search : '';
  if (search === '') return failure;
  const hidden = JSON.stringify(failure).replaceAll(JSON.stringify(search).slice(1, -1), '?***');
  return JSON.parse(hidden) as FailureRecord;
}

/** @throws Failure `guard/list-empty`, `guard/list-unreadable`, `guard/list-shrunk` */
function checked(list: ListSource, read: ReadList, before: number | null): ReadList {
  const now = read.entries.length;
  const { unread, firstUnread } = read;
  const evidence = {
    before,
    now,
    unread,
    url: shownPlace(list),
    ...(firstUnread === null ? {} : { begins: safeText(firstUnread) }),
  };
  if (now === 0 && unread === 0)
    throw fail('guard/list-empty', `guard list "${list.name}" came back empty`, { evidence });
  if (unread > now)
    throw fail(
      'guard/list-unreadable',
      `guard list "${list.name}": ${unread} of ${unread + now} lines cannot be read`,
      {
        evidence,
      },
    );
  if (before !== null && now * 2 < before)
    throw fail('guard/list-shrunk', `guard list "${list.name}" shrank from ${before} to ${now} entries`, { evidence });
  return read;
}

function sameEntries(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const known = new Set(a);
  return b.every((entry) => known.has(entry));
}
