import { existsSync } from 'node:fs';
import type { SettingsCodec } from '../feed/settings-codec.ts';
import { Connection } from './connection.ts';
import { readSchema } from './database-file.ts';
import { readAsserted, readChanged, readMark } from './index-rows.ts';
import { listReports } from './sqlite-polls.ts';
import { listSources, readRevision, storedSettings } from './sqlite-sources.ts';
import type { ListingStore, PollStore, SourceStore } from './store.ts';

/** What can be read of a store that somebody else may have open. */
export interface ReadOnlyStore {
  readonly sources: Pick<SourceStore, 'list' | 'stored' | 'revision'>;
  readonly polls: Pick<PollStore, 'list'>;
  readonly listings: Pick<ListingStore, 'mark' | 'asserted' | 'changedSince'>;
  close(): void;
}

/**
 * Opens the store for reading alone: nothing is created, migrated or freed. `null` where there is no file, or where
 * its schema is not that of this Feedgate.
 * @throws Failure `host/db-*`, `host/disk-io`
 */
export function openReadOnly(file: string, codec: SettingsCodec): ReadOnlyStore | null {
  if (!existsSync(file)) return null;
  const { found, known } = readSchema(file);
  if (found !== known) return null;
  const reader = new Connection(file, 'reading');
  return {
    sources: {
      list: async () => listSources(reader, codec),
      stored: async () => storedSettings(reader),
      revision: async () => readRevision(reader),
    },
    polls: { list: async (filter) => listReports(reader, filter) },
    listings: {
      mark: async () => readMark(reader),
      asserted: (at, from) => readAsserted(reader, at, from),
      changedSince: (commit) => readChanged(reader, commit),
    },
    close: () => reader.close(),
  };
}
