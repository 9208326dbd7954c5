import { Secret } from '../base/secret.ts';

/** A secret that is decrypted each time it is revealed, and kept in no other form. */
export class SealedSecret extends Secret {
  readonly #open: () => string;

  /** @param open throws Failure `secret/*` where it cannot be decrypted. */
  constructor(open: () => string) {
    super('');
    this.#open = open;
  }

  override reveal(): string {
    return this.#open();
  }
}
