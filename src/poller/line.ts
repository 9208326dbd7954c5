import type { Bearer } from '../auth/bearer.ts';
import { proofOf, type Proof } from '../auth/proof.ts';
import type { Veil } from '../auth/veil.ts';
import type { Clock } from '../base/clock.ts';
import { Failure, type Stage } from '../base/failure.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import type { Response } from '../net/exchange.ts';
import type { Request } from '../net/request.ts';
import { statusFailure } from '../net/status.ts';
import { authority, type Target } from '../net/target.ts';
import type { Timings } from '../net/trace.ts';
import type { ParseSession } from '../parse/session.ts';
import type { Observer } from './ports.ts';

/** Sends one request and gives the answer's head; `net/exchange.ts` with this machine's clock, resolver and chance. */
export type Ask = (request: Request) => Promise<Response>;

/** What the requests of one poll share. */
export interface Line {
  readonly settings: RoutedSource;
  /** One object for all requests of a poll: `net/` keeps the trust that it builds with its `tls`. */
  readonly target: Target;
  readonly session: ParseSession;
  /** Shows who asks. */
  readonly bearer: Bearer;
  /** Hides the credentials in whatever comes back. */
  readonly veil: Veil;
  readonly observer: Observer;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const userAgent = 'feedgate';

/** Bytes of an error page that are read to say what it is. */
const errorPageBytes = 65_536;

type Question = Pick<Request, 'method' | 'headers' | 'body'> & { readonly target?: Target };

/**
 * Asks with the source's credentials; once more with a new token where one is refused that was accepted before. Time
 * is accounted where no answer comes. @throws Failure of any stage up to `http`, and `auth/*`.
 */
export async function askOn(line: Line, question: Question): Promise<Response> {
  const { observer, veil, bearer } = line;
  let answer = await ask(line, question);
  if (answer.status === 401 && bearer.renews()) {
    account(observer, answer, 0);
    answer.close();
    answer = await ask(line, question);
  }
  if (answer.status >= 200 && answer.status < 300) bearer.accepted();
  return { ...answer, headers: veil.headers(answer.headers), statusLine: veil.text(answer.statusLine) };
}

async function ask(line: Line, { target = line.target, ...request }: Question): Promise<Response> {
  const { observer, signal } = line;
  const { headers: proof } = await proofOn(line);
  observer.stage('http');
  const headers = [['User-Agent', userAgent] as const, ...request.headers, ...proof];
  try {
    const answer = await line.ask({ ...request, target, headers, signal });
    const { tls } = answer.peer;
    if (tls !== null) observer.certificate(authority(target.host, target.port), tls.certificate);
    return answer;
  } catch (error) {
    if (error instanceof Failure) accountFailure(observer, error);
    throw error;
  }
}

/** All that is spent on a token is the time of `auth`, whatever stages it passed through. */
async function proofOn({ observer, bearer }: Line): Promise<Proof> {
  if (!bearer.needsToken) return bearer.proof();
  observer.stage('auth');
  try {
    return await bearer.proof();
  } finally {
    observer.spent('auth', bearer.takeSpent());
  }
}

/** What an answer amounts to whose status is no success; `page` is how it begins. */
export function refusalOn(
  { settings, bearer, clock }: Line,
  answer: Response,
  { page, url, method }: { readonly page: Uint8Array; readonly url: string; readonly method: string },
): Failure {
  const asked = { url, method, credentials: settings.credentials.kind !== 'none', now: clock.now() };
  const failure = statusFailure({ ...answer, firstBytes: page }, asked);
  return (answer.status === 401 ? bearer.refusal(failure, answer.serverDate) : null) ?? failure;
}

/** How an error page begins; one that also breaks off says nothing more. */
export async function firstBytes(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= errorPageBytes) break;
    }
  } catch {
    // The status is what went wrong.
  }
  return Buffer.concat(chunks).subarray(0, errorPageBytes);
}

/** The `charset` of a Content-Type. */
export function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

/** Spreads an exchange's times over the stages of a poll. Reading and parsing overlap: what is not network is content. */
export function account(observer: Observer, answer: Response, reading: number): void {
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
export function targetOf(settings: RoutedSource): Target {
  return {
    host: settings.host,
    port: settings.port,
    https: settings.https,
    path: settings.path,
    query: proofOf(settings.credentials).query,
    allowPrivate: settings.allowPrivate,
    tls: {
      ca: settings.ca,
      systemCa: settings.systemCa,
      pin: settings.pin,
      minimum: settings.tlsMinimum,
      clientCertificate: settings.clientCertificate,
    },
    proxy: proxyOf(settings),
    timeouts: settings.timeouts,
  };
}
