import type { Clock } from '../base/clock.ts';
import { huntNew, type HuntOptions } from './hunt.ts';
import { Journal } from './journal.ts';
import type { Late } from './late-mails.ts';
import type { JournalPlace } from './place.ts';
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

/** How long verdicts are kept, and how far back mails are looked at for what is listed later. */
export interface JournalSpans {
  /** Milliseconds. */
  readonly keepMs: number;
  /** Milliseconds; 0 looks at none. */
  readonly huntMs: number;
}

export interface KeepJournalOptions {
  /** Asked anew in each round. */
  readonly settings: () => JournalSpans & { readonly place: JournalPlace };
  readonly listings: HuntOptions['listings'];
  readonly sources: HuntOptions['sources'];
  readonly clock: Clock;
  /** Told of mails that showed what has been listed since. */
  readonly late: (found: readonly Late[]) => void;
  /** Told why a round failed; the spool waits for the next one. */
  readonly failed: (error: unknown) => void;
}

const everyMs = 5000;

/** Takes the spool in every five seconds until `signal` aborts, looks for what was listed late, and forgets what is too old. Never throws. */
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

async function round({ settings, listings, sources, clock, late }: KeepJournalOptions): Promise<void> {
  const { place, keepMs, huntMs } = settings();
  const journal = new Journal(place.file, place.privacy);
  try {
    const now = clock.now();
    await importSpooled(journal, place.spool, now);
    const found = await huntNew({ journal, listings, sources, now, since: now - huntMs });
    if (found.length > 0) late(found);
    journal.forgetBefore(now - keepMs);
  } finally {
    journal.close();
  }
}
