import type { Indicator, Tlp } from '../indicator/indicator.ts';
import { strictest } from '../indicator/tlp.ts';
import { predefinedMarkings } from './marking.ts';

/** What a session remembers of markings; beyond it definitions count as unknown, and indicators are not held. */
const budget = { definitions: 10_000, records: 10_000, observables: 100_000 } as const;

/** Records of one indicator of which not all markings are known. */
interface Unmarked {
  records: readonly Indicator[];
  readonly missing: Set<string>;
  emitted: boolean;
}

/**
 * Puts the TLP of their marking definitions on indicators, wherever the definitions stand. An indicator whose
 * definitions have not come is held until its document ends, and then goes out as it is; should a definition come in a
 * later document of the session, it goes out once more, marked.
 */
export class Markings {
  readonly #known = new Map<string, Tlp | null>(predefinedMarkings);
  readonly #waiting = new Map<string, Set<Unmarked>>();
  /** In the order in which they came. */
  readonly #unmarked = new Set<Unmarked>();
  #observables = 0;

  /** The records that may go out at once. */
  mark(records: readonly Indicator[], ids: readonly string[]): readonly Indicator[] {
    const unknown = ids.filter((id) => !this.#known.has(id));
    const marked = withTlp(records, this.tlpOf(ids));
    if (unknown.length === 0 || records.length === 0 || !this.#makeRoom(marked)) return marked;
    const unmarked = { records: marked, missing: new Set(unknown), emitted: false };
    this.#unmarked.add(unmarked);
    this.#observables += count(marked);
    for (const id of unmarked.missing) {
      const others = this.#waiting.get(id);
      if (others === undefined) this.#waiting.set(id, new Set([unmarked]));
      else others.add(unmarked);
    }
    return [];
  }

  /** A definition has come: the records that it lets go out, or that it changes. */
  define(id: string, tlp: Tlp | null): readonly Indicator[] {
    if (predefinedMarkings.has(id)) return [];
    if (this.#known.size < budget.definitions) this.#known.set(id, tlp);
    const out: Indicator[] = [];
    for (const unmarked of this.#waiting.get(id) ?? []) {
      const before = unmarked.records;
      unmarked.records = withTlp(before, tlp);
      unmarked.missing.delete(id);
      const complete = unmarked.missing.size === 0;
      if (unmarked.emitted ? unmarked.records !== before : complete) out.push(...unmarked.records);
      unmarked.emitted ||= complete;
      if (complete) this.#forget(unmarked);
    }
    this.#waiting.delete(id);
    return out;
  }

  /** A document has ended: what is held goes out as it is. */
  release(): readonly Indicator[] {
    const out: Indicator[] = [];
    for (const unmarked of this.#unmarked) {
      if (!unmarked.emitted) out.push(...unmarked.records);
      unmarked.emitted = true;
    }
    return out;
  }

  /** A document is given up: what is held is forgotten. */
  drop(): void {
    for (const unmarked of this.#unmarked) if (!unmarked.emitted) this.#forget(unmarked);
  }

  /** The strictest TLP of definitions, as far as they are known. */
  tlpOf(ids: readonly string[]): Tlp | null {
    let tlp: Tlp | null = null;
    for (const id of ids) tlp = strictest(tlp, this.#known.get(id) ?? null);
    return tlp;
  }

  /** Forgets the oldest that have gone out where there is no room for more. */
  #makeRoom(records: readonly Indicator[]): boolean {
    const most = budget.observables - count(records);
    for (const oldest of this.#unmarked) {
      if (this.#unmarked.size < budget.records && this.#observables <= most) break;
      if (!oldest.emitted) return false;
      this.#forget(oldest);
    }
    return this.#observables <= most;
  }

  #forget(unmarked: Unmarked): void {
    this.#unmarked.delete(unmarked);
    this.#observables -= count(unmarked.records);
    for (const id of unmarked.missing) {
      const others = this.#waiting.get(id);
      others?.delete(unmarked);
      if (others?.size === 0) this.#waiting.delete(id);
    }
  }
}

function count(records: readonly Indicator[]): number {
  let sum = 0;
  for (const { observables } of records) sum += observables.length;
  return sum;
}

/** The same records where the marking adds nothing. */
function withTlp(records: readonly Indicator[], tlp: Tlp | null): readonly Indicator[] {
  if (records.every((record) => strictest(record.tlp, tlp) === record.tlp)) return records;
  return records.map((record) => ({ ...record, tlp: strictest(record.tlp, tlp) }));
}
