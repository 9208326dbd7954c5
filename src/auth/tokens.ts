import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { Failure, type Stage } from '../base/failure.ts';
import type { TokenWay } from '../feed/credentials.ts';
import type { Response } from '../net/exchange.ts';
import type { Request } from '../net/request.ts';
import { targetUrl, type Target } from '../net/target.ts';
import { fail } from './conditions.ts';
import { longestAnswer, readToken, type Token } from './token.ts';
import { tokenRefused } from './token-refusal.ts';
import { tokenRequest } from './token-request.ts';

/** A token is renewed so long before it ends, milliseconds, or after nine tenths of its life if that is later. */
const leeway = 60_000;

/** Tokens that are remembered; the one that was handed out first goes first. */
const mostTokens = 1000;

interface Held {
  readonly token: Token;
  /** By the monotonic clock; `null` for one that holds until it is refused. */
  readonly until: number | null;
}

/** What a source asks for a token with. */
export interface TokenQuestion {
  readonly way: TokenWay;
  /** The source itself. */
  readonly source: Target;
  readonly signal: AbortSignal;
}

/**
 * The tokens of this process, in memory alone: each is used by all polls and probes of the same client at the same
 * address until a minute before it ends, or until it is refused.
 */
export class Tokens {
  readonly #ask: (request: Request) => Promise<Response>;
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  /** @param ask sends one request over the network: `net/exchange.ts`. */
  constructor({ ask, clock }: { readonly ask: (request: Request) => Promise<Response>; readonly clock: Clock }) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** The token in force; `null` where one has to be asked for. */
  known(question: TokenQuestion): Token | null {
    const held = this.#held.get(keyOf(question));
    if (held === undefined) return null;
    return held.until === null || held.until > this.#clock.monotonic() ? held.token : null;
  }

  /**
   * Asks for a token, once. @throws Failure `auth/*`; `proxy/*`, `tls/*`, `http/*` as of stage `auth`. `asked: "token"`
   * in the evidence tells that it is no failure of the source's own server.
   */
  async fetch(question: TokenQuestion): Promise<Token> {
    const { way, source, signal } = question;
    const request = tokenRequest(way, source);
    const token = await this.#answered({ ...request, signal }, way).catch((error: unknown) => {
      throw error instanceof Failure && error.stage !== 'gate' && error.stage !== 'config' ? ofToken(error) : error;
    });
    this.#keep(keyOf(question), token);
    return token;
  }

  /** Forgets a token that was refused; another that has come meanwhile stays. */
  forget(question: TokenQuestion, token: Token): void {
    const key = keyOf(question);
    if (this.#held.get(key)?.token === token) this.#held.delete(key);
  }

  async #answered(request: Request, way: TokenWay): Promise<Token> {
    const answer = await this.#ask(request);
    try {
      const bytes = await beginning(answer);
      const url = targetUrl(request.target);
      const { status, headers } = answer;
      if (status < 200 || status >= 300)
        throw tokenRefused({ url, status, headers, bytes, now: this.#clock.now() }, way);
      const text = new TextDecoder().decode(bytes);
      return readToken({ url, status, contentType: headers.get('content-type'), text }, way);
    } finally {
      answer.close();
    }
  }

  #keep(key: string, token: Token): void {
    const { lifetime } = token;
    const until = lifetime === null ? null : this.#clock.monotonic() + Math.max(lifetime - leeway, lifetime * 0.9);
    this.#held.delete(key);
    this.#held.set(key, { token, until });
    const [oldest] = this.#held.keys();
    if (this.#held.size > mostTokens && oldest !== undefined) this.#held.delete(oldest);
  }
}

/** Who asks whom for what; secrets go in as well, and none comes out. */
function keyOf({ way, source }: TokenQuestion): string {
  const { target, headers, body } = tokenRequest(way, source);
  const parts = [way.kind, targetUrl(target), JSON.stringify(headers), new TextDecoder().decode(body ?? undefined)];
  const field = way.kind === 'login' ? way.fields.token : '';
  return createHash('sha256')
    .update([...parts, field].join('\n'))
    .digest('hex');
}

async function beginning(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= longestAnswer) break;
  }
  return Buffer.concat(chunks).subarray(0, longestAnswer);
}

/** Steps of no use here: they name host and port of the source. */
const unreachable: ReadonlySet<Stage> = new Set(['dns', 'tcp']);

function ofToken(failure: Failure): Failure {
  const record = failure.toJSON();
  const { code, stage, message, evidence } = record;
  if (unreachable.has(stage)) {
    return fail('auth/endpoint-unreachable', `a token could not be asked for: ${message}`, {
      evidence: { ...evidence, asked: 'token', because: code },
      cause: failure,
    });
  }
  const told = code.startsWith('auth/') ? message : `a token could not be asked for: ${message}`;
  return new Failure(
    { ...record, stage: 'auth', message: told, evidence: { ...evidence, asked: 'token' } },
    { cause: failure },
  );
}
