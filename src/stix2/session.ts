import { contentId } from '../indicator/content-id.ts';
import { anyOf, type Found, nothing } from '../indicator/found.ts';
import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import { reasonName } from '../indicator/reason.ts';
import { Tallying } from '../indicator/tallying.ts';
import type { Observable } from '../observable/observable.ts';
import { foundInIndicator } from './indicator.ts';
import { markingsOf, tlpOf } from './marking.ts';
import { Markings } from './markings.ts';
import { isObject, isTrue, property, textOf } from '../json/object.ts';
import { confidenceOf, idOf, instantOf, type StixObject, titleOf, versionOf } from './object.ts';
import { Observations, type Resolved } from './observations.ts';
import { foundInObjects, foundInObservable, observableTypes, referencesOf, victimsOf } from './observed.ts';
import { Versions } from './versions.ts';

/** The most observables in one record; what an indicator names beyond comes in further records. */
const recordObservables = 1000;

/** Cyber-observable objects and references held until their document ends; beyond it they are settled at once. */
const mostHeld = 50_000;

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

/** A cyber-observable object, or an observation that refers to some, until the document has ended. */
interface Held {
  readonly indicator: Indicator;
  readonly markings: readonly string[];
  /** Of an object what it is, of an observation nothing. */
  readonly found: Found;
  readonly references: readonly string[] | null;
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
  #held: Held[] = [];
  #heldCount = 0;

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
    this.#held = [];
    this.#heldCount = 0;
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
    this.#assertFound(indicatorOf(object, found), found, markingsOf(object));
  }

  #assertFound(indicator: Indicator, found: Found, markings: readonly string[]): void {
    this.#tallying.parsed();
    this.#tallying.note(found);
    this.#emit(indicator, found.values, markings);
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
    this.#hold(object, found, null);
  }

  #observe(object: StixObject): void {
    if (this.#options.assert === 'indicated') {
      this.count('observable-outside-indicator');
      return;
    }
    const inner = property(object, 'objects');
    if (isTrue(object, 'revoked')) this.#assert(object, nothing());
    else if (isObject(inner)) this.#assert(object, anyOf(foundInObjects(inner)));
    else this.#hold(object, nothing(), referencesOf(object));
  }

  #hold(object: StixObject, found: Found, references: readonly string[] | null): void {
    this.#held.push({ indicator: indicatorOf(object, found), markings: markingsOf(object), found, references });
    this.#heldCount += 1 + (references?.length ?? 0);
    if (this.#heldCount >= mostHeld) this.#settle();
  }

  /** Asserts what was held, except the recipients of messages. */
  #settle(): void {
    const held = this.#held;
    this.#held = [];
    this.#heldCount = 0;
    for (const { indicator, markings, found, references } of held) {
      if (references !== null) this.#resolve(indicator, markings, references);
      else if (this.#observations.isVictim(indicator.id)) this.count('victim-observable');
      else this.#assertFound(indicator, found, markings);
    }
    for (const resolved of this.#observations.retry()) this.#emitResolved(resolved, []);
  }

  /** What its references lead to in later pages or polls is marked with what is known of its markings now. */
  #resolve(indicator: Indicator, markings: readonly string[], references: readonly string[]): void {
    this.#tallying.parsed();
    if (references.length === 0) this.count('observation-of-nothing');
    const marked = { ...indicator, tlp: this.#markings.tlpOf(markings) };
    this.#emitResolved(this.#observations.resolve(marked, references, this.#options.now), markings);
  }

  #emitResolved({ indicator, values, dropped }: Resolved, markings: readonly string[]): void {
    if (dropped > 0) this.#tallying.skip('unresolved-reference', dropped);
    if (values.length > 0) this.#emit(indicator, values, markings);
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
