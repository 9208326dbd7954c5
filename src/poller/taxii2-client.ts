import { failing, type Code, type Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { targetUrl } from '../net/target.ts';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import type { DocumentSink } from '../parse/session.ts';
import { isDiscovery, isIdentifier, objectsPath, objectsSearch } from '../taxii2/address.ts';
import { fail } from '../taxii2/conditions.ts';
import { isJsonMedia, mannersOf, versionOfMedia, type Manner, type Taxii2Version } from '../taxii2/media.ts';
import { resourceOf } from '../taxii2/resource.ts';
import { pageBudget, pageLimits, type DeadEnd, type Oddity, type Step, type Walk } from '../taxii2/walk.ts';
import { Walk20 } from '../taxii2/walk20.ts';
import { Walk21 } from '../taxii2/walk21.ts';
import { pollerConditions } from './conditions.ts';
import { targetOf, type Line } from './line.ts';
import type { Stride, WalkClient } from './ports.ts';
import { getObjects, type ObjectsPage, type Refusal } from './taxii2-exchange.ts';
import { locate } from './taxii2-locate.ts';

const failPoller = failing(pollerConditions);

export interface Taxii2Parts extends Omit<Line, 'target'> {
  /** Objects asked for at once. Default 1,000. */
  readonly pageSize?: number;
  /** Pages of one walk before it is called endless. Default 10,000. */
  readonly pageBudget?: number;
}

/** Reads one collection of a TAXII 2.0 or 2.1 server for the length of one poll. */
export function taxii2Client(parts: Taxii2Parts): WalkClient {
  return new Taxii2Client(parts);
}

class Taxii2Client implements WalkClient {
  readonly kind = 'walk';
  readonly #line: Line;
  readonly #parts: Taxii2Parts;
  /** The ways to ask that are left; the first is the present one. */
  #manners: readonly Manner[];
  #walk: Walk;
  #from: bigint | null = null;
  /** Of the objects, without query; `null` until it is known. */
  #path: string | null;
  #located = false;
  /** Whether a page has come: what works is not tried in another way. */
  #answered = false;
  #serverNow: number | null = null;

  constructor(parts: Taxii2Parts) {
    const { settings } = parts;
    const { path, collection, taxiiVersion } = settings;
    this.#parts = parts;
    this.#line = { ...parts, target: targetOf(settings) };
    this.#manners = mannersOf(taxiiVersion === '2.0' || taxiiVersion === '2.1' ? taxiiVersion : 'auto');
    this.#path = isIdentifier(collection) && !isDiscovery(path) ? objectsPath(path, collection) : null;
    this.#walk = this.#newWalk(this.#manner.version);
  }

  begin(from: bigint | null): void {
    this.#from = from;
    this.#serverNow = null;
    this.#walk = this.#newWalk(this.#manner.version);
  }

  async next(sink: DocumentSink): Promise<Stride> {
    this.#line.observer.stage('taxii');
    for (;;) {
      const path = (this.#path ??= await this.#locate());
      const { range, ...query } = this.#walk.request;
      const question = { path: path + objectsSearch(query), manner: this.#manner, range };
      const answer = await getObjects(this.#line, question, sink);
      const step = answer.kind === 'page' ? await this.#take(answer) : await this.#refused(answer, path);
      if (step !== null) return this.#stride(step, answer.kind === 'page' ? answer.page.objects : 0);
    }
  }

  restart(): void {
    this.#walk.restart();
  }

  shrink(): boolean {
    return this.#walk.shrink();
  }

  waiting(): Promise<readonly WaitingIndicator[]> {
    return this.#parts.session.waiting();
  }

  close(): Promise<void> {
    return this.#parts.session.close();
  }

  get #manner(): Manner {
    const [manner] = this.#manners;
    if (manner === undefined) throw new TypeError('no way to ask is left');
    return manner;
  }

  #newWalk(version: Taxii2Version): Walk {
    const { pageSize = pageLimits.usual, pageBudget: budget = pageBudget } = this.#parts;
    const options = { from: this.#from, limit: pageSize, budget };
    return version === '2.1' ? new Walk21(options) : new Walk20(options);
  }

  /** What a page leads to; `null` where it was none, and the collection is elsewhere. */
  async #take(answer: ObjectsPage): Promise<Step | null> {
    const { head, page, contentType, serverNow } = answer;
    if (head.shape === 'other') {
      await this.#notObjects(answer);
      return null;
    }
    this.#serverNow ??= serverNow;
    if (!this.#answered) this.#settle(answer);
    this.#answered = true;
    if (!isJsonMedia(contentType) && head.shape !== 'empty') {
      this.#line.observer.warn('taxii2/media-type', `the objects came as ${quote(contentType ?? '')}`);
    }
    return this.#walk.take(page);
  }

  /** Keeps to the way in which the server answered, whatever it was asked in. */
  #settle({ head, page, contentType }: ObjectsPage): void {
    const asked = this.#manner;
    const spoken = spokenBy(head.shape, page.range !== null, versionOfMedia(contentType)) ?? asked.version;
    if (spoken !== asked.version) {
      const [own] = mannersOf(spoken);
      this.#manners = [own ?? asked, asked];
      this.#walk = this.#newWalk(spoken);
    }
    const [first] = mannersOf('auto');
    const pinned = this.#line.settings.taxiiVersion !== 'auto';
    if (!pinned && (asked.accept !== first?.accept || spoken !== asked.version)) {
      const message = `the server does not answer the media type of TAXII 2.1 in that version; it is asked in ${spoken} for ${asked.accept}`;
      this.#line.observer.warn('taxii2/version', message);
    }
  }

  /** JSON that holds no objects: the collection is looked for once. @throws Failure `taxii2/*`. */
  async #notObjects({ head, contentType }: ObjectsPage): Promise<void> {
    const { settings } = this.#line;
    const url = targetUrl({ ...this.#line.target, path: this.#path ?? settings.path });
    const said = resourceOf(head.members, contentType, this.#manner.version);
    if (!this.#located) {
      this.#path = await this.#locate();
      return;
    }
    const evidence = { url, collection: settings.collection, kind: said?.kind ?? 'other', title: said?.title ?? null };
    if (said !== null && said.kind !== 'error' && said.kind !== 'objects') {
      throw fail('taxii2/root-or-discovery', `${quote(url)} is the ${said.kind} of a TAXII 2 server`, { evidence });
    }
    const names = Object.keys(head.members)
      .slice(0, 5)
      .map((name) => safeText(name, 40));
    const message = `${quote(url)} answered with JSON that holds no objects, but ${names.join(', ') || 'nothing'}`;
    throw fail('taxii2/not-objects', message, { evidence });
  }

  /** What a refusal leads to: another way to ask (`null`), or the end of a range. @throws Failure */
  async #refused(refusal: Refusal, path: string): Promise<Step | null> {
    const { status, failure, total } = refusal;
    const walk = this.#walk;
    if (status === 416 && walk instanceof Walk20) return walk.beyond(total);
    if (status === 400 && this.#asksOtherwise(failure)) return null;
    if ((status === 406 || status === 415) && this.#nextManner()) return null;
    if (status === 404 && !this.#located) {
      this.#path = await this.#locate();
      if (this.#path !== path) return null;
    }
    throw failure;
  }

  /** After a refused page mark or form of range. @throws Failure `taxii2/next-invalid` where nothing else is left. */
  #asksOtherwise(failure: Failure): boolean {
    const { next } = this.#walk.request;
    const step = this.#walk.refused();
    if (step !== null) {
      this.#tell(step);
      return true;
    }
    if (next === null) return false;
    const { message, evidence } = failure.toJSON();
    throw fail('taxii2/next-invalid', `page mark ${quote(next, 80)}: ${message}`, { evidence });
  }

  #nextManner(): boolean {
    if (this.#answered || this.#manners.length < 2) return false;
    this.#manners = this.#manners.slice(1);
    this.#walk = this.#newWalk(this.#manner.version);
    return true;
  }

  async #locate(): Promise<string> {
    this.#located = true;
    const { path, version } = await locate(this.#line);
    const rest = this.#manners.filter((manner) => manner.version !== version);
    this.#manners = [...this.#manners.filter((manner) => manner.version === version), ...rest];
    if (!this.#answered) this.#walk = this.#newWalk(this.#manner.version);
    return path;
  }

  #stride(step: Step, objects: number): Stride {
    this.#tell(step);
    const { safe, last } = this.#walk;
    if (step.kind === 'on') return { objects, safe, end: null };
    const incomplete = step.kind === 'end' ? null : this.#deadEnd(step.why);
    return { objects, safe, end: { last, serverNow: this.#serverNow, incomplete } };
  }

  #tell(step: Step): void {
    if (step.kind === 'dead-end' || step.oddity === undefined) return;
    const [code, message] = oddities[step.oddity];
    this.#line.observer.warn(code, message);
  }

  #deadEnd(why: DeadEnd): Failure {
    const { name, collection } = this.#line.settings;
    const evidence = { collection, why };
    if (why === 'more-without-next') {
      const message = `poll of "${name}": the server says that there is more, and gives neither a page mark nor a date to go on by`;
      return fail('taxii2/more-without-next', message, { evidence });
    }
    if (why === 'marks-refused') {
      const message = `poll of "${name}": the server refuses the page marks that it gives, and gives no dates to go on by`;
      return fail('taxii2/next-invalid', message, { evidence });
    }
    return failPoller(
      'taxii/part-loop',
      `poll of "${name}": stopped, for the server does not come to an end (${why})`,
      {
        evidence,
      },
    );
  }
}

/** The version that an answer is of, by its paging and shape; `null` where they do not tell. */
function spokenBy(shape: string, ranged: boolean, media: Taxii2Version | null): Taxii2Version | null {
  if (ranged) return '2.0';
  if (shape === 'envelope') return '2.1';
  return shape === 'bundle' && media === '2.0' ? '2.0' : null;
}

const oddities: Readonly<Record<Oddity, readonly [code: Code, message: string]>> = {
  ties: ['taxii2/ties', 'objects that were added at the same instant as the last of a page may be missing'],
  'more-false-early': ['taxii2/more-false-early', 'the server said that there was no more, and there was'],
  'by-date': ['taxii2/more-without-next', 'the server gives no page mark that it takes back; read on by date'],
  'count-differs': ['taxii2/count-differs', 'the server counts more objects than it gave'],
  'empty-more': ['taxii2/empty-more', 'more was promised three times, and nothing came: taken as the end'],
};
