import { Journal } from './journal.ts';
import { importSpooled } from './importer.ts';
import type { JournalPlace } from './place.ts';

/** Opens the journal for as long as `work` takes, with all that was spooled until now. */
export async function withJournal<T>(place: JournalPlace, now: number, work: (journal: Journal) => T): Promise<T> {
  const journal = new Journal(place.file, place.privacy);
  try {
    await importSpooled(journal, place.spool, now);
    return work(journal);
  } finally {
    journal.close();
  }
}
