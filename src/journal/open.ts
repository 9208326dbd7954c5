import { existsSync } from 'node:fs';
import { Journal } from './journal.ts';
import { importSpooled } from './importer.ts';
import type { JournalPlace } from './place.ts';

/**
 * Opens the journal for as long as `work` takes, with all that was spooled until now. Where no gateway has written
 * anything yet, it is empty, and asking makes no file.
 */
export async function withJournal<T>(place: JournalPlace, now: number, work: (journal: Journal) => T): Promise<T> {
  const isThere = existsSync(place.file) || existsSync(place.spool);
  const journal = new Journal(isThere ? place.file : inMemory, place.privacy);
  try {
    if (isThere) await importSpooled(journal, place.spool, now);
    return work(journal);
  } finally {
    journal.close();
  }
}

/** Works on a journal as far as no privacy matters; `null` where there is none. @throws Failure `host/db-*` */
export function withKeptJournal<T>(file: string, work: (journal: Journal) => T): T | null {
  if (!existsSync(file)) return null;
  const journal = new Journal(file, { kind: 'clear' });
  try {
    return work(journal);
  } finally {
    journal.close();
  }
}

/** SQLite's name for a database that nobody else sees. */
const inMemory = ':memory:';
