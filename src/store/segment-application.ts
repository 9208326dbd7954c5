import type { Kind, Observable } from '../observable/observable.ts';
import { kindCode, tlpCode } from './codes.ts';
import type { Connection } from './connection.ts';
import { fingerprint } from './fingerprint.ts';
import { generationOf, type Generations } from './generations.ts';
import { IdSet } from './id-set.ts';
import type { StagedIndicator } from './segment-buffer.ts';
import { compareVersions } from './version.ts';

/** What holds for every listing of a commit. */
export interface CommitFacts {
  readonly sourceId: number;
  readonly seenAt: number;
  readonly age: number;
  /** For listings whose indicator states none. */
  readonly confidence: number | null;
  readonly sightings: 'take' | 'keep' | 'mark';
  readonly seed: number;
  /** Number of this commit. */
  readonly number: number;
  /** Listings from this id on are of this commit. */
  readonly firstId: number;
}

/** What a commit has changed so far. One that comes back and is taken back again within the commit counts as withdrawn. */
export interface Changes {
  new: number;
  known: number;
  withdrawn: number;
  /** By how many the asserted listings of the source have grown. */
  asserted: number;
  /** Over already when they came for the first time. */
  lapsed: number;
}

/** Listings that were found to be as they are stored before the commit. */
export interface Seen {
  readonly ids: IdSet;
  readonly count: number;
}

type Keys = readonly [indicator: number, observable: number];
type Match = readonly [
  id: number,
  commit: number,
  withdrawnAt: number | null,
  version: number | null,
  validFrom: number | null,
  validUntil: number | null,
  confidence: number | null,
  tlp: number | null,
];
type Stored = readonly [...Match, kind: number, value: string];

const matchColumns = 'id, commit_number, withdrawn_at, version, valid_from, valid_until, confidence, tlp';

/** Listings of an indicator read at once; of one with more, each is looked for by itself. */
const few = 32;

const ofIndicator = 'generation = ? AND indicator_key = ? AND source = ? AND indicator = ?';

/** The statements of one commit, within its transaction. */
function statements(connection: Connection) {
  return {
    stored: connection.tuples<Stored>(
      `SELECT ${matchColumns}, kind, value FROM listing WHERE ${ofIndicator} LIMIT ${few}`,
    ),
    retraction: connection.tuples<[number]>('SELECT version FROM retraction WHERE source = ? AND indicator = ?'),
    retract: connection.statement('INSERT OR REPLACE INTO retraction VALUES (?, ?, ?, ?)'),
    forget: connection.statement('DELETE FROM retraction WHERE source = ? AND indicator = ?'),
    match: connection.tuples<Match>(
      `SELECT ${matchColumns} FROM listing
       WHERE generation = ? AND indicator_key = ? AND observable_key = ?
         AND source = ? AND kind = ? AND value = ? AND indicator = ?`,
    ),
    insert: connection.statement(
      `INSERT INTO listing (id, generation, source, indicator_key, observable_key, kind, commit_number, first_seen,
         last_seen, expires_at, version, valid_from, valid_until, confidence, tlp, value, indicator)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    assert: connection.statement(
      `UPDATE listing SET commit_number = ?, last_seen = max(last_seen, ?), expires_at = ?, withdrawn_at = NULL,
         version = ?, valid_from = ?, valid_until = ?, confidence = ?, tlp = ? WHERE id = ?`,
    ),
    asserted: connection.tuples<[untouched: number, known: number, fresh: number]>(
      `SELECT count(*) FILTER (WHERE commit_number <> ?1), count(*) FILTER (WHERE commit_number = ?1 AND id < ?2),
         count(*) FILTER (WHERE id >= ?2)
       FROM listing WHERE generation = ?3 AND indicator_key = ?4 AND source = ?5 AND indicator = ?6
         AND withdrawn_at IS NULL`,
    ),
    mark: connection.statement('UPDATE listing SET commit_number = ? WHERE id = ? AND withdrawn_at IS NULL'),
    withdraw: connection.statement(
      `UPDATE listing SET version = ?, commit_number = iif(withdrawn_at IS NULL, ?, commit_number),
         withdrawn_at = coalesce(withdrawn_at, ?) WHERE ${ofIndicator}`,
    ),
  };
}

/** Applies the indicators of a segment to the listings, one after the other, within the transaction of its commit. */
export class SegmentApplication {
  readonly changes: Changes;
  /** Listings that were seen and left as they are. */
  readonly kept: IdSet;
  readonly #facts: CommitFacts;
  readonly #generations: Generations;
  readonly #sql: ReturnType<typeof statements>;
  #anyRetractions: boolean;
  #nextId: number;

  constructor(connection: Connection, facts: CommitFacts, generations: Generations, seen: Seen) {
    this.changes = { new: 0, known: seen.count, withdrawn: 0, lapsed: 0, asserted: 0 };
    this.kept = new IdSet(seen.ids);
    this.#facts = facts;
    this.#generations = generations;
    this.#sql = statements(connection);
    this.#nextId = facts.firstId;
    const any = connection.tuples<[number]>('SELECT EXISTS (SELECT 1 FROM retraction WHERE source = ?)');
    this.#anyRetractions = any.get(facts.sourceId)?.[0] === 1;
  }

  /** The id after the last listing added. */
  get nextId(): number {
    return this.#nextId;
  }

  /** Of the commit. */
  get number(): number {
    return this.#facts.number;
  }

  keyOf(indicator: string): number {
    return indicatorKey(this.#facts.sourceId, indicator, this.#facts.seed);
  }

  /** `key` is `keyOf(staged.id)`. */
  apply(staged: StagedIndicator, key: number): void {
    const holding = this.#generations.holding(key);
    const stored = this.#stored(staged.id, key, holding);
    if (this.#facts.sightings === 'mark') return this.#mark(staged, key, holding, stored);
    const [first] = stored;
    if (first === undefined) return this.#introduce(staged, key);
    const [, , , known] = first;
    const order = compareVersions(known, staged.version);
    if (order === 'older') return;
    const current = staged.version === null ? { ...staged, version: known } : staged;
    const supersedes = order === 'newer' || staged.replaces;
    if (supersedes) this.#withdrawAll(current, key, holding);
    const fresh = supersedes ? this.#stored(staged.id, key, holding) : stored;
    for (const observable of distinct(staged.observables)) {
      const keys = [key, this.#observableKey(observable)] as const;
      const match = fresh.length < few ? among(fresh, observable) : this.#match(current, keys, observable, holding);
      if (match === undefined) this.#insert(current, keys, observable);
      else this.#meet(current, match);
    }
  }

  /** What is known is touched, and stays as it is. */
  #mark(staged: StagedIndicator, key: number, holding: readonly number[], stored: readonly Stored[]): void {
    for (const observable of distinct(staged.observables)) {
      const keys = [key, this.#observableKey(observable)] as const;
      const match = stored.length < few ? among(stored, observable) : this.#match(staged, keys, observable, holding);
      if (match === undefined) continue;
      const [id, commit, withdrawnAt] = match;
      this.#sql.mark.run(this.#facts.number, id);
      if (commit !== this.#facts.number && withdrawnAt === null) this.changes.known += 1;
    }
  }

  /** The listings of the indicator, all of them where they are fewer than `few`. */
  #stored(indicator: string, key: number, holding: readonly number[]): readonly Stored[] {
    const [only, ...others] = holding;
    if (only === undefined) return [];
    const rows = this.#sql.stored.all(only, key, this.#facts.sourceId, indicator);
    for (const generation of others) {
      for (const row of this.#sql.stored.all(generation, key, this.#facts.sourceId, indicator)) rows.push(row);
    }
    return rows;
  }

  /** An indicator without a listing so far: unknown, or with nothing in it when it was last heard of. */
  #introduce(staged: StagedIndicator, key: number): void {
    const { sourceId, seenAt } = this.#facts;
    const retracted = this.#anyRetractions ? this.#sql.retraction.get(sourceId, staged.id) : undefined;
    if (retracted !== undefined && compareVersions(retracted[0], staged.version) === 'older') return;
    const version = staged.version ?? retracted?.[0] ?? null;
    if (staged.observables.length > 0) {
      if (retracted !== undefined) this.#sql.forget.run(sourceId, staged.id);
      const current = version === staged.version ? staged : { ...staged, version };
      for (const observable of distinct(staged.observables)) {
        this.#insert(current, [key, this.#observableKey(observable)], observable);
      }
    } else if (version !== null) {
      this.#sql.retract.run(sourceId, staged.id, version, seenAt);
      this.#anyRetractions = true;
    }
  }

  #match(staged: StagedIndicator, keys: Keys, observable: Observable, holding: readonly number[]): Match | undefined {
    const { sourceId } = this.#facts;
    const kind = kindCode(observable.kind);
    for (const generation of holding) {
      const row = this.#sql.match.get(generation, ...keys, sourceId, kind, observable.value, staged.id);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  #insert(staged: StagedIndicator, keys: Keys, observable: Observable): void {
    const { sourceId, number, seenAt } = this.#facts;
    if (this.#expiry(staged) <= seenAt) {
      this.changes.lapsed += 1;
      return;
    }
    const id = this.#nextId;
    const generation = generationOf(id);
    this.#nextId += 1;
    this.#generations.note(generation, keys[0]);
    this.#sql.insert.run(
      id,
      generation,
      sourceId,
      ...keys,
      kindCode(observable.kind),
      number,
      seenAt,
      seenAt,
      this.#expiry(staged),
      staged.version,
      staged.validFrom,
      staged.validUntil,
      this.#confidence(staged),
      tlpCode(staged.tlp),
      observable.value,
      staged.id,
    );
    this.changes.new += 1;
    this.changes.asserted += 1;
  }

  /** A listing that is known: left as it is where that is wanted and nothing is new about it. */
  #meet(staged: StagedIndicator, match: Match): void {
    if (!this.#isSame(staged, match)) this.#touch(staged, match);
    else if (this.kept.add(match[0])) this.changes.known += 1;
  }

  #touch(staged: StagedIndicator, [id, commit, withdrawnAt]: Match): void {
    const { number, seenAt, firstId } = this.#facts;
    this.#sql.assert.run(
      number,
      seenAt,
      this.#expiry(staged),
      staged.version,
      staged.validFrom,
      staged.validUntil,
      this.#confidence(staged),
      tlpCode(staged.tlp),
      id,
    );
    if (withdrawnAt !== null) this.changes.asserted += 1;
    if (commit !== number) {
      if (!this.kept.has(id)) this.changes.known += 1;
    } else if (withdrawnAt !== null) {
      // This commit had taken it back, for a newer version of which this is a part.
      this.changes[id < firstId ? 'known' : 'new'] += 1;
      if (id < firstId) this.changes.withdrawn -= 1;
    }
  }

  /** Whether a listing may be left as it is. */
  #isSame(staged: StagedIndicator, match: Match): boolean {
    const { sightings, number } = this.#facts;
    const [, commit, withdrawnAt, version, validFrom, validUntil, confidence, tlp] = match;
    if (sightings !== 'keep' || commit === number || withdrawnAt !== null) return false;
    const sameWindow = validFrom === staged.validFrom && validUntil === staged.validUntil;
    const sameMarks = confidence === this.#confidence(staged) && tlp === tlpCode(staged.tlp);
    return version === staged.version && sameWindow && sameMarks;
  }

  #withdrawAll(staged: StagedIndicator, key: number, holding: readonly number[]): void {
    const { sourceId, number, seenAt, firstId } = this.#facts;
    for (const generation of holding) {
      const counts = this.#sql.asserted.get(number, firstId, generation, key, sourceId, staged.id);
      this.#sql.withdraw.run(staged.version, number, seenAt, generation, key, sourceId, staged.id);
      const [untouched, known, fresh] = counts ?? [0, 0, 0];
      this.changes.withdrawn += untouched + known;
      this.changes.known -= known;
      this.changes.new -= fresh;
      this.changes.asserted -= untouched + known + fresh;
    }
  }

  #observableKey({ kind, value }: Observable): number {
    return observableKey(kind, value, this.#facts.seed);
  }

  #confidence(staged: StagedIndicator): number | null {
    return staged.confidence ?? this.#facts.confidence;
  }

  #expiry(staged: StagedIndicator): number {
    return Math.min(this.#facts.seenAt + this.#facts.age, staged.validUntil ?? Infinity);
  }
}

/** What the listings of an indicator are found by. */
export function indicatorKey(sourceId: number, indicator: string, seed: number): number {
  return fingerprint(`${sourceId} ${indicator}`, seed);
}

/** What a listing is found by when an observable is asked for. */
export function observableKey(kind: Kind, value: string, seed: number): number {
  return fingerprint(`${kind} ${value}`, seed);
}

function among(stored: readonly Stored[], observable: Observable): Match | undefined {
  const code = kindCode(observable.kind);
  const row = stored.find((each) => each[8] === code && each[9] === observable.value);
  if (row === undefined) return undefined;
  const [id, commit, withdrawnAt, version, validFrom, validUntil, confidence, tlp] = row;
  return [id, commit, withdrawnAt, version, validFrom, validUntil, confidence, tlp];
}

function distinct(observables: readonly Observable[]): readonly Observable[] {
  const [first, second] = observables;
  if (first === undefined || second === undefined) return observables;
  if (observables.length === 2)
    return first.value === second.value && first.kind === second.kind ? [first] : observables;
  return [...new Map(observables.map((observable) => [`${observable.kind} ${observable.value}`, observable])).values()];
}
