import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Random } from '../base/clock.ts';
import { buildSnapshot, type BuildResult } from '../match/build.ts';
import type { SnapshotFacts, SnapshotHeader } from '../match/header.ts';
import type { IndexedListing, IndexedSource } from '../match/match.ts';
import { type Publication, snapshotName } from '../match/publication.ts';
import type { ListingStore, SourceStore, StoredListing, StoreMark } from '../store/store.ts';
import { PublicationFiles } from './publication-files.ts';

export interface PublisherParts {
  readonly store: {
    readonly sources: Pick<SourceStore, 'list' | 'revision'>;
    readonly listings: Pick<ListingStore, 'mark' | 'asserted' | 'changedSince'>;
  };
  /** Where the match index is published; nobody else writes there. */
  readonly directory: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Changes since the base that make a new base due. Default 200,000. */
  readonly mostChanges?: number;
}

/** What a publication did: nothing, laid changes over the base, or made a new base. */
export type Published =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'overlay' | 'base';
      readonly generation: number;
      /** Listings written, and milliseconds it took. */
      readonly listings: number;
      readonly ms: number;
      /** A new base is due: call `rebuild` when there is time. */
      readonly baseDue: boolean;
    };

/** What the store was like when it was read. */
interface Reading extends StoreMark {
  readonly revision: number;
  readonly sources: readonly IndexedSource[];
}

interface State {
  readonly publication: Publication;
  readonly base: SnapshotHeader;
  readonly newest: Pick<SnapshotFacts, 'commit' | 'revision'>;
  /** Touched listings were left out of the overlay, for they were too many. */
  readonly partial: boolean;
}

const mostChanges = 200_000;
const hour = 3_600_000;

/** A base older than this is made anew when there is time: it holds what has aged out since. */
const baseAgeMs = 24 * hour;

/** One older than this is not built upon any more: the store forgets seven days later what was taken back. */
const oldestBaseMs = 72 * hour;

/**
 * Publishes the match index from the store: a base of all listings in force, and over it what has changed since, so that
 * a poll of a few thousand costs a look through the listings and no more. Meant for a thread of its own, for a step may
 * take 100 ms; `publish` and `rebuild` may run at once, each once.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  readonly #files: PublicationFiles;
  #state: State | null;
  readonly #building = new Set<string>();
  #generation: number;
  #turn: Promise<unknown> = Promise.resolve();

  /** Goes on from what has been published, where that is sound. @throws Failure `host/data-unwritable`, `host/disk-*` */
  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#files = new PublicationFiles(parts.directory);
    this.#state = this.#restore();
    // Milliseconds grow faster than generations: no name of a file comes twice, whatever was lost.
    this.#generation = this.#state?.publication.generation ?? parts.clock.now();
    this.#files.sweep(this.#building);
  }

  /** Brings the publication up to the store's last commit. @throws Failure `store/*`, `host/*`, `match/too-large` */
  async publish(): Promise<Published> {
    const reading = await this.#read();
    const base = this.#usableBase(reading);
    if (base === null) return this.rebuild();
    const { newest, partial } = this.#state ?? {};
    const same = newest?.commit === reading.commit && newest.revision === reading.revision;
    if (same && partial !== true) return { kind: 'nothing' };
    return this.#inTurn(() => this.#layOver(base, reading));
  }

  /** Makes a new base, and lays over it what has changed meanwhile. @throws as `publish`. */
  async rebuild(): Promise<Published> {
    const { clock, random, store } = this.#parts;
    const began = clock.monotonic();
    const reading = await this.#read();
    const now = clock.now();
    const generation = this.#nextGeneration();
    const facts: SnapshotFacts = {
      ...markOf(reading),
      generation,
      builtAt: now,
      id: Math.floor(random() * 2 ** 52),
      base: null,
      key: { a: Math.floor(random() * 2 ** 32), b: Math.floor(random() * 2 ** 32) },
    };
    const name = snapshotName('base', generation);
    const expected = (await store.sources.list()).reduce((sum, source) => sum + source.state.listings, 0);
    const result = await this.#build(name, store.listings.asserted(now), { facts, reading, expected });
    const base = this.#files.header(name);
    try {
      await this.#inTurn(async () => {
        const later = await this.#read();
        const same = later.commit === reading.commit && later.revision === reading.revision;
        // What was published meanwhile has a greater generation than this base.
        if (same && this.#generation === generation) this.#switch({ base, name, reading: facts }, null);
        else await this.#layOver(base, later, name);
      });
    } finally {
      this.#building.delete(name);
    }
    const ms = clock.monotonic() - began;
    return { kind: 'base', generation: this.#generation, listings: result.listings, ms, baseDue: false };
  }

  /** Publishes changes over a base; `name` where the base is not the published one yet. */
  async #layOver(
    base: SnapshotHeader,
    reading: Reading,
    name = this.#state?.publication.base ?? '',
  ): Promise<Published> {
    const { clock, store } = this.#parts;
    const most = this.#parts.mostChanges ?? mostChanges;
    const began = clock.monotonic();
    const generation = this.#nextGeneration();
    const overlay = snapshotName('overlay', generation);
    const facts: SnapshotFacts = {
      ...markOf(reading),
      generation,
      builtAt: clock.now(),
      id: Math.floor(this.#parts.random() * 2 ** 52),
      base: base.id,
      key: base.key,
    };
    const changes = new Changes(base, most);
    const pages = changes.pages(store.listings.changedSince(base.commit));
    const { listings } = await this.#build(overlay, pages, { facts, reading, expected: most });
    const { partial } = changes;
    this.#switch({ base, name, reading: facts }, overlay, partial);
    this.#building.delete(overlay);
    const old = clock.now() - base.builtAt > baseAgeMs;
    const ms = clock.monotonic() - began;
    return { kind: 'overlay', generation, listings, ms, baseDue: partial || old || listings > most };
  }

  async #build(
    name: string,
    pages: AsyncIterable<readonly IndexedListing[]>,
    { facts, reading, expected }: { facts: SnapshotFacts; reading: Reading; expected: number },
  ): Promise<BuildResult> {
    this.#building.add(name);
    const sink = this.#files.sink(name);
    const scratch = this.#files.scratch(name);
    const perSource = facts.base === null ? 64 : Number.POSITIVE_INFINITY;
    try {
      const result = await buildSnapshot(pages, {
        ...facts,
        sources: reading.sources,
        expected,
        perSource,
        scratch,
        sink,
        pause: nextTurn,
      });
      sink.sync();
      return result;
    } catch (error) {
      this.#building.delete(name);
      this.#files.sweep(this.#building);
      throw error;
    } finally {
      sink.close();
      scratch.close();
    }
  }

  #switch(
    below: { readonly base: SnapshotHeader; readonly name: string; readonly reading: SnapshotFacts },
    overlay: string | null,
    partial = false,
  ): void {
    const publication = { generation: below.reading.generation, base: below.name, overlay };
    this.#files.publish(publication);
    this.#state = { publication, base: below.base, newest: below.reading, partial };
    this.#files.sweep(this.#building);
  }

  /** One publication after the other, while bases are built beside. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #read(): Promise<Reading> {
    const { store } = this.#parts;
    // The marks come first: what is committed while the rest is read is read again.
    const mark = await store.listings.mark();
    const revision = await store.sources.revision();
    const sources = (await store.sources.list()).map(({ id, settings }) => {
      const { name, mode, subdomains, tags } = settings;
      return { id, name, mode, subdomains, tags };
    });
    return { ...mark, revision, sources };
  }

  /** The published base where the store has gone on from it, and not so far that a new base is done as soon. */
  #usableBase(reading: Reading): SnapshotHeader | null {
    const state = this.#state;
    if (state === null || state.base.store !== reading.store) return null;
    if (reading.commit < state.newest.commit || reading.nextListing < state.base.nextListing) return null;
    const added = reading.nextListing - state.base.nextListing;
    if (added > Math.max(2 * (this.#parts.mostChanges ?? mostChanges), state.base.listings)) return null;
    return this.#parts.clock.now() - state.base.builtAt > oldestBaseMs ? null : state.base;
  }

  #restore(): State | null {
    try {
      const publication = this.#files.current();
      const base = this.#files.header(publication.base);
      const newest = publication.overlay === null ? base : this.#files.header(publication.overlay);
      // Whether the overlay left something out is not known any more.
      return { publication, base, newest, partial: publication.overlay !== null };
    } catch {
      // Nothing published, or nothing sound: a new base is made.
      return null;
    }
  }

  #nextGeneration(): number {
    this.#generation += 1;
    return this.#generation;
  }
}

function markOf({
  store,
  commit,
  nextListing,
  revision,
}: Reading): Pick<SnapshotFacts, 'store' | 'commit' | 'nextListing' | 'revision'> {
  return { store, commit, nextListing, revision };
}

/**
 * What goes into an overlay. New listings and those taken back always do; of listings that were only seen again no more
 * than `most`, for they match already, and a new base follows.
 */
class Changes {
  partial = false;
  readonly #nextListing: number;
  readonly #most: number;
  #touched = 0;

  constructor(base: SnapshotHeader, most: number) {
    this.#nextListing = base.nextListing;
    this.#most = most;
  }

  async *pages(pages: AsyncIterable<readonly StoredListing[]>): AsyncGenerator<readonly IndexedListing[]> {
    for await (const page of pages) yield page.filter((listing) => this.#takes(listing)).map(asChange);
  }

  #takes({ id, withdrawnAt }: StoredListing): boolean {
    if (id >= this.#nextListing || withdrawnAt !== null) return true;
    this.#touched += 1;
    if (this.#touched <= this.#most) return true;
    this.partial = true;
    return false;
  }
}

function asChange(listing: StoredListing): IndexedListing {
  return listing.withdrawnAt === null ? listing : { ...listing, expiresAt: 0 };
}
