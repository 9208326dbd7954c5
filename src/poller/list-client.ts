import type { KnownSet } from '../feed/data-set.ts';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import type { DocumentResult, DocumentSink } from '../parse/session.ts';
import type { SeenSet, SegmentClient, SegmentOutcome } from './ports.ts';
import { type Line, charsetOf, targetOf } from './line.ts';
import { getList, type ListAnswer } from './list-exchange.ts';
import { readListFile } from './list-file.ts';

export interface ListParts extends Omit<Line, 'target'> {
  /** What the list is known by; it may be left as it is where it still is that. */
  readonly known: KnownSet | null;
}

/** Reads one list, whole, for the length of one poll. */
export function listClient(parts: ListParts): SegmentClient {
  return new ListClient(parts);
}

type Read = Pick<DocumentResult, 'tally' | 'contentDigest'>;

class ListClient implements SegmentClient {
  readonly kind = 'segments';
  readonly #line: Line;
  readonly #known: KnownSet | null;

  constructor({ known, ...parts }: ListParts) {
    this.#line = { ...parts, target: targetOf(parts.settings) };
    this.#known = known;
  }

  async read(_span: null, sink: DocumentSink): Promise<SegmentOutcome> {
    const answer = await this.#ask(sink);
    if (answer.kind === 'unchanged') return { ...outcome, parts: 0, blocks: 0, set: this.#same() };
    const { read, etag, lastModified } = answer;
    this.#line.observer.part(read.tally);
    const digest = read.contentDigest;
    const set = { unchanged: digest === this.#known?.digest, etag, lastModified, digest };
    return { ...outcome, parts: 1, blocks: read.tally.received, set };
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

  #ask(sink: DocumentSink): Promise<ListAnswer<Read>> {
    const { session, settings } = this.#line;
    if (settings.host === '')
      return readListFile(this.#line, this.#known, (body) =>
        session.read(body, null, sink, { contentType: null, name: settings.path }),
      );
    return getList(this.#line, this.#known, (answer, target) => {
      const contentType = answer.headers.get('content-type');
      return session.read(answer.body, charsetOf(contentType), sink, { contentType, name: target.path });
    });
  }

  /** What the server says is still what was known. */
  #same(): SeenSet {
    const { etag = null, lastModified = null, digest = null } = this.#known ?? {};
    return { unchanged: true, etag, lastModified, digest };
  }
}

const outcome = { answeredEnd: null, serverNow: null, doubtful: false, incomplete: null } as const;
