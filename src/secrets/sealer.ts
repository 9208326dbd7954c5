import type { Secret } from '../base/secret.ts';

/** Encrypts secrets for the store. `bound` is where a secret belongs; it can be decrypted there alone. */
export interface Sealer {
  /**
   * The secret as it is stored. Where there is no key yet one is made, unless something was encrypted before.
   * @throws Failure `secret/*`
   */
  seal(text: string, bound: string, sealedBefore: () => boolean): string;
  /** The stored secret, decrypted when it is revealed; that throws Failure `secret/*`. */
  secret(stored: string, bound: string): Secret;
}
