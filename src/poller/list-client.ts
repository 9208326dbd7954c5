import { failing } from '../base/failure.ts';
import type { KnownSet } from '../feed/data-set.ts';
import { sourceUrl } from '../feed/source.ts';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import type { DocumentResult, DocumentSink } from '../parse/session.ts';
import { pollerConditions } from './conditions.ts';
import type { SeenSet, SegmentClient, SegmentOutcome } from './ports.ts';
import { type Line, charsetOf, targetOf } from './line.ts';
import { getList, type ListAnswer } from './list-exchange.ts';
import { unpackedList } from './list-archive.ts';
import { readListFile } from './list-file.ts';

const fail = failing(pollerConditions);

export interface ListParts extends Omit<Line, 'target'> {
  /** What the list is known by; it may be left as it is where it still is that. */
  readonly known: KnownSet | null;
  /** The data directory, out of which no list is read. Default: none. */
  readonly closed?: string | undefined;
}

/** Reads one list, whole, for the length of one poll. */
export function listClient(parts: ListParts): SegmentClient {
  return new ListClient(parts);
}

interface Read extends Pick<DocumentResult, 'tally' | 'contentDigest'> {
  /** It had no length and no checksum: where it ends may be where it was cut. */
  readonly endless: boolean;
}

class ListClient implements SegmentClient {
  readonly kind = 'segments';
  readonly #line: Line;
  readonly #known: KnownSet | null;
  readonly #closed: string | null;

  constructor({ known, closed, ...parts }: ListParts) {
    this.#line = { ...parts, target: targetOf(parts.settings) };
    this.#known = known;
    this.#closed = closed ?? null;
  }

  async read(_span: null, sink: DocumentSink): Promise<SegmentOutcome> {
    const answer = await this.#ask(this.#known, sink);
    if (answer.kind === 'unchanged') return { ...outcome, parts: 0, blocks: 0, set: this.#same() };
    const { read, etag, lastModified } = answer;
    this.#line.observer.part(read.tally);
    const digest = read.contentDigest;
    const unchanged = digest === this.#known?.digest;
    if (read.endless && !unchanged) await this.#readAgain(digest);
    return { ...outcome, parts: 1, blocks: read.tally.received, set: { unchanged, etag, lastModified, digest } };
  }

  compared(): void {
    // A list has no halves.
  }

  waiting(): Promise<readonly WaitingIndicator[]> {
    return this.#line.session.waiting();
  }

  close(): Promise<void> {
    return this.#line.session.close();
  }

  #ask(known: KnownSet | null, sink: DocumentSink): Promise<ListAnswer<Read>> {
    const { session, settings } = this.#line;
    if (settings.host === '') {
      const told = { contentType: null, name: settings.path };
      return readListFile({ ...this.#line, closed: this.#closed }, known, async (packed) => {
        const { body, name } = await unpackedList(packed, settings.path);
        return { ...(await session.read(body, null, sink, { ...told, name })), endless: false };
      });
    }
    return getList(this.#line, known, async ({ body: packed, headers, endsByClose }, target) => {
      const { body, name } = await unpackedList(packed, target.path);
      const contentType = name === target.path ? headers.get('content-type') : null;
      const told = { contentType, name };
      const endless = endsByClose && headers.get('content-encoding') === null;
      return { ...(await session.read(body, charsetOf(contentType), sink, told)), endless };
    });
  }

  /**
   * A list that is sent without a length may have been cut in the middle of a line, and a network would be wider then.
   * What comes the same twice was not cut. @throws Failure `http/truncated-unmarked`.
   */
  async #readAgain(digest: string): Promise<void> {
    const answer = await this.#ask(null, { indicators: async () => undefined });
    if (answer.kind === 'read' && answer.read.contentDigest === digest) return;
    const url = sourceUrl(this.#line.settings);
    const message = `${url}: the list came without a length, and when it was asked for again it was another one`;
    throw fail('http/truncated-unmarked', message, { evidence: { url }, hop: 'origin' });
  }

  /** What the server says is still what was known. */
  #same(): SeenSet {
    const { etag = null, lastModified = null, digest = null } = this.#known ?? {};
    return { unchanged: true, etag, lastModified, digest };
  }
}

const outcome = { answeredEnd: null, serverNow: null, doubtful: false, incomplete: null } as const;
