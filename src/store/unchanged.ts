import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { fingerprint } from './fingerprint.ts';
import { idPages } from './listing-pages.ts';

/** Listings that are held in memory, 20 bytes each at half the table's load; what lies beyond is looked up in the database. */
const most = 2_000_000;

/** Milliseconds that a listing has to stay in force for, so that it is still there when a poll commits. */
const margin = 6 * 3_600_000;

/** What can change of a listing whose indicator and observable stay the same, as it is stored. */
export type Details = readonly [
  version: number | null,
  validFrom: number | null,
  validUntil: number | null,
  confidence: number | null,
  tlp: number | null,
];

type Row = readonly [id: number, indicator: number, observable: number, ...Details];

/** Words of a slot: the two keys, their upper halves in one, the details, and the id, which is never 0. */
const width = 5;

/**
 * The listings of a source as they are, by the two keys of each (96 bits, made with the database's own seed): says
 * whether one that comes again is there already, exactly so, without asking the database. It holds while the source's
 * lease is held, for nobody else writes its listings, and what leaves force meanwhile is not in it.
 */
export class Unchanged {
  readonly #seed: number;
  readonly #first: number;
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** Of the fingerprints. */
  get seed(): number {
    return this.#seed;
  }

  private constructor(seed: number, first: number, size: number) {
    let slots = 1024;
    while (slots < size * 2) slots *= 2;
    this.#seed = seed;
    this.#first = first;
    this.#slots = new Uint32Array(slots * width);
    this.#mask = slots - 1;
  }

  /** Reads them in pages that block nobody for long. */
  static async load(reader: Connection, sourceId: number, seenAt: number): Promise<Unchanged> {
    const seed = reader.statement<{ seed: number }>('SELECT seed FROM meta').get()?.seed ?? 0;
    const asserted = 'source = ? AND withdrawn_at IS NULL AND expires_at > ?';
    const count = reader.tuples<[number, number]>(
      'SELECT count(*), coalesce(min(id), 1) FROM listing WHERE source = ?',
    );
    const [held = 0, first = 1] = count.get(sourceId) ?? [];
    const found = new Unchanged(seed, first, Math.min(held, most));
    const rows = reader.tuples<Row>(
      `SELECT id, indicator_key, observable_key, version, valid_from, valid_until, confidence, tlp FROM listing
       WHERE ${asserted} AND id > ? AND id <= ?`,
    );
    let room = most;
    for (const { after, last } of idPages(reader, sourceId)) {
      for (const [id, indicator, observable, ...details] of rows.all(sourceId, seenAt + margin, after, last)) {
        if (id - first < 2 ** 32 - 1) found.#put(id, indicator, observable, details);
        room -= 1;
      }
      if (room <= 0) break;
      await nextTurn();
    }
    return found;
  }

  /** The id of the listing that is just so; `null` where there is none, or that is not known here. */
  find(indicator: number, observable: number, details: Details): number | null {
    const slots = this.#slots;
    const upper = upperOf(indicator, observable);
    const detail = this.#detailOf(details);
    for (let slot = this.#slotOf(indicator, observable); ; slot = (slot + 1) & this.#mask) {
      const at = slot * width;
      const id = slots[at + 4] ?? 0;
      if (id === 0) return null;
      const same = slots[at] === indicator >>> 0 && slots[at + 1] === observable >>> 0 && slots[at + 2] === upper;
      if (same) return slots[at + 3] === detail ? this.#first + id - 1 : null;
    }
  }

  #put(id: number, indicator: number, observable: number, details: Details): void {
    const slots = this.#slots;
    let slot = this.#slotOf(indicator, observable);
    while (slots[slot * width + 4] !== 0) slot = (slot + 1) & this.#mask;
    const at = slot * width;
    slots[at] = indicator >>> 0;
    slots[at + 1] = observable >>> 0;
    slots[at + 2] = upperOf(indicator, observable);
    slots[at + 3] = this.#detailOf(details);
    slots[at + 4] = id - this.#first + 1;
  }

  #slotOf(indicator: number, observable: number): number {
    return (indicator ^ Math.imul(observable, 0x9e3779b1)) & this.#mask;
  }

  /** Most have nothing but a confidence that they share. */
  #detailOf(details: Details): number {
    const [version, validFrom, validUntil, confidence, tlp] = details;
    if (version === null && validFrom === null && validUntil === null) return ((confidence ?? 255) << 8) | (tlp ?? 255);
    return (fingerprint(details.join(' '), this.#seed) >>> 0) | (2 ** 31);
  }
}

/** The upper 16 bits of two fingerprints of 48. */
function upperOf(indicator: number, observable: number): number {
  const upper = (key: number): number => Math.floor(key / 2 ** 32) & 0xffff;
  return ((upper(indicator) << 16) | upper(observable)) >>> 0;
}
