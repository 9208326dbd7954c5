import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { Indicator } from '../indicator/indicator.ts';
import type { Connection } from './connection.ts';
import type { Generations } from './generations.ts';
import { requireLease } from './sqlite-leases.ts';
import { savePoll } from './sqlite-polls.ts';
import { tlpCode } from './codes.ts';
import { Filter } from './filter.ts';
import { IdSet } from './id-set.ts';
import { Unchanged } from './unchanged.ts';
import { idPages } from './listing-pages.ts';
import { type Changes, indicatorKey, observableKey, SegmentApplication } from './segment-application.ts';
import { SegmentBuffer, type StagedIndicator } from './segment-buffer.ts';
import type { Spill } from './spill.ts';
import type { SegmentCommit, SegmentOptions, SegmentResult, SegmentWriter } from './store.ts';
import type { WriteLock } from './write-lock.ts';

/** Milliseconds that a commit keeps the event loop before it lets others run. */
const slice = 15;

export interface SegmentWriterParts {
  readonly reader: Connection;
  readonly lock: WriteLock;
  readonly clock: Clock;
  readonly generations: Generations;
  readonly spill: Spill;
  readonly options: SegmentOptions;
}

interface Counters {
  readonly seed: number;
  readonly commits: number;
  readonly next_listing: number;
}

/** Buffers in memory, then on disk; touches the database only in `commit`, in one transaction. */
export class SqliteSegmentWriter implements SegmentWriter {
  readonly #parts: SegmentWriterParts;
  readonly #buffer = new SegmentBuffer();
  #yieldAt = 0;
  /** Listings that need not be written again, where they need not. */
  #unchanged: Unchanged | null = null;
  #kept = new IdSet();
  #keptCount = 0;
  /** Indicators that are written: whatever comes after on one of them has to follow it. */
  #staged = new Filter();

  constructor(parts: SegmentWriterParts) {
    this.#parts = parts;
  }

  async add(indicators: readonly Indicator[]): Promise<void> {
    const { sightings, lease, seenAt } = this.#parts.options;
    if (sightings === 'keep') this.#unchanged ??= await Unchanged.load(this.#parts.reader, lease.sourceId, seenAt);
    for (const indicator of indicators) {
      if (this.#unchanged !== null && this.#isKept(indicator, this.#unchanged)) continue;
      this.#buffer.add(indicator);
      if (!this.#buffer.full) continue;
      this.#parts.spill.push(this.#buffer.held());
      this.#buffer.clear();
    }
  }

  /** What was added is kept until a commit has succeeded: one that failed may be tried again. */
  async commit(commit: SegmentCommit): Promise<SegmentResult> {
    const applied = await this.#parts.lock.transaction((connection) => this.#apply(connection, commit));
    this.#parts.generations.committed(applied.nextId);
    await this.discard();
    const { new: added, known, withdrawn, lapsed } = applied.changes;
    return { new: added, known, withdrawn, ...(lapsed > 0 ? { lapsed } : {}) };
  }

  async discard(): Promise<void> {
    this.#buffer.clear();
    this.#parts.spill.close();
    this.#unchanged = null;
    this.#kept = new IdSet();
    this.#keptCount = 0;
    this.#staged = new Filter();
  }

  /** Whether all that an indicator says is there already, just so. */
  #isKept({ id, observables, withdrawn, ...said }: Indicator, unchanged: Unchanged): boolean {
    const { lease, confidence } = this.#parts.options;
    const key = indicatorKey(lease.sourceId, id, unchanged.seed);
    const details = [
      said.version,
      said.validFrom,
      said.validUntil,
      said.confidence ?? confidence,
      tlpCode(said.tlp),
    ] as const;
    const found =
      withdrawn || this.#staged.mayHold(key)
        ? []
        : observables.map(({ kind, value }) =>
            unchanged.find(key, observableKey(kind, value, unchanged.seed), details),
          );
    if (found.length === 0 || found.includes(null)) {
      this.#staged.add(key);
      return false;
    }
    for (const listing of found) if (listing !== null && this.#kept.add(listing)) this.#keptCount += 1;
    return true;
  }

  async #apply(connection: Connection, commit: SegmentCommit): Promise<SegmentApplication> {
    const { lease, seenAt, age, confidence, sightings = 'take' } = this.#parts.options;
    const { sourceId } = lease;
    requireLease(connection, lease);
    await this.#parts.generations.refresh(connection);
    const counters = connection.statement<Counters>('SELECT seed, commits, next_listing FROM meta').get();
    if (counters === undefined) throw new TypeError('the database has no counters');
    const number = counters.commits + 1;
    const facts = {
      sourceId,
      seenAt,
      age,
      confidence,
      sightings,
      seed: counters.seed,
      number,
      firstId: counters.next_listing,
    };
    const application = new SegmentApplication(connection, facts, this.#parts.generations, {
      ids: this.#kept,
      count: this.#keptCount,
    });
    for (const stretch of this.#parts.spill.stretches()) await this.#applyStretch(application, stretch);
    await this.#applyStretch(application, this.#buffer.held());
    const { changes } = application;
    if (commit.snapshotBegan !== null || commit.unseen !== undefined) {
      const gone = await this.#withdrawUnseen(connection, commit, application);
      changes.withdrawn += gone;
      changes.asserted -= gone;
    }
    connection.statement('UPDATE meta SET commits = ?, next_listing = ?').run(number, application.nextId);
    this.#finish(connection, commit, changes);
    return application;
  }

  /** Sorted by key, so that neighbours in the indexes are written together. */
  async #applyStretch(application: SegmentApplication, stretch: readonly StagedIndicator[]): Promise<void> {
    const keyed = stretch.map((staged) => ({ staged, key: application.keyOf(staged.id) }));
    keyed.sort((a, b) => a.key - b.key);
    for (const { staged, key } of keyed) {
      application.apply(staged, key);
      if (this.#isLong()) await nextTurn();
    }
  }

  /** The listings of the source that a snapshot, or a poll which has read everything, has not seen. */
  async #withdrawUnseen(
    connection: Connection,
    { snapshotBegan, unseen }: SegmentCommit,
    { kept, number }: SegmentApplication,
  ) {
    const { lease, seenAt } = this.#parts.options;
    const { seenSince = seenAt, afterCommit = 0, at = seenAt } = unseen ?? {};
    const touched = 'last_seen >= ? AND commit_number <= ? AND expires_at > ?';
    const which = snapshotBegan === null ? touched : 'last_seen < ?';
    const values = snapshotBegan === null ? [seenSince, afterCommit, at] : [snapshotBegan];
    const find = connection.tuples<[number]>(
      `SELECT id FROM listing WHERE source = ? AND id > ? AND id <= ? AND ${which} AND withdrawn_at IS NULL`,
    );
    const withdraw = connection.statement('UPDATE listing SET withdrawn_at = ?, commit_number = ? WHERE id = ?');
    let gone = 0;
    for (const page of idPages(connection, lease.sourceId)) {
      for (const [id] of find.all(lease.sourceId, page.after, page.last, ...values)) {
        if (!kept.has(id)) gone += withdraw.run(seenAt, number, id);
      }
      if (this.#isLong()) await nextTurn();
    }
    return gone;
  }

  #finish(connection: Connection, commit: SegmentCommit, changes: Changes): void {
    const { lease, seenAt } = this.#parts.options;
    const { sourceId } = lease;
    connection.statement('DELETE FROM waiting WHERE source = ?').run(sourceId);
    const wait = connection.statement('INSERT INTO waiting VALUES (?, ?, ?)');
    for (const [position, record] of commit.waiting.entries()) wait.run(sourceId, position, JSON.stringify(record));
    connection
      .statement(
        `UPDATE source SET cursor = coalesce(?, cursor), listings = listings + ?,
           last_new_data_at = iif(?, ?, last_new_data_at) WHERE id = ?`,
      )
      .run(commit.cursor, changes.asserted, changes.new > 0 ? 1 : 0, seenAt, sourceId);
    savePoll(connection, sourceId, commit.report);
  }

  /** True once every `slice` of uninterrupted work. */
  #isLong(): boolean {
    const now = this.#parts.clock.monotonic();
    if (now < this.#yieldAt) return false;
    this.#yieldAt = now + slice;
    return true;
  }
}
