import { noProof } from '../auth/proof.ts';
import { Failure } from '../base/failure.ts';
import { exchange, type Response } from '../net/exchange.ts';
import { statusFailure } from '../net/status.ts';
import { targetUrl } from '../net/target.ts';
import type { Place, Round } from './round.ts';
import type { Heard } from './seen.ts';

/** Bytes of an answer that a probe reads; what comes beyond is not waited for. */
const mostBytes = 1024 * 1024;

export interface HttpQuestion {
  /** What stands in the notes: `discovery`, `plain` … */
  readonly name: string;
  readonly place: Place;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  /** Credentials are wanted; they go only where the round permits it. */
  readonly credentials: boolean;
  /** Shows no client certificate, though the source has one. */
  readonly anonymous?: true;
}

/** An answer whose body has begun to be read; `bytes` holds at most 1 MiB. */
export interface Answer extends Heard {
  readonly bytes: Uint8Array;
  /** The body was read to its end. */
  readonly whole: boolean;
}

/** Asks over HTTP; `null` where the place is not permitted, or the budget is used up. Failures are answers too. */
export async function askHttp(round: Round, question: HttpQuestion): Promise<Answer | null> {
  const { place, method } = question;
  if (!round.permits(place)) return null;
  const carries = question.credentials && round.proves(place);
  return await round.probe({
    name: question.name,
    asked: `${method} ${targetUrl(place)}${carries ? ' with credentials' : ''}`,
    work: () => hear(round, question),
    tell: (heard) => `${heard.status ?? 'no answer'}${heard.code === null ? '' : ` [${heard.code}]`}`,
  });
}

async function hear(round: Round, question: HttpQuestion): Promise<Answer> {
  const { place, method } = question;
  const carries = question.credentials && round.proves(place);
  const answer = await send(round, question).catch((error: unknown) => {
    if (error instanceof Failure && !round.signal.aborted) return error;
    throw error;
  });
  if (answer instanceof Failure) return { ...silence, code: answer.code };
  const response = { ...answer, headers: round.veil.headers(answer.headers) };
  const read = await beginning(response);
  const url = targetUrl(place);
  const asked = { url, method, credentials: carries, now: round.deps.clock.now() };
  if (response.status === 401 && carries) round.withhold();
  const good = response.status >= 200 && response.status < 300;
  const challenge = response.headers.all('www-authenticate').map((value) => value.slice(0, 200));
  return {
    status: response.status,
    code: good ? read.broken : statusFailure({ ...response, firstBytes: read.bytes }, asked).code,
    contentType: response.headers.get('content-type'),
    challenge,
    date: response.serverDate,
    text: new TextDecoder().decode(read.bytes),
    bytes: read.bytes,
    whole: read.whole,
  };
}

async function send(round: Round, { place, method, headers, body, ...question }: HttpQuestion): Promise<Response> {
  const proof = question.credentials ? await round.proof(place) : noProof;
  const target = { ...round.target(place), query: proof.query };
  const request = {
    target: question.anonymous === true ? { ...target, tls: { ...target.tls, clientCertificate: null } } : target,
    method,
    headers: [['User-Agent', 'feedgate'] as const, ...headers, ...proof.headers],
    body: body === null ? null : new TextEncoder().encode(body),
    signal: round.signal,
  };
  return exchange(request, round.deps);
}

const silence: Answer = {
  status: null,
  code: null,
  contentType: null,
  challenge: [],
  date: null,
  text: '',
  bytes: new Uint8Array(0),
  whole: false,
};

interface Beginning {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly broken: Failure['code'] | null;
}

async function beginning(response: Response): Promise<Beginning> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const bytes = (): Uint8Array => Buffer.concat(chunks).subarray(0, mostBytes);
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > mostBytes) return { bytes: bytes(), whole: false, broken: null };
    }
    return { bytes: bytes(), whole: true, broken: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { bytes: bytes(), whole: false, broken: error.code };
  }
}
