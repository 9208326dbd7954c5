import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { parseEnvelope, seal, unseal, type Envelope } from './envelope.ts';
import { createKeyFile, readKeyFile, type KeyPlace } from './key-file.ts';
import { makeKey, type SecretKey } from './key.ts';
import { SealedSecret } from './sealed-secret.ts';
import type { Sealer } from './sealer.ts';

/** The keys in one place, the current one first; or why they cannot be had. */
export interface FoundKeys {
  readonly place: KeyPlace;
  /** Empty where there is no file. */
  readonly keys: readonly SecretKey[];
  readonly failure: Failure | null;
}

export interface KeyRingOptions {
  /** Asked each time, for settings change. @throws Failure `config/file-bad` */
  places(): readonly KeyPlace[];
  readonly clock: Clock;
}

/** How long keys that were not found are not looked for again, milliseconds. */
const restMs = 100;

/**
 * The keys of an installation. Files are read when a key is needed that is not known yet, and whenever something is
 * encrypted; keys once read are remembered, so that a secret read from the store before a rotation can be used after it.
 */
export class KeyRing implements Sealer {
  readonly #options: KeyRingOptions;
  readonly #known = new Map<string, SecretKey>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: KeyRingOptions) {
    this.#options = options;
  }

  seal(text: string, bound: string, sealedBefore: () => boolean): string {
    return seal(text, this.#current(sealedBefore), bound);
  }

  secret(stored: string, bound: string): SealedSecret {
    const envelope = parseEnvelope(stored);
    // Now, not when it is used: a rotation may end in between.
    if (envelope !== null && !this.#known.has(envelope.keyId)) this.#lookAgain();
    return new SealedSecret(() => this.open(stored, bound));
  }

  /** What was encrypted. @throws Failure `secret/*` */
  open(stored: string, bound: string): string {
    const envelope = parseEnvelope(stored);
    const text = envelope === null ? null : unseal(envelope, this.#keyOf(envelope, bound), bound);
    if (text !== null) return text;
    throw fail('secret/damaged', `decrypting ${bound}: it was altered, or belongs elsewhere`, {
      evidence: { secret: bound, ...(envelope === null ? {} : { key: envelope.keyId }) },
    });
  }

  /** Many sources are read at once. */
  #lookAgain(): void {
    if (this.#options.clock.monotonic() - this.#lookedAt < restMs) return;
    try {
      this.look();
    } catch {
      // Told when a secret is used.
    }
  }

  /** What was encrypted, encrypted with `key`; as it is where that was done already, or where it cannot be decrypted. */
  resealed(stored: string, bound: string, key: SecretKey): string {
    const envelope = parseEnvelope(stored);
    const known = envelope === null || envelope.keyId === key.id ? undefined : this.#known.get(envelope.keyId);
    const text = envelope === null || known === undefined ? null : unseal(envelope, known, bound);
    return text === null ? stored : seal(text, key, bound);
  }

  /** Reads the keys of all places, the first being that of the current one. @throws Failure `config/file-bad` */
  look(): readonly FoundKeys[] {
    this.#lookedAt = this.#options.clock.monotonic();
    const found = this.#options.places().map((place) => look(place));
    for (const key of found.flatMap(({ keys }) => keys)) this.#known.set(key.id, key);
    return found;
  }

  #keyOf({ keyId }: Envelope, bound: string): SecretKey {
    const known = this.#known.get(keyId);
    if (known !== undefined) return known;
    const found = this.look();
    const key = this.#known.get(keyId);
    if (key !== undefined) return key;
    const failure = found.find((each) => each.failure !== null)?.failure;
    if (failure !== undefined && failure !== null) throw failure;
    const there = found.flatMap(({ keys }) => keys.map(({ id }) => id));
    const file = found[0]?.place.path ?? '';
    if (there.length === 0) throw missing(bound, keyId, found);
    throw fail(
      'secret/key-wrong',
      `decrypting ${bound}: it needs key ${keyId}, ${quote(file)} has ${there.join(', ')}`,
      {
        evidence: { secret: bound, key: keyId, keys: there, file },
      },
    );
  }

  /** The key to encrypt with; made where there is none and nothing was encrypted before. */
  #current(sealedBefore: () => boolean): SecretKey {
    const found = this.look();
    const [first] = found;
    if (first === undefined) throw new TypeError('there is always a place for a key');
    if (first.failure !== null) throw first.failure;
    const [current] = first.keys;
    if (current !== undefined) return current;
    if (sealedBefore()) throw missing('a secret', null, found);
    createKeyFile(first.place.path, [makeKey(this.#options.clock.now())]);
    const [made] = readKeyFile(first.place) ?? [];
    if (made === undefined) throw missing('a secret', null, found);
    this.#known.set(made.id, made);
    return made;
  }
}

function look(place: KeyPlace): FoundKeys {
  try {
    return { place, keys: readKeyFile(place) ?? [], failure: null };
  } catch (error) {
    return { place, keys: [], failure: asFailure(error, `reading the key ${quote(place.path)}`) };
  }
}

function missing(bound: string, keyId: string | null, found: readonly FoundKeys[]): Failure {
  const paths = found.map(({ place }) => place.path);
  const file = paths[0] ?? '';
  const doing = keyId === null ? `encrypting ${bound}` : `decrypting ${bound}`;
  return fail('secret/key-missing', `${doing}: there is no key at ${paths.map((path) => quote(path)).join(', ')}`, {
    evidence: { secret: bound, ...(keyId === null ? {} : { key: keyId }), file, looked: paths },
  });
}
