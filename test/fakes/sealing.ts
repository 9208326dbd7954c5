import { settingsCodec as codecOf } from '../../src/config/codec.ts';
import { seal, parseEnvelope, unseal } from '../../src/secrets/envelope.ts';
import { makeKey } from '../../src/secrets/key.ts';
import { SealedSecret } from '../../src/secrets/sealed-secret.ts';
import type { Sealer } from '../../src/secrets/sealer.ts';

/** A key of this process alone: stores that it encrypts cannot be read by another. */
const key = makeKey(0);

export const memorySealer: Sealer = {
  seal: (text, bound) => seal(text, key, bound),
  secret: (stored, bound) =>
    new SealedSecret(() => {
      const envelope = parseEnvelope(stored);
      const text = envelope === null ? null : unseal(envelope, key, bound);
      if (text === null) throw new Error(`${bound} cannot be decrypted`);
      return text;
    }),
};

/** The codec of stores that only this process reads. */
export const settingsCodec = codecOf(memorySealer);

/** A row to encode for, where nothing else is stored. */
export const firstRow = { id: 1, others: () => [] };
