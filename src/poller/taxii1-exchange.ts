import type { Clock } from '../base/clock.ts';
import { Failure, type Stage } from '../base/failure.ts';
import { sourceUrl, type SourceSettings } from '../feed/source.ts';
import type { Response } from '../net/exchange.ts';
import type { Request } from '../net/request.ts';
import { statusFailure as httpFailure } from '../net/status.ts';
import type { Target } from '../net/target.ts';
import type { Timings } from '../net/trace.ts';
import type { DocumentResult, DocumentSink, ParseSession, Taxii1Head } from '../parse/session.ts';
import { requestHeaders } from '../taxii/names.ts';
import type { TaxiiMessage, TaxiiVersion } from '../taxii/message.ts';
import { credentialHeaders } from './credentials.ts';
import type { Observer } from './ports.ts';

/** Sends one request and gives the answer's head; `net/exchange.ts` with this machine's clock, resolver and chance. */
export type Ask = (request: Request) => Promise<Response>;

/** Characters of an error page that are read to say what it is. */
const errorPageBytes = 65_536;

const userAgent = 'feedgate';

/** One request, answered and read. */
export interface Taxii1Answer extends Pick<DocumentResult, 'tally' | 'contentDigest'> {
  readonly message: TaxiiMessage;
  /** The server's clock, milliseconds since 1970. */
  readonly serverNow: number | null;
}

export interface Taxii1Line {
  readonly settings: SourceSettings;
  /** One object for all requests of a poll: `net/` keeps the trust that it builds with it. */
  readonly target: Target;
  readonly session: ParseSession;
  readonly observer: Observer;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * POSTs one TAXII 1.x message and reads the answer to its end (TAXII HTTP Protocol Binding 1.0).
 * @throws Failure of any stage; a status message in an error answer is the failure it names.
 */
export async function send(
  line: Taxii1Line,
  message: { readonly version: TaxiiVersion; readonly xml: string },
  sink: DocumentSink,
): Promise<Taxii1Answer> {
  const { observer, clock } = line;
  const answer = await ask(line, message);
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

async function ask(
  line: Taxii1Line,
  message: { readonly version: TaxiiVersion; readonly xml: string },
): Promise<Response> {
  const { settings, observer, signal } = line;
  observer.stage('http');
  try {
    return await line.ask({
      target: line.target,
      method: 'POST',
      headers: [
        ['User-Agent', userAgent],
        ...requestHeaders(message.version, settings.https),
        ...credentialHeaders(settings.credentials),
      ],
      body: new TextEncoder().encode(message.xml),
      signal,
    });
  } catch (error) {
    if (error instanceof Failure) accountFailure(observer, error);
    throw error;
  }
}

type Taxii1Result = DocumentResult<Taxii1Head>;

async function read(line: Taxii1Line, answer: Response, sink: DocumentSink): Promise<Taxii1Result> {
  return ofTaxii1(await line.session.read(answer.body, charsetOf(answer.headers.get('content-type')), sink));
}

/** A session reads what it was opened for. */
function ofTaxii1({ head, ...result }: DocumentResult): Taxii1Result {
  if (head.kind !== 'taxii1') throw new TypeError(`a session of TAXII 1.x read a document of ${head.kind}`);
  return { ...result, head };
}

/** An error status may carry a TAXII status message, which says more than the number; else the number decides. */
async function readError(line: Taxii1Line, answer: Response): Promise<Taxii1Result> {
  const page = await firstBytes(answer);
  const failure = httpFailure(
    { ...answer, firstBytes: page },
    {
      url: sourceUrl(line.settings),
      method: 'POST',
      credentials: line.settings.credentials.kind !== 'none',
      now: line.clock.now(),
    },
  );
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

async function firstBytes(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= errorPageBytes) break;
    }
  } catch {
    // The status is what went wrong; a page that also breaks off says nothing more.
  }
  return Buffer.concat(chunks).subarray(0, errorPageBytes);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

/** Spreads an exchange's times over the stages of a poll. Reading and parsing overlap: what is not network is content. */
function account(observer: Observer, answer: Response, reading: number): void {
  const { body = 0 } = answer.timings;
  accountTimes(observer, answer.timings);
  observer.spent('content', Math.max(0, reading - body));
  observer.bytes(answer.bytes.wire, answer.bytes.decoded);
  for (const { code, message } of answer.warnings) observer.warn(code, message);
}

function accountTimes(observer: Observer, { dns, tcp, proxy, tls, head, body }: Timings): void {
  const http = head === undefined ? undefined : head + (body ?? 0);
  for (const [stage, ms] of Object.entries({ dns, tcp, proxy, tls, http })) {
    if (ms !== undefined) observer.spent(stage as Stage, ms);
  }
}

/** A request that got no answer says in its evidence how long it was in which stage. */
function accountFailure(observer: Observer, failure: Failure): void {
  observer.stage(failure.stage);
  const { elapsed } = failure.evidence;
  if (typeof elapsed === 'object' && elapsed !== null) accountTimes(observer, elapsed as Timings);
}

/** Where the requests of a source go. */
export function targetOf(settings: SourceSettings): Target {
  return {
    host: settings.host,
    port: settings.port,
    https: settings.https,
    path: settings.path,
    allowPrivate: settings.allowPrivate,
    tls: {
      ca: settings.ca,
      systemCa: settings.systemCa,
      pin: settings.pin,
      minimum: settings.tlsMinimum,
      clientCertificate: settings.clientCertificate,
    },
    proxy: settings.proxy,
    timeouts: settings.timeouts,
  };
}
