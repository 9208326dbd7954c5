import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import { sealedSecrets, withSealed, type SealedField } from '../config/codec.ts';
import { parseEnvelope } from '../secrets/envelope.ts';
import type { KeyPlace } from '../secrets/key-file.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { SecretKey } from '../secrets/key.ts';
import { beginRotation, endRotation, givenFromOutside, type Rotation } from '../secrets/rotation.ts';
import type { SourceStore, StoredSettings } from '../store/store.ts';

/** A key, and how much is encrypted with it. */
export interface KeyView {
  /** 16 hex digits, which tell nothing of the key. */
  readonly id: string;
  readonly from: KeyPlace['kind'];
  readonly file: string;
  readonly madeAt: string;
  /** Secrets that are encrypted with it. */
  readonly secrets: number;
}

/** A secret that cannot be decrypted. */
export interface LockedView {
  readonly source: string;
  /** `credentials.password` */
  readonly field: string;
  /** The id of the key that it needs; `null` where what is stored is damaged. */
  readonly key: string | null;
  readonly code: string;
}

export interface SecretsView {
  /** What new secrets are encrypted with; `null` where there is none yet, or it cannot be used. */
  readonly current: KeyView | null;
  /** Where the current key is, or will be made. */
  readonly place: { readonly from: KeyPlace['kind']; readonly file: string };
  /** Why the current key cannot be used. */
  readonly failure: FailureRecord | null;
  /** All keys that can decrypt, the current one first. */
  readonly keys: readonly KeyView[];
  readonly secrets: number;
  readonly sources: number;
  readonly locked: readonly LockedView[];
}

export interface RotationView {
  /** What everything is encrypted with now. */
  readonly current: KeyView;
  readonly how: Rotation['how'];
  /** Secrets that were encrypted anew. */
  readonly encrypted: number;
  /** Ids of the keys that were dropped. */
  readonly dropped: readonly string[];
  /** Keys in other places that nothing needs any more. */
  readonly unneeded: readonly KeyView[];
  readonly locked: readonly LockedView[];
}

interface Secret extends SealedField {
  readonly source: string;
}

/** The secrets of the sources and their keys: counted, and encrypted anew. */
export class SecretKeeper {
  readonly #sources: Pick<SourceStore, 'stored' | 'rewrite'>;
  readonly #keys: KeyRing;
  readonly #clock: Clock;

  constructor(sources: Pick<SourceStore, 'stored' | 'rewrite'>, keys: KeyRing, clock: Clock) {
    this.#sources = sources;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** @throws Failure `config/settings-damaged`, `config/file-bad` */
  async status(): Promise<SecretsView> {
    return secretsView(await this.#sources.stored(), this.#keys);
  }

  /**
   * Encrypts every secret with a new key, in one transaction, and then drops the old one. Killed anywhere in between, it
   * leaves nothing that cannot be decrypted, and the next rotation ends it. With `lost`, secrets whose key is lost stay
   * as they are; without it they stand in the way.
   * @throws Failure `secret/*`, `host/*`
   */
  async rotate(lost: boolean): Promise<RotationView> {
    let begun: { readonly rotation: Rotation; readonly encrypted: number } | undefined;
    await this.#sources.rewrite((stored) => {
      const [locked] = lockedAmong(secretsIn(stored), this.#keys);
      if (locked !== undefined && !lost) throw locked.failure;
      const rotation = beginRotation(this.#keys, this.#clock);
      const { texts, encrypted } = this.#encrypted(stored, rotation);
      if (rotation.how === 'given' && encrypted === 0) throw givenFromOutside(rotation);
      begun = { rotation, encrypted };
      return texts;
    });
    if (begun === undefined) throw new TypeError('the store has not asked for the changes');
    const { rotation, encrypted } = begun;
    let dropped: readonly string[] = [];
    await this.#sources.rewrite((stored) => {
      // Anything that still needs another key keeps it.
      const { encrypted: left } = this.#encrypted(stored, rotation);
      if (left === 0) dropped = endRotation(rotation);
      return new Map();
    });
    const { keys, locked } = await this.status();
    const current = keys.find(({ id }) => id === rotation.key.id);
    if (current === undefined) throw new TypeError('the new key is gone');
    const unneeded = keys.filter((key) => key.id !== current.id && key.secrets === 0);
    return { current, how: rotation.how, encrypted, dropped, unneeded, locked };
  }

  #encrypted(stored: readonly StoredSettings[], { key }: Rotation) {
    const texts = new Map<number, string>();
    let encrypted = 0;
    for (const { id, text } of stored) {
      const anew = withSealed(text, id, ({ sealed, bound }) => {
        const other = this.#keys.resealed(sealed, bound, key);
        if (other !== sealed) encrypted += 1;
        return other;
      });
      if (anew !== text) texts.set(id, anew);
    }
    return { texts, encrypted };
  }
}

/** The secrets in stored settings, counted. @throws Failure `config/settings-damaged`, `config/file-bad` */
export function secretsView(stored: readonly StoredSettings[], ring: KeyRing): SecretsView {
  const secrets = secretsIn(stored);
  const found = ring.look();
  const [first] = found;
  if (first === undefined) throw new TypeError('there is always a place for a key');
  const keys = found.flatMap(({ place, keys: there }) => there.map((key) => keyView(key, place, secrets)));
  return {
    current: keys.find(({ file }) => file === first.place.path) ?? null,
    place: { from: first.place.kind, file: first.place.path },
    failure: first.failure?.toJSON() ?? null,
    keys,
    secrets: secrets.length,
    sources: new Set(secrets.map(({ source }) => source)).size,
    locked: lockedAmong(secrets, ring).map(({ view }) => view),
  };
}

function lockedAmong(
  secrets: readonly Secret[],
  ring: KeyRing,
): readonly { readonly failure: Failure; readonly view: LockedView }[] {
  return secrets.flatMap(({ source, path, sealed, bound }) => {
    try {
      ring.open(sealed, bound);
      return [];
    } catch (error) {
      const failure = asFailure(error, `decrypting ${bound}`);
      const key = parseEnvelope(sealed)?.keyId ?? null;
      return [{ failure, view: { source, field: path, key, code: failure.code } }];
    }
  });
}

function secretsIn(stored: readonly StoredSettings[]): readonly Secret[] {
  return stored.flatMap(({ id, name, text }) => sealedSecrets(text, id).map((field) => ({ ...field, source: name })));
}

function keyView(key: SecretKey, place: KeyPlace, secrets: readonly Secret[]): KeyView {
  return {
    id: key.id,
    from: place.kind,
    file: place.path,
    madeAt: new Date(key.madeAt).toISOString(),
    secrets: secrets.filter(({ sealed }) => parseEnvelope(sealed)?.keyId === key.id).length,
  };
}
