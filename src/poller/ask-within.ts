import type { Failure } from '../base/failure.ts';
import type { Response } from '../net/exchange.ts';
import { targetUrl, type Target } from '../net/target.ts';
import { account, askOn, firstBytes, refusalOn, type Line } from './line.ts';

/** Redirects within the same origin that are followed for one request. */
const mostRedirects = 3;

/** What is asked of the source's server. */
export interface Question {
  /** With the query. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
}

/** An answer whose status is not that of a success. */
export interface Refused {
  readonly kind: 'refusal';
  readonly status: number;
  readonly failure: Failure;
  readonly headers: Response['headers'];
}

/** What is done with an answer. */
export interface Reactions<T> {
  /** Reads one whose status is that of a success. */
  read(answer: Response): Promise<T>;
  /** What the failure amounts to, by how the body begins. */
  explain(failure: Failure, page: Uint8Array): Failure;
}

/** Asks, follows redirects that stay at the same origin, and has the answer read. @throws Failure of any stage but an HTTP status. */
export async function askWithin<T>(line: Line, question: Question, reactions: Reactions<T>): Promise<T | Refused> {
  const { observer, clock } = line;
  const { path, ...request } = question;
  let target: Target = { ...line.target, path };
  for (let redirects = 0; ; redirects += 1) {
    const answer = await askOn(line, { ...request, target });
    observer.stage('content');
    const began = clock.monotonic();
    try {
      const { status, headers } = answer;
      if (status >= 200 && status < 300) return await reactions.read(answer);
      const page = await firstBytes(answer);
      const refusal = refusalOn(line, answer, { page, url: targetUrl(target), method: question.method });
      const failure = reactions.explain(refusal, page);
      const moved = redirects < mostRedirects ? movedWithin(target, failure) : null;
      if (moved === null) return { kind: 'refusal', status, failure, headers };
      observer.warn('http/redirect', `${targetUrl(target)} redirects to ${moved.path}, which was followed`);
      target = moved;
    } finally {
      account(observer, answer, clock.monotonic() - began);
      // A document that was given up leaves a body behind that may never end.
      answer.close();
    }
  }
}

/** Where a plain redirect leads to, at the same origin: credentials may go there. */
function movedWithin(target: Target, { code, evidence }: Failure): Target | null {
  const { location } = evidence;
  if ((code !== 'http/redirect' && code !== 'http/redirect-slash') || typeof location !== 'string') return null;
  const to = URL.parse(location);
  const same = to !== null && to.origin === new URL(targetUrl(target)).origin;
  return same ? { ...target, path: to.pathname + to.search } : null;
}
