import { fail } from './conditions.ts';
import type { Connection } from './connection.ts';
import { requireSource } from './sqlite-sources.ts';
import type { Lease, LeaseStore } from './store.ts';
import type { WriteLock } from './write-lock.ts';

interface LeaseRow {
  readonly source: number;
  readonly holder: string | null;
  readonly epoch: number;
  readonly expires_at: number;
}

/** The lease of a source unless it was released; it may have expired. */
function heldLease(connection: Connection, sourceId: number): Lease | undefined {
  const row = connection.statement<LeaseRow>('SELECT * FROM lease WHERE source = ?').get(sourceId);
  if (row === undefined || row.holder === null) return undefined;
  return { sourceId, holder: row.holder, epoch: row.epoch, expiresAt: row.expires_at };
}

/**
 * Fences: an expired lease still counts as long as nobody else has taken it.
 * @throws Failure `gate/lease-lost`
 */
export function requireLease(connection: Connection, lease: Lease): void {
  const held = heldLease(connection, lease.sourceId);
  if (held !== undefined && held.epoch === lease.epoch && held.holder === lease.holder) return;
  const now = held === undefined ? 'nobody holds it' : `held by ${held.holder} under epoch ${held.epoch}`;
  throw fail('gate/lease-lost', `lease ${lease.epoch} of source ${lease.sourceId} is over: ${now}`, {
    evidence: {
      sourceId: lease.sourceId,
      epoch: lease.epoch,
      holder: lease.holder,
      heldBy: held?.holder ?? null,
      heldEpoch: held?.epoch ?? null,
    },
  });
}

export function sqliteLeases(reader: Connection, lock: WriteLock): LeaseStore {
  return {
    acquire: (sourceId, holder, ttlMs, now) =>
      lock.transaction((connection) => {
        requireSource(connection, sourceId);
        const held = heldLease(connection, sourceId);
        if (held !== undefined && held.expiresAt > now) return { heldBy: held };
        const row = connection
          .statement<LeaseRow>(
            `INSERT INTO lease VALUES (?1, ?2, 1, ?3)
             ON CONFLICT (source) DO UPDATE SET holder = ?2, epoch = epoch + 1, expires_at = ?3 RETURNING *`,
          )
          .get(sourceId, holder, now + ttlMs);
        return { sourceId, holder, epoch: row?.epoch ?? 1, expiresAt: now + ttlMs };
      }),
    renew: (lease, ttlMs, now) =>
      lock.transaction((connection) => {
        requireLease(connection, lease);
        connection.statement('UPDATE lease SET expires_at = ? WHERE source = ?').run(now + ttlMs, lease.sourceId);
        return { ...lease, expiresAt: now + ttlMs };
      }),
    release: (lease) =>
      lock.transaction((connection) => {
        connection
          .statement('UPDATE lease SET holder = NULL WHERE source = ? AND epoch = ? AND holder = ?')
          .run(lease.sourceId, lease.epoch, lease.holder);
      }),
    get: async (sourceId) => heldLease(reader, sourceId),
    breakHeldBy: (dead) =>
      lock.transaction((connection) => {
        const held = connection.statement<LeaseRow>('SELECT * FROM lease WHERE holder IS NOT NULL').all();
        const ended = held.filter((row) => row.holder !== null && dead(row.holder));
        const end = connection.statement('UPDATE lease SET holder = NULL WHERE source = ?');
        for (const row of ended) end.run(row.source);
        return ended.length;
      }),
  };
}
