import { Failure } from '../base/failure.ts';
import { sourceUrl } from '../feed/source.ts';
import type { Response } from '../net/exchange.ts';
import type { DocumentResult, DocumentSink, Taxii1Head } from '../parse/session.ts';
import { requestHeaders } from '../taxii/names.ts';
import type { TaxiiMessage, TaxiiVersion } from '../taxii/message.ts';
import { account, askOn, charsetOf, firstBytes, refusalOn, type Line } from './line.ts';

/** One request, answered and read. */
export interface Taxii1Answer extends Pick<DocumentResult, 'tally' | 'contentDigest'> {
  readonly message: TaxiiMessage;
  /** The server's clock, milliseconds since 1970. */
  readonly serverNow: number | null;
}

/**
 * POSTs one TAXII 1.x message and reads the answer to its end (TAXII HTTP Protocol Binding 1.0). Some servers say in a
 * status message alone that a token has ended: it is renewed once, and the message sent again.
 * @throws Failure of any stage; a status message in an error answer is the failure it names.
 */
export async function send(line: Line, message: Question, sink: DocumentSink): Promise<Taxii1Answer> {
  const answer = await sendOnce(line, message, sink);
  const refused = answer.message.kind === 'status' && answer.message.type === 'UNAUTHORIZED';
  return refused && line.bearer.renews() ? sendOnce(line, message, sink) : answer;
}

interface Question {
  readonly version: TaxiiVersion;
  readonly xml: string;
}

async function sendOnce(line: Line, message: Question, sink: DocumentSink): Promise<Taxii1Answer> {
  const { observer, clock, settings } = line;
  const answer = await askOn(line, {
    method: 'POST',
    headers: requestHeaders(message.version, settings.https),
    body: new TextEncoder().encode(message.xml),
  });
  observer.stage('content');
  const began = clock.monotonic();
  try {
    const result = answer.status === 200 ? await read(line, answer, sink) : await readError(line, answer);
    observer.part(result.tally);
    const { head, tally, contentDigest } = result;
    return { message: head.message, tally, contentDigest, serverNow: answer.serverDate };
  } finally {
    account(observer, answer, clock.monotonic() - began);
    // A document that was given up leaves a body behind that may never end.
    answer.close();
  }
}

type Taxii1Result = DocumentResult<Taxii1Head>;

async function read(line: Line, answer: Response, sink: DocumentSink): Promise<Taxii1Result> {
  return ofTaxii1(await line.session.read(answer.body, charsetOf(answer.headers.get('content-type')), sink));
}

/** A session reads what it was opened for. */
function ofTaxii1({ head, ...result }: DocumentResult): Taxii1Result {
  if (head.kind !== 'taxii1') throw new TypeError(`a session of TAXII 1.x read a document of ${head.kind}`);
  return { ...result, head };
}

/** An error status may carry a TAXII status message, which says more than the number; else the number decides. */
async function readError(line: Line, answer: Response): Promise<Taxii1Result> {
  const page = await firstBytes(answer);
  const failure = refusalOn(line, answer, { page, url: sourceUrl(line.settings), method: 'POST' });
  if (failure.code.startsWith('auth/')) throw failure;
  if (answer.headers.get('x-taxii-content-type') === null) throw failure;
  const nothing: DocumentSink = { indicators: async () => undefined };
  const result = await line.session.read(once(page), null, nothing).catch((error: unknown) => {
    if (error instanceof Failure) throw failure;
    throw error;
  });
  const read = ofTaxii1(result);
  if (read.head.message.kind !== 'status') throw failure;
  return read;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
