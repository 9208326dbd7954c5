import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';
import { contentId } from '../indicator/content-id.ts';
import type { Intake, Plain, Subject } from './context.ts';
import { add, type Found, merge, nothing, saysNothing, skip } from '../indicator/found.ts';
import { References } from './references.ts';
import { Tallying } from '../indicator/tallying.ts';

/** The most observables in one emitted record; what an indicator names beyond comes in further records. */
const recordObservables = 1000;

/** What may wait in a session; beyond it references are dropped and counted `unresolved-reference`. */
const waitingBudget = { indicators: 10_000, references: 100_000, plain: 50_000 } as const;

interface Waiter {
  /** The indicator without observables: what is found goes out at once. */
  readonly indicator: Indicator;
  missing: readonly string[];
  readonly since: number;
}

interface Options {
  readonly waiting: readonly WaitingIndicator[];
  readonly now: number;
  readonly assertPlainObservables: boolean;
}

/** What a session has read: finished indicators, and those whose references lead nowhere as yet. */
export class Extraction implements Intake {
  readonly #options: Options;
  readonly #references = new References();
  readonly #tallying = new Tallying();
  #ready: Indicator[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #missing = new Map<string, Set<Waiter>>();
  #missingCount = 0;
  readonly #retry = new Set<Waiter>();
  #plain: Plain[] = [];
  #referred = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
    for (const { indicator, references, since } of options.waiting) this.#wait(indicator, references, since);
  }

  count(reason: string): void {
    this.#tallying.skip(reason);
  }

  define(id: string, found: Found): void {
    this.#references.define(id, found);
    if (this.#missing.size === 0) return;
    for (const waiter of this.#missing.get(id) ?? []) this.#retry.add(waiter);
  }

  refer(id: string): void {
    if (this.#referred.size < waitingBudget.references) this.#referred.add(id);
  }

  assert(subject: Subject): void {
    const { found, kind } = subject;
    if (kind === 'ttp' && subject.empty) return;
    this.#tallying.parsed();
    this.#tallying.note(found);
    const indicator = header(subject);
    const { values, missing } = this.#resolve(found);
    if (missing.length > 0) this.#wait(indicator, missing, this.#options.now);
    if (values.length > 0) this.#emit(indicator, values);
    else if (missing.length === 0) this.#assertNothing(subject, indicator);
  }

  /**
   * An indicator that names nothing (any more). With an id and a version it is passed on, since a newer version
   * replaces an older; where it is empty, not merely beyond us, the source takes back what it said.
   */
  #assertNothing(subject: Subject, indicator: Indicator): void {
    if (subject.kind === 'ttp') return;
    if (subject.empty) this.#tallying.skip('empty-indicator');
    if (subject.id === null || subject.version === null) return;
    this.#ready.push(subject.empty ? { ...indicator, withdrawn: true } : indicator);
  }

  observe(plain: Plain): void {
    if (plain.id === null) this.#settle(plain);
    else this.#plain.push(plain);
    if (this.#plain.length >= waitingBudget.plain) this.#settlePlain();
  }

  /** Ends a block: whose observables were referred to is known now, and what waited for its definitions is tried again. */
  endBlock(): void {
    this.#settlePlain();
    this.#referred = new Set();
    for (const waiter of this.#retry) this.#tryAgain(waiter);
    this.#retry.clear();
  }

  #settlePlain(): void {
    for (const plain of this.#plain) {
      const referred = plain.id !== null && (this.#referred.has(plain.id) || this.#missing.has(plain.id));
      if (!referred) this.#settle(plain);
    }
    this.#plain = [];
  }

  #settle(plain: Plain): void {
    if (!this.#options.assertPlainObservables) this.#tallying.skip('observable-outside-indicator');
    else {
      const none = { version: null, validFrom: null, validUntil: null, confidence: null, empty: false };
      this.assert({ kind: 'indicator', ...none, ...plain });
    }
  }

  #resolve(found: Found): { readonly values: readonly Observable[]; readonly missing: readonly string[] } {
    if (found.references.length === 0) return { values: found.values, missing: [] };
    const all = nothing();
    for (const value of found.values) add(all, value);
    const { missing, exhausted } = this.#references.follow(found.references, (part) => {
      merge(all, { ...part, references: [] });
    });
    if (exhausted) skip(all, 'reference-budget');
    // A cycle, or a reference to what is empty.
    if (missing.length === 0 && saysNothing(all)) skip(all, 'reference-to-nothing');
    this.#tallying.note(all);
    return { values: all.values, missing };
  }

  #wait(indicator: Indicator, references: readonly string[], since: number): void {
    const full =
      this.#waiters.size >= waitingBudget.indicators ||
      this.#missingCount + references.length > waitingBudget.references;
    if (full) {
      this.#tallying.skip('unresolved-reference', references.length);
      return;
    }
    const waiter = { indicator, missing: references, since };
    this.#waiters.add(waiter);
    this.#lookFor(waiter);
  }

  #lookFor(waiter: Waiter): void {
    this.#missingCount += waiter.missing.length;
    for (const id of waiter.missing) {
      const others = this.#missing.get(id);
      if (others === undefined) this.#missing.set(id, new Set([waiter]));
      else others.add(waiter);
    }
  }

  #tryAgain(waiter: Waiter): void {
    for (const id of waiter.missing) this.#forget(id, waiter);
    this.#missingCount -= waiter.missing.length;
    this.#waiters.delete(waiter);
    const { values, missing } = this.#resolve({ ...nothing(), references: [...waiter.missing] });
    if (values.length > 0) this.#emit(waiter.indicator, values);
    if (missing.length > 0) this.#wait(waiter.indicator, missing, waiter.since);
  }

  #forget(id: string, waiter: Waiter): void {
    const waiters = this.#missing.get(id);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#missing.delete(id);
  }

  #emit(indicator: Indicator, values: readonly Observable[]): void {
    this.#tallying.supported(values.length);
    const distinct = values.length === 1 ? values : withoutDuplicates(values);
    for (let start = 0; start < distinct.length; start += recordObservables) {
      this.#ready.push({ ...indicator, observables: distinct.slice(start, start + recordObservables) });
    }
  }

  drain(): { readonly indicators: Indicator[]; readonly tally: Tally } {
    const indicators = this.#ready;
    this.#ready = [];
    return { indicators, tally: this.#tallying.take() };
  }

  waiting(): WaitingIndicator[] {
    return [...this.#waiters].map(({ indicator, missing, since }) => ({ indicator, references: missing, since }));
  }
}

function header(subject: Subject): Indicator {
  return {
    id: subject.id ?? contentId(subject.title, subject.found),
    version: subject.version,
    title: subject.title,
    validFrom: subject.validFrom,
    validUntil: subject.validUntil,
    confidence: subject.confidence,
    tlp: subject.tlp,
    withdrawn: false,
    observables: [],
  };
}

function withoutDuplicates(values: readonly Observable[]): readonly Observable[] {
  const distinct = new Map<string, Observable>();
  for (const value of values) distinct.set(`${value.kind} ${value.value}`, value);
  return [...distinct.values()];
}
