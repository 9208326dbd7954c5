import type { Clock } from '../base/clock.ts';
import { Journal } from './journal.ts';
import type { Privacy } from './privacy.ts';
import { takeSpooled } from './spool.ts';

/** What has been taken into the journal. */
export interface Imported {
  readonly entries: number;
  /** Lines that were no entries: a crash cut them. */
  readonly unread: number;
}

/** Takes what gateways have spooled into the journal. A file is removed once its entries are durable. */
export async function importSpooled(journal: Journal, spool: string, now: number): Promise<Imported> {
  let entries = 0;
  let unread = 0;
  for await (const spooled of takeSpooled(spool, now)) {
    journal.add(spooled.entries);
    await spooled.done();
    entries += spooled.entries.length;
    unread += spooled.unread;
  }
  return { entries, unread };
}

export interface KeepJournalOptions {
  readonly file: string;
  readonly spool: string;
  readonly privacy: Privacy;
  /** How long a verdict is kept, milliseconds. */
  readonly keepMs: number;
  readonly clock: Clock;
  /** Told why a round failed; the spool waits for the next one. */
  readonly failed: (error: unknown) => void;
}

const everyMs = 5000;

/** Takes the spool in every five seconds until `signal` aborts, and forgets what is too old. Never throws. */
export async function keepJournal(options: KeepJournalOptions, signal: AbortSignal): Promise<void> {
  let wasFailing = false;
  while (!signal.aborted) {
    try {
      await round(options);
      wasFailing = false;
    } catch (error) {
      if (!wasFailing) options.failed(error);
      wasFailing = true;
    }
    await options.clock.sleep(everyMs, signal);
  }
}

async function round({ file, spool, privacy, keepMs, clock }: KeepJournalOptions): Promise<void> {
  const journal = new Journal(file, privacy);
  try {
    await importSpooled(journal, spool, clock.now());
    journal.forgetBefore(clock.now() - keepMs);
  } finally {
    journal.close();
  }
}
