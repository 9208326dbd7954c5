import { Failure } from '../base/failure.ts';
import { parseInstant } from '../base/instant.ts';
import { quote } from '../base/text.ts';
import { sniff } from '../json/sniff.ts';
import type { Response } from '../net/exchange.ts';
import { targetUrl } from '../net/target.ts';
import type { DocumentSink, Taxii2Head } from '../parse/session.ts';
import { fail } from '../taxii2/conditions.ts';
import type { Manner, Taxii2Version } from '../taxii2/media.ts';
import { taxiiMedia } from '../taxii2/media.ts';
import { parseRange, parseTotal, type ItemRange } from '../taxii2/range.ts';
import { errorIn, readTaxii2, type Taxii2 } from '../taxii2/resource.ts';
import type { Page } from '../taxii2/walk.ts';
import { askWithin, type Question, type Refused } from './ask-within.ts';
import { charsetOf, type Line } from './line.ts';

/** Bytes of a discovery, an API root or a page of collections. */
const resourceBytes = 4 * 1024 * 1024;

/** A page of objects, read to its end. */
export interface ObjectsPage {
  readonly kind: 'page';
  readonly head: Taxii2Head;
  readonly page: Page;
  readonly contentType: string | null;
  /** The server's clock, milliseconds since 1970. */
  readonly serverNow: number | null;
}

/** An answer that is none. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly failure: Failure;
  /** How many items there are in all, where a refused range was told so. */
  readonly total: number | null;
}

/** Where objects are asked for, and how. */
export interface ObjectsQuestion {
  /** With the query. */
  readonly path: string;
  readonly manner: Manner;
  readonly range: string | null;
}

/** GETs objects of a collection (TAXII 2.1 §5.4) and reads them. @throws Failure of any stage but an HTTP status. */
export async function getObjects(
  line: Line,
  question: ObjectsQuestion,
  sink: DocumentSink,
): Promise<ObjectsPage | Refusal> {
  const { path, manner, range } = question;
  const headers = [['Accept', manner.accept] as const, ...(range === null ? [] : [['Range', range] as const])];
  return get(line, path, headers, (answer) => readPage(line, answer, sink));
}

async function readPage(line: Line, answer: Response, sink: DocumentSink): Promise<ObjectsPage> {
  const { headers } = answer;
  const contentType = headers.get('content-type');
  const { head, tally, contentDigest } =
    answer.status === 204 ? nothing : await line.session.read(answer.body, charsetOf(contentType), sink);
  if (head.kind !== 'taxii2') throw new TypeError(`a session of TAXII 2.x read a document of ${head.kind}`);
  line.observer.part(tally);
  const page = {
    objects: head.objects,
    digest: contentDigest,
    more: head.more,
    next: head.next,
    first: microsOf(headers.get('x-taxii-date-added-first')),
    last: microsOf(headers.get('x-taxii-date-added-last')),
    range: parseRange(headers.get('content-range')),
  };
  return { kind: 'page', head, page, contentType, serverNow: answer.serverDate };
}

/** What 204 amounts to. */
const nothing = {
  head: { kind: 'taxii2', shape: 'empty', more: null, next: null, objects: 0, members: {} },
  tally: { received: 0, parsed: 0, supported: 0, refused: 0, skipped: {}, refusals: [] },
  contentDigest: '',
} as const;

function microsOf(header: string | null): bigint | null {
  return header === null ? null : (parseInstant(header)?.micros ?? null);
}

/** A discovery, an API root or a list of collections, or why there is none. */
export interface ResourceAnswer {
  readonly kind: 'resource';
  readonly said: Taxii2;
  readonly range: ItemRange | null;
}

/** GETs a resource of TAXII 2.x other than objects. @throws Failure of any stage but an HTTP status, and for what is no such resource. */
export async function getResource(
  line: Line,
  path: string,
  version: Taxii2Version,
  range: string | null = null,
): Promise<ResourceAnswer | Refusal> {
  const headers = [['Accept', taxiiMedia[version]] as const, ...(range === null ? [] : [['Range', range] as const])];
  return get(line, path, headers, async (answer) => {
    const bytes = await beginning(answer, resourceBytes);
    const said = readTaxii2(answer.headers.get('content-type'), new TextDecoder().decode(bytes), version);
    if (said === null || said.kind === 'error') throw noResource(line, path, bytes);
    return { kind: 'resource', said, range: parseRange(answer.headers.get('content-range')) };
  });
}

async function beginning(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** @throws Failure `body/*` for what is no JSON. */
function noResource(line: Line, path: string, bytes: Uint8Array): Failure {
  sniff(bytes.subarray(0, 4096));
  const url = targetUrl({ ...line.target, path });
  const failure = fail('taxii2/not-objects', `${quote(url)} answers with JSON that is not of TAXII 2`, {
    evidence: { url },
  });
  return withServerError(failure, bytes);
}

async function get<T>(
  line: Line,
  path: string,
  headers: Question['headers'],
  read: (answer: Response) => Promise<T>,
): Promise<T | Refusal> {
  const answer = await askWithin(
    line,
    { path, method: 'GET', headers, body: null },
    { read, explain: withServerError },
  );
  if (!isRefused(answer)) return answer;
  const { kind, status, failure } = answer;
  return { kind, status, failure, total: parseTotal(answer.headers.get('content-range')) };
}

function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refusal';
}

/** The failure with what the server's error message says (TAXII 2.1 §3.6.1), where the body is one. */
function withServerError(failure: Failure, body: Uint8Array): Failure {
  const error = errorIn(new TextDecoder().decode(body));
  if (error === null) return failure;
  const record = failure.toJSON();
  return new Failure({
    ...record,
    message: `${record.message}: ${quote(error.description ?? error.title ?? '', 300)}`,
    evidence: { ...record.evidence, serverError: { ...error } },
  });
}
