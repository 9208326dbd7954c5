import type { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { firstBytes } from './tap.ts';
import type { Wire } from './wire.ts';

/** What the first byte of an answer is: that of SOCKS 4 is null, not 4. */
export const answerOf = { 4: 0, 5: 5 } as const;

/** Reads so many bytes of a SOCKS proxy's answers and no more. */
export class SocksReader {
  rest: Uint8Array = new Uint8Array(0);
  /** What the proxy said first, up to 64 bytes. */
  first: Uint8Array = new Uint8Array(0);
  readonly #wire: Wire;
  readonly #version: 4 | 5;

  constructor(wire: Wire, version: 4 | 5) {
    this.#wire = wire;
    this.#version = version;
  }

  async take(bytes: number): Promise<Uint8Array> {
    while (this.rest.length < bytes) {
      const chunk = await this.#wire.read().catch((error: unknown) => {
        throw fail('proxy/reset', `the SOCKS proxy broke the connection (${errorCode(error)})`, {
          evidence: { error: errorCode(error) },
        });
      });
      if (chunk === null) throw this.#closed();
      if (this.first.length < 64) this.first = Buffer.concat([this.first, chunk]);
      this.rest = Buffer.concat([this.rest, chunk]);
    }
    const taken = this.rest.subarray(0, bytes);
    this.rest = this.rest.subarray(bytes);
    return taken;
  }

  /** What is there in place of a SOCKS proxy of this version. */
  stranger(): Failure {
    const { first } = this;
    const evidence = { firstBytes: firstBytes(first) };
    if (first[0] === 0x48) return fail('proxy/is-http', 'the port of the SOCKS proxy answered in HTTP', { evidence });
    if (first[0] === 0x15 || first[0] === 0x16) {
      return fail('proxy/speaks-tls', 'the port of the SOCKS proxy answered with a TLS record', { evidence });
    }
    const spoken = this.#version === 4 ? 5 : 4;
    if (isAnswerOf(spoken, first))
      return fail('proxy/socks-version', `the proxy speaks SOCKS ${spoken}, not ${this.#version}`, { evidence });
    return fail('proxy/not-a-proxy', `the answer of the proxy is not SOCKS ${this.#version}`, { evidence });
  }

  #closed(): Failure {
    if (this.first.length > 0 && this.first[0] !== answerOf[this.#version]) return this.stranger();
    return fail('proxy/closes', 'the SOCKS proxy closed without an answer', {
      evidence: { firstBytes: firstBytes(this.first) },
    });
  }
}

/** A SOCKS 5 server answers any greeting with version 5, a SOCKS 4 server with a null byte and a code of 90 to 93. */
function isAnswerOf(version: 4 | 5, first: Uint8Array): boolean {
  if (version === 5) return first[0] === 5;
  return first[0] === 0 && (first[1] ?? 0) >= 90 && (first[1] ?? 0) <= 93;
}
