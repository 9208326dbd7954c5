import type { PollReport } from '../feed/report.ts';
import type { Connection } from './connection.ts';
import type { PollStore } from './store.ts';
import type { WriteLock } from './write-lock.ts';

interface ReportRow {
  readonly report: string;
}

/** Reports deleted in one transaction. */
const pruneStep = 500;

/** Stores a report, or replaces the one of the same id; that of a removed source is dropped. */
export function savePoll(connection: Connection, sourceId: number, report: PollReport): void {
  connection
    .statement(
      `INSERT INTO poll (id, source, state, started_at, report)
       SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM source WHERE id = ?2 AND name IS NOT NULL)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, report = excluded.report`,
    )
    .run(report.id, sourceId, report.state, Date.parse(report.startedAt), JSON.stringify(report));
}

function readReport(row: ReportRow): PollReport {
  return JSON.parse(row.report) as PollReport;
}

export function sqlitePolls(reader: Connection, lock: WriteLock): PollStore {
  return {
    save: (sourceId, report) => lock.transaction((connection) => savePoll(connection, sourceId, report)),
    get: async (id) => {
      const row = reader.statement<ReportRow>('SELECT report FROM poll WHERE id = ?').get(id);
      return row === undefined ? undefined : readReport(row);
    },
    list: async (filter) => listReports(reader, filter),
    closeOrphans: (now) => lock.transaction((connection) => closeOrphans(connection, now)),
    prune: async (before) => {
      const removed = (connection: Connection): number =>
        connection
          .statement(`DELETE FROM poll WHERE id IN (SELECT id FROM poll WHERE started_at < ? LIMIT ${pruneStep})`)
          .run(before);
      let total = 0;
      for (let step = pruneStep; step === pruneStep; total += step) step = await lock.transaction(removed);
      return total;
    },
  };
}

/** Newest first. */
export function listReports(
  reader: Connection,
  { source, limit }: { readonly source?: string; readonly limit: number },
): readonly PollReport[] {
  return listPolls(reader, source, limit).map(readReport);
}

function listPolls(reader: Connection, source: string | undefined, limit: number): readonly ReportRow[] {
  if (source === undefined) {
    return reader.statement<ReportRow>('SELECT report FROM poll ORDER BY started_at DESC, id DESC LIMIT ?').all(limit);
  }
  return reader
    .statement<ReportRow>(
      `SELECT report FROM poll WHERE source = (SELECT id FROM source WHERE name = ?)
       ORDER BY started_at DESC, id DESC LIMIT ?`,
    )
    .all(source, limit);
}

function closeOrphans(connection: Connection, now: number): number {
  const orphans = connection
    .statement<ReportRow & { readonly source: number }>(
      `SELECT poll.source, report FROM poll LEFT JOIN lease ON lease.source = poll.source
         AND lease.holder IS NOT NULL AND lease.expires_at > ?
       WHERE poll.state = 'running' AND lease.source IS NULL`,
    )
    .all(now);
  for (const row of orphans) {
    const report = readReport(row);
    savePoll(connection, row.source, { ...report, state: 'interrupted', finishedAt: new Date(now).toISOString() });
  }
  return orphans.length;
}
