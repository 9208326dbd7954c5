import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ListingStore, StoredListing } from '../store/store.ts';
import type { Journal } from './journal.ts';
import type { Late } from './late-mails.ts';

/** What is known of a source of the store. */
export interface HuntedSource {
  readonly name: string;
  readonly subdomains: 'exact' | 'registrable' | 'all';
}

export interface HuntOptions {
  readonly journal: Journal;
  readonly listings: Pick<ListingStore, 'mark' | 'asserted'>;
  /** By their ids in the store; asked for where there is something new. */
  readonly sources: () => Promise<ReadonlyMap<number, HuntedSource>>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Mails that came before are left alone. */
  readonly since: number;
}

/** Mails that are told of in one round; more are found all the same when somebody looks for them. */
const mostLate = 1000;

/**
 * Retro-hunt: looks among the mails that have come for what has been listed since the last time, and writes down those
 * that showed it. The first time it only remembers how far the store has come, as it does
 * where the store is another one.
 */
export async function huntNew({ journal, listings, sources, now, since }: HuntOptions): Promise<readonly Late[]> {
  const mark = await listings.mark();
  const { hunted } = journal;
  const isNew = hunted?.store !== mark.store || hunted.nextListing !== mark.nextListing;
  if (!isNew) return [];
  const found: Late[] = [];
  if (hunted?.store === mark.store) {
    const known = await sources();
    for await (const page of listings.asserted(now, hunted.nextListing)) {
      for (const listing of page) found.push(...lateMails(journal, listing, known, { now, since }));
      if (found.length >= mostLate) break;
      await nextTurn();
    }
  }
  journal.hunted = mark;
  return found;
}

function lateMails(
  journal: Journal,
  { kind, value, source }: StoredListing,
  known: ReadonlyMap<number, HuntedSource>,
  { now, since }: Pick<HuntOptions, 'now' | 'since'>,
): Late[] {
  const by = known.get(source);
  if (by === undefined) return [];
  const listed = { kind, value };
  return journal
    .mailsThatShowed(listed, { since, below: kind === 'domain' && by.subdomains !== 'exact' })
    .filter(({ matches }) => matches.every((match) => match.kind !== kind || match.value !== value))
    .map((entry) => ({ entry, listed, source: by.name }))
    .filter((late) => journal.late.mark(late, now));
}
