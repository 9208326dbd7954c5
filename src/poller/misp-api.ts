import { quote } from '../base/text.ts';
import type { MispSettings } from '../feed/source.ts';
import { fail } from '../misp/conditions.ts';
import { searchBody } from '../misp/search.ts';
import { targetUrl } from '../net/target.ts';
import type { DocumentSink } from '../parse/session.ts';
import { targetOf, type Line } from './line.ts';
import { askMisp, type MispAnswer } from './misp-exchange.ts';
import type { Stride, WalkClient } from './ports.ts';

export interface MispApiParts extends Omit<Line, 'target'> {
  /** Attributes asked for at once. Default 5,000. */
  readonly pageSize?: number;
  /** Pages of one walk before it is called endless. Default 10,000. */
  readonly pageBudget?: number;
}

/** Smaller pages are not asked for. */
const leastPage = 100;

/** Searches the attributes of a MISP server, page by page, for the length of one poll. */
export function mispApi(parts: MispApiParts): WalkClient {
  return new MispApi(parts);
}

class MispApi implements WalkClient {
  readonly kind = 'walk';
  readonly #line: Line;
  readonly #settings: MispSettings;
  readonly #mostPages: number;
  #limit: number;
  #from: bigint | null = null;
  #page = 1;
  #digest: string | null = null;
  #serverNow: number | null = null;

  constructor({ pageSize = 5000, pageBudget = 10_000, ...parts }: MispApiParts) {
    const { misp } = parts.settings;
    if (misp === null) throw new TypeError('a source of MISP has settings for it');
    this.#line = { ...parts, target: targetOf(parts.settings) };
    this.#settings = misp;
    this.#limit = pageSize;
    this.#mostPages = pageBudget;
  }

  begin(from: bigint | null): void {
    this.#from = from;
    this.#serverNow = null;
    this.#begin();
  }

  async next(sink: DocumentSink): Promise<Stride> {
    const answer = await this.#ask(sink);
    const { head, tally, contentDigest } = answer.result;
    this.#serverNow ??= answer.serverNow;
    this.#line.observer.part(tally);
    const { attributes } = head;
    if (this.#isLast(attributes)) return { objects: attributes, safe: null, end: this.#end() };
    if (contentDigest === this.#digest || this.#page >= this.#mostPages) {
      const evidence = { page: this.#page, limit: this.#limit };
      const message = `the search of attributes does not come to an end: page ${this.#page} is as the one before it`;
      const incomplete = fail('misp/page-loop', message, { evidence });
      return { objects: attributes, safe: null, end: { ...this.#end(), incomplete } };
    }
    this.#digest = contentDigest;
    this.#page += 1;
    return { objects: attributes, safe: null, end: null };
  }

  /** Pages are told by their number: what was read before a page that is lost need not be read again. */
  restart(): void {
    // The page that failed is still the next one.
  }

  shrink(): boolean {
    if (this.#limit <= leastPage) return false;
    this.#limit = Math.max(leastPage, Math.trunc(this.#limit / 4));
    this.#begin();
    return true;
  }

  waiting(): ReturnType<WalkClient['waiting']> {
    return this.#line.session.waiting();
  }

  close(): Promise<void> {
    return this.#line.session.close();
  }

  #begin(): void {
    this.#page = 1;
    this.#digest = null;
  }

  async #ask(sink: DocumentSink): Promise<MispAnswer> {
    const since = this.#from === null ? 0 : Number(this.#from / 1_000_000n);
    const path = `${this.#line.settings.path}attributes/restSearch`;
    const search = searchBody(this.#settings, { since, page: this.#page, limit: this.#limit });
    const answer = await askMisp(this.#line, { path, search, told: { expect: 'attributes' } }, sink);
    if (answer.kind === 'document' && answer.result.head.shape !== 'other') return answer;
    if (answer.kind === 'refusal' && answer.status !== 404) throw answer.failure;
    const url = targetUrl({ ...this.#line.target, path });
    const said = answer.kind === 'document' ? answer.result.head.said : null;
    const why =
      answer.kind === 'refusal'
        ? 'is not there'
        : `answers with JSON of another kind${said === null ? '' : `: ${quote(said, 200)}`}`;
    throw fail('misp/not-api', `${quote(url)} ${why}`, { evidence: { url, said } });
  }

  /** What is on a warninglist is left out of a page after it was cut: then only an empty one is the last. */
  #isLast(attributes: number): boolean {
    return attributes === 0 || (!this.#settings.warninglists && attributes < this.#limit);
  }

  /**
   * The stamps of attributes say when they were written, not when they came to be seen here: the server's clock at the
   * first page is where the next poll goes on.
   */
  #end() {
    const last = this.#serverNow === null ? null : BigInt(this.#serverNow) * 1000n;
    return { last, serverNow: this.#serverNow, incomplete: null };
  }
}
