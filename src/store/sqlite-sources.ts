import type { FailureRecord } from '../base/failure.ts';
import type { KnownSet } from '../feed/data-set.ts';
import { quote } from '../base/text.ts';
import type { SettingsCodec, SettingsRow } from '../feed/settings-codec.ts';
import { fail } from './conditions.ts';
import type { Connection } from './connection.ts';
import { idPages } from './listing-pages.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SourceState, SourceStore, StoredSettings, StoredSource, StoredSourceChange } from './store.ts';
import type { WriteLock } from './write-lock.ts';

interface SourceRow {
  readonly id: number;
  readonly name: string;
  readonly settings: string;
  readonly revision: number;
  readonly suspended: number;
  readonly created_at: number;
  readonly cursor: string | null;
  readonly segment_ms: number | null;
  readonly last_attempt_at: number | null;
  readonly last_success_at: number | null;
  readonly last_new_data_at: number | null;
  readonly next_due_at: number | null;
  readonly failures: number;
  readonly last_failure: string | null;
  readonly reconciled_at: number | null;
  readonly reconciled_from: number | null;
  readonly reconcile_tried_at: number | null;
  readonly data_set: string | null;
  readonly listings: number;
}

type Patch = Partial<Omit<SourceState, 'listings'>>;

/** The columns of the state: names come from here alone, never from a caller. */
const columns: Readonly<Record<keyof Patch, string>> = {
  cursor: 'cursor',
  segmentMs: 'segment_ms',
  lastAttemptAt: 'last_attempt_at',
  lastSuccessAt: 'last_success_at',
  lastNewDataAt: 'last_new_data_at',
  nextDueAt: 'next_due_at',
  failures: 'failures',
  lastFailure: 'last_failure',
  reconciledAt: 'reconciled_at',
  reconciledFrom: 'reconciled_from',
  reconcileTriedAt: 'reconcile_tried_at',
  dataSet: 'data_set',
};

export interface SqliteSources extends SourceStore {
  /** Ends removals that a process did not live to end. */
  finishRemovals(): Promise<void>;
}

export function sqliteSources(reader: Connection, lock: WriteLock, codec: SettingsCodec): SqliteSources {
  const read = (row: SourceRow): StoredSource => readSource(row, codec);
  return {
    list: async () => listSources(reader, codec),
    get: async (name) => {
      const row = reader.statement<SourceRow>('SELECT * FROM source WHERE name = ?').get(name);
      return row === undefined ? undefined : read(row);
    },
    add: (settings, now) => lock.transaction((connection) => read(insertSource(connection, codec, settings, now))),
    update: (name, settings) => lock.transaction((connection) => read(updateSource(connection, codec, name, settings))),
    remove: async (name) => {
      const id = await lock.transaction((connection) => hide(connection, name));
      await removeHidden(lock, id);
    },
    suspend: (name, suspended) =>
      lock.transaction((connection) => setSuspended(connection, idOf(connection, name), suspended)),
    changeAll: async (plan, now) => {
      const removed = await lock.transaction((connection) =>
        plan(listSources(connection, codec)).flatMap((change) => changeOne(connection, codec, change, now)),
      );
      for (const id of removed) await removeHidden(lock, id);
    },
    patchState: (sourceId, patch) => lock.transaction((connection) => patchSource(connection, sourceId, patch)),
    revision: async () => readRevision(reader),
    stored: async () => storedSettings(reader),
    rewrite: (change) =>
      lock.transaction((connection) => {
        const texts = change(storedSettings(connection));
        for (const [id, text] of texts)
          connection.statement('UPDATE source SET settings = ? WHERE id = ?').run(text, id);
        // What others have read of them is out of date.
        if (texts.size > 0) bumpRevision(connection);
      }),
    finishRemovals: async () => {
      const hidden = reader.statement<{ id: number }>('SELECT id FROM source WHERE name IS NULL').all();
      for (const { id } of hidden) await removeHidden(lock, id);
    },
  };
}

function insertSource(connection: Connection, codec: SettingsCodec, settings: SourceSettings, now: number): SourceRow {
  requireFree(connection, settings.name);
  bumpRevision(connection);
  const insert = "INSERT INTO source (name, settings, created_at) VALUES (?, '', ?) RETURNING *";
  const { id } = present(connection.statement<SourceRow>(insert).get(settings.name, now));
  // Secrets are bound to the row, which has to be there first.
  const fill = 'UPDATE source SET settings = ? WHERE id = ? RETURNING *';
  const text = codec.encode(settings, settingsRow(connection, id));
  return present(connection.statement<SourceRow>(fill).get(text, id));
}

function updateSource(connection: Connection, codec: SettingsCodec, name: string, settings: SourceSettings): SourceRow {
  const id = idOf(connection, name);
  if (settings.name !== name) requireFree(connection, settings.name);
  bumpRevision(connection);
  const change = 'UPDATE source SET name = ?, settings = ?, revision = revision + 1 WHERE id = ? RETURNING *';
  const text = codec.encode(settings, settingsRow(connection, id));
  return present(connection.statement<SourceRow>(change).get(settings.name, text, id));
}

/** Answers the id of what has to be deleted afterwards. */
function changeOne(
  connection: Connection,
  codec: SettingsCodec,
  change: StoredSourceChange,
  now: number,
): readonly number[] {
  if (change.kind === 'remove') return [hide(connection, change.name)];
  const { settings, suspended } = change;
  const { id } =
    change.kind === 'add'
      ? insertSource(connection, codec, settings, now)
      : updateSource(connection, codec, change.name, settings);
  setSuspended(connection, id, suspended);
  if (change.kind === 'change') patchSource(connection, id, change.state);
  return [];
}

function setSuspended(connection: Connection, id: number, suspended: boolean): void {
  bumpRevision(connection);
  connection.statement('UPDATE source SET suspended = ? WHERE id = ?').run(suspended ? 1 : 0, id);
}

function patchSource(connection: Connection, id: number, patch: Patch): void {
  for (const [key, value] of Object.entries(patch)) patchColumn(connection, id, key, value);
}

/** Every source by its name. @throws Failure `config/settings-damaged`. */
export function readRevision(reader: Connection): number {
  return reader.statement<{ revision: number }>('SELECT revision FROM meta').get()?.revision ?? 0;
}

export function listSources(reader: Connection, codec: SettingsCodec): readonly StoredSource[] {
  const rows = reader.statement<SourceRow>('SELECT * FROM source WHERE name IS NOT NULL ORDER BY name').all();
  return rows.map((row) => readSource(row, codec));
}

/** @throws Failure `config/no-such-source` also while the source is being removed. */
export function requireSource(connection: Connection, sourceId: number): void {
  const row = connection.statement('SELECT 1 FROM source WHERE id = ? AND name IS NOT NULL').get(sourceId);
  if (row !== undefined) return;
  throw fail('config/no-such-source', `there is no source number ${sourceId}`, { evidence: { sourceId } });
}

function idOf(connection: Connection, name: string): number {
  const row = connection.statement<{ id: number }>('SELECT id FROM source WHERE name = ?').get(name);
  if (row === undefined)
    throw fail('config/no-such-source', `there is no source ${quote(name)}`, { evidence: { name } });
  return row.id;
}

function requireFree(connection: Connection, name: string): void {
  const row = connection.statement('SELECT id FROM source WHERE name = ?').get(name);
  if (row !== undefined)
    throw fail('config/name-taken', `a source ${quote(name)} exists already`, { evidence: { name } });
}

function settingsRow(connection: Connection, id: number): SettingsRow {
  return {
    id,
    others: () => storedSettings(connection).flatMap((each) => (each.id === id ? [] : [each.text])),
  };
}

/** The settings of all sources as they are stored. */
export function storedSettings(connection: Connection): readonly StoredSettings[] {
  const rows = 'SELECT id, name, settings AS text FROM source WHERE name IS NOT NULL ORDER BY name';
  return connection.statement<StoredSettings>(rows).all();
}

function bumpRevision(connection: Connection): void {
  connection.statement('UPDATE meta SET revision = revision + 1').run();
}

function present(row: SourceRow | undefined): SourceRow {
  if (row === undefined) throw new TypeError('the database returned no row for a source just written');
  return row;
}

function readSource(row: SourceRow, codec: SettingsCodec): StoredSource {
  return {
    id: row.id,
    settings: codec.decode(row.settings, row.id),
    revision: row.revision,
    suspended: row.suspended === 1,
    createdAt: row.created_at,
    state: {
      cursor: row.cursor,
      segmentMs: row.segment_ms,
      lastAttemptAt: row.last_attempt_at,
      lastSuccessAt: row.last_success_at,
      lastNewDataAt: row.last_new_data_at,
      nextDueAt: row.next_due_at,
      failures: row.failures,
      lastFailure: row.last_failure === null ? null : (JSON.parse(row.last_failure) as FailureRecord),
      reconciledAt: row.reconciled_at,
      reconciledFrom: row.reconciled_from,
      reconcileTriedAt: row.reconcile_tried_at,
      dataSet: row.data_set === null ? null : (JSON.parse(row.data_set) as KnownSet),
      listings: row.listings,
    },
  };
}

function patchColumn(connection: Connection, sourceId: number, key: string, value: Patch[keyof Patch]): void {
  if (!isColumn(key) || value === undefined) return;
  const stored = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  connection.statement(`UPDATE source SET ${columns[key]} = ? WHERE id = ?`).run(stored, sourceId);
}

function isColumn(key: string): key is keyof Patch {
  return Object.hasOwn(columns, key);
}

/** From here on nobody finds the source, and a poll of it under way cannot commit. */
function hide(connection: Connection, name: string): number {
  const id = idOf(connection, name);
  bumpRevision(connection);
  connection.statement('UPDATE source SET name = NULL WHERE id = ?').run(id);
  connection.statement('DELETE FROM lease WHERE source = ?').run(id);
  return id;
}

/** Deletes what belongs to a hidden source, a page of listings a transaction; ends wherever it was interrupted before. */
async function removeHidden(lock: WriteLock, id: number): Promise<void> {
  const step = (connection: Connection): number => {
    const [page] = idPages(connection, id);
    if (page === undefined) return 0;
    const remove = connection.statement('DELETE FROM listing WHERE source = ? AND id > ? AND id <= ?');
    return remove.run(id, page.after, page.last);
  };
  while ((await lock.transaction(step)) > 0);
  const removePolls = (connection: Connection): number =>
    connection.statement('DELETE FROM poll WHERE id IN (SELECT id FROM poll WHERE source = ? LIMIT 500)').run(id);
  while ((await lock.transaction(removePolls)) > 0);
  await lock.transaction((connection) => connection.statement('DELETE FROM source WHERE id = ?').run(id));
}
