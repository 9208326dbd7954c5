import { contentId } from '../indicator/content-id.ts';
import { anyOf, type Found, nothing, onlySkipped } from '../indicator/found.ts';
import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import { reasonName } from '../indicator/reason.ts';
import { Tallying } from '../indicator/tallying.ts';
import type { Observable } from '../observable/observable.ts';
import { foundInIndicator } from './indicator.ts';
import { markingsOf, tlpOf } from './marking.ts';
import { Markings } from './markings.ts';
import { confidenceOf, idOf, instantOf, isObject, isTrue, property } from './object.ts';
import { type StixObject, textOf, titleOf, versionOf } from './object.ts';
import { Observations } from './observations.ts';
import { foundInObjects, foundInObservable, observableTypes, referencesOf, victimsOf } from './observed.ts';
import { Versions } from './versions.ts';

/** The most observables in one record; what an indicator names beyond comes in further records. */
const recordObservables = 1000;

/** Cyber-observable objects held until their document ends; beyond it they are settled at once. */
const mostPlain = 50_000;

export interface Stix2Options {
  /** Milliseconds since 1970: the `since` of what begins to wait. */
  readonly now: number;
  /**
   * `indicated`: what the patterns of indicators name. `all`: also cyber-observable objects, observed data and samples
   * of malware analyses, which the standard takes for observations only; for sources that send nothing else.
   */
  readonly assert: 'indicated' | 'all';
  /** Values of `indicator_types` or `labels` that keep an indicator from being listed. Default `benign`, `anomalous-activity`. */
  readonly benignTypes?: readonly string[];
}

/** Objects of the standard that assert nothing to be listed: context of indicators. */
const contextTypes: ReadonlySet<string> = new Set([
  'attack-pattern',
  'campaign',
  'course-of-action',
  'extension-definition',
  'grouping',
  'identity',
  'incident',
  'infrastructure',
  'intrusion-set',
  'language-content',
  'location',
  'malware',
  'note',
  'opinion',
  'relationship',
  'report',
  'sighting',
  'threat-actor',
  'tool',
  'vulnerability',
]);

interface Plain {
  readonly object: StixObject;
  readonly found: Found;
}

/**
 * Reads the STIX 2.x objects of one poll, in bounded memory. What its documents share is kept here: the newest version
 * of each object, markings, and objects that come in other pages. Nothing is thrown for what an object says or lacks:
 * it is counted.
 */
export class Stix2Session {
  readonly #options: Stix2Options;
  readonly #benignTypes: ReadonlySet<string>;
  readonly #tallying = new Tallying();
  readonly #versions = new Versions();
  readonly #markings = new Markings();
  readonly #observations: Observations;
  #ready: Indicator[] = [];
  /** What settles when the document has ended, and its victims are known. */
  #plain: Plain[] = [];
  #observed: StixObject[] = [];

  /** @param waiting what waited when an earlier poll ended. */
  constructor(options: Stix2Options, waiting: readonly WaitingIndicator[]) {
    this.#options = options;
    const types = options.benignTypes ?? ['benign', 'anomalous-activity'];
    this.#benignTypes = new Set(types.map((type) => type.toLowerCase()));
    this.#observations = new Observations(waiting);
  }

  /** Takes the next object of a document. */
  take(object: StixObject): void {
    const type = textOf(object, 'type');
    const id = idOf(object);
    if (type === 'marking-definition') {
      for (const record of id === null ? [] : this.#markings.define(id, tlpOf(object))) this.#ready.push(record);
      return;
    }
    const version = versionOf(object);
    if (id !== null && version !== null && !this.#versions.isCurrent(id, version)) this.count('superseded');
    else if (type === 'indicator') this.#assert(object, foundInIndicator(object, this.#benignTypes));
    else if (type === 'observed-data' || type === 'malware-analysis') this.#observe(object);
    else if (observableTypes.has(type)) this.#takeObservable(object, id);
    else this.count(`${contextTypes.has(type) ? 'context-object' : 'unsupported-object'}:${reasonName(type)}`);
  }

  /** Something of a document was skipped. */
  count(reason: string): void {
    this.#tallying.skip(reason);
  }

  /** A document has ended. */
  endDocument(): void {
    this.#settle();
    for (const record of this.#markings.release()) this.#ready.push(record);
  }

  /** A document is given up: what of it has not been drained is dropped. */
  abandonDocument(): void {
    this.#plain = [];
    this.#observed = [];
    this.#markings.drop();
    this.drain();
  }

  /** What has been read since the last call. `tally.received` is 0: whoever cuts the document into objects counts them. */
  drain(): { readonly indicators: readonly Indicator[]; readonly tally: Tally } {
    const indicators = this.#ready;
    this.#ready = [];
    return { indicators, tally: this.#tallying.take() };
  }

  /** Observations whose objects have not come, for the segment's commit and the next session; only with `assert: 'all'`. */
  waiting(): readonly WaitingIndicator[] {
    return this.#observations.waiting();
  }

  #assert(object: StixObject, found: Found): void {
    this.#tallying.parsed();
    this.#tallying.note(found);
    this.#emit(indicatorOf(object, found), found.values, markingsOf(object));
  }

  /**
   * One that names nothing is passed on where a newer version replaces an older: revoked, it takes back what was said
   * under its id; merely beyond us, it asserts nothing any more.
   */
  #emit(indicator: Indicator, values: readonly Observable[], markings: readonly string[]): void {
    this.#tallying.supported(values.length);
    if (values.length === 0) {
      if (indicator.withdrawn || indicator.version !== null) this.#ready.push(indicator);
      return;
    }
    const distinct = values.length === 1 ? values : withoutDuplicates(values);
    const records: Indicator[] = [];
    for (let start = 0; start < distinct.length; start += recordObservables) {
      records.push({ ...indicator, observables: distinct.slice(start, start + recordObservables) });
    }
    for (const record of this.#markings.mark(records, markings)) this.#ready.push(record);
  }

  #takeObservable(object: StixObject, id: string | null): void {
    if (this.#options.assert === 'indicated') {
      this.count('observable-outside-indicator');
      return;
    }
    for (const victim of victimsOf(object)) this.#observations.spare(victim);
    const found = foundInObservable(object);
    if (id !== null) this.#observations.define(id, found.values);
    this.#plain.push({ object, found });
    if (this.#plain.length >= mostPlain) this.#settle();
  }

  #observe(object: StixObject): void {
    if (this.#options.assert === 'indicated') {
      this.count('observable-outside-indicator');
      return;
    }
    const inner = property(object, 'objects');
    if (isObject(inner) && !isTrue(object, 'revoked')) this.#assert(object, anyOf(foundInObjects(inner)));
    else if (isTrue(object, 'revoked')) this.#assert(object, nothing());
    else this.#observed.push(object);
    if (this.#observed.length >= mostPlain) this.#settle();
  }

  /** Asserts what was held, except the recipients of messages. */
  #settle(): void {
    const plain = this.#plain;
    const observed = this.#observed;
    this.#plain = [];
    this.#observed = [];
    for (const { object, found } of plain) {
      const id = idOf(object);
      const spared = id !== null && this.#observations.isVictim(id);
      if (spared) this.count('victim-observable');
      else this.#assert(object, found);
    }
    for (const object of observed) this.#resolve(object);
    for (const { indicator, values, dropped } of this.#observations.retry()) {
      this.#emit(indicator, values, []);
      if (dropped > 0) this.#tallying.skip('unresolved-reference', dropped);
    }
  }

  #resolve(object: StixObject): void {
    this.#tallying.parsed();
    const references = referencesOf(object);
    if (references.length === 0) this.#tallying.note(onlySkipped('observation-of-nothing'));
    const indicator = indicatorOf(object, nothing());
    const { values, dropped } = this.#observations.resolve(indicator, references, this.#options.now);
    if (dropped > 0) this.#tallying.skip('unresolved-reference', dropped);
    if (values.length > 0) this.#emit(indicator, values, markingsOf(object));
  }
}

/** An object as an indicator that names nothing yet. */
function indicatorOf(object: StixObject, found: Found): Indicator {
  const title = titleOf(object);
  return {
    id: idOf(object) ?? contentId(title, found),
    version: versionOf(object),
    title,
    validFrom: instantOf(object, 'valid_from'),
    validUntil: instantOf(object, 'valid_until'),
    confidence: confidenceOf(object),
    tlp: null,
    withdrawn: isTrue(object, 'revoked'),
    observables: [],
  };
}

function withoutDuplicates(values: readonly Observable[]): readonly Observable[] {
  const distinct = new Map<string, Observable>();
  for (const value of values) distinct.set(`${value.kind} ${value.value}`, value);
  return [...distinct.values()];
}
