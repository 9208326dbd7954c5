import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { tokenWay, type Credentials, type TokenWay } from '../feed/credentials.ts';
import { targetUrl, type Target } from '../net/target.ts';
import { fail } from './conditions.ts';
import { proofOf, type Proof } from './proof.ts';
import type { Token } from './token.ts';
import { tokenTarget } from './token-request.ts';
import type { TokenQuestion, Tokens } from './tokens.ts';
import type { Veil } from './veil.ts';

/** Clocks that differ by less are called equal, milliseconds. */
const drift = 2000;

export interface BearerParts {
  readonly credentials: Credentials;
  /** The source itself. */
  readonly source: Target;
  readonly tokens: Tokens;
  readonly veil: Veil;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Shows who asks, for the requests of one poll or one round of probes: gets tokens as they are needed, and renews them. */
export class Bearer {
  readonly #parts: BearerParts;
  readonly #way: TokenWay | null;
  #token: Token | null = null;
  /** Whether the token has been accepted, by this poll or by one before it. */
  #proven = false;
  #spent = 0;

  constructor(parts: BearerParts) {
    this.#parts = parts;
    this.#way = tokenWay(parts.credentials);
  }

  /** Milliseconds spent on asking for tokens since this was called last. */
  takeSpent(): number {
    const spent = this.#spent;
    this.#spent = 0;
    return spent;
  }

  /** Whether a token has to be asked for before anything else can be. */
  get needsToken(): boolean {
    return this.#way !== null && this.#known(this.#way) === null;
  }

  /** @throws Failure as `Tokens.fetch`. */
  async proof(): Promise<Proof> {
    const { credentials } = this.#parts;
    if (this.#way === null) return proofOf(credentials);
    const token = this.#known(this.#way) ?? (await this.#fetch(this.#way));
    return proofOf(credentials, token.value);
  }

  /** The source has accepted what it was shown. */
  accepted(): void {
    this.#proven = true;
  }

  /** The source has refused it: whether a new token may be accepted. One that was never accepted is not worth another. */
  renews(): boolean {
    if (this.#way === null || this.#token === null) return false;
    this.#parts.tokens.forget(this.#question(this.#way), this.#token);
    const again = this.#proven;
    if (again) this.#token = null;
    return again;
  }

  /** What a refusal amounts to where a new token was refused; `null` where no token was shown. */
  refusal(failure: Failure, serverDate: number | null): Failure | null {
    if (this.#way === null || this.#token === null) return null;
    const tokenUrl = targetUrl(tokenTarget(this.#way, this.#parts.source));
    const evidence = { ...failure.evidence, tokenUrl };
    const { since } = this.#token;
    if (since !== null && serverDate !== null && since - serverDate > drift) {
      const aheadMs = since - serverDate;
      const message = `a token of ${quote(tokenUrl)} is refused: it holds from ${Math.round(aheadMs / 1000)} s after the time that the source has`;
      return fail('auth/clock', message, { evidence: { ...evidence, aheadMs }, cause: failure });
    }
    const message = `${failure.message}, although the token is new from ${quote(tokenUrl)}`;
    return fail('auth/token-refused', message, { evidence, cause: failure });
  }

  #known(way: TokenWay): Token | null {
    const known = this.#parts.tokens.known(this.#question(way));
    if (known === null || known === this.#token) return known;
    this.#take(known, true);
    return known;
  }

  async #fetch(way: TokenWay): Promise<Token> {
    const { tokens, clock } = this.#parts;
    const began = clock.monotonic();
    try {
      const token = await tokens.fetch(this.#question(way));
      this.#take(token, false);
      return token;
    } finally {
      this.#spent += clock.monotonic() - began;
    }
  }

  #take(token: Token, proven: boolean): void {
    this.#token = token;
    this.#proven = proven;
    this.#parts.veil.hide(token.value.reveal());
  }

  #question(way: TokenWay): TokenQuestion {
    const { source, signal } = this.#parts;
    return { way, source, signal };
  }
}
