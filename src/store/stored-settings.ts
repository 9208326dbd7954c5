import { Connection } from './connection.ts';
import { databaseFailure } from './database-failure.ts';
import { storedSettings } from './sqlite-sources.ts';
import type { StoredSettings } from './store.ts';

/** The settings of all sources as a database file holds them. @throws Failure `host/db-*`, `host/disk-io` */
export function readStoredSettings(file: string): readonly StoredSettings[] {
  let connection: Connection | undefined;
  try {
    connection = new Connection(file, 'reading');
    return storedSettings(connection);
  } catch (error) {
    throw databaseFailure(error, 'reading', file);
  } finally {
    connection?.close();
  }
}
