import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import { sealedSecrets, withSealed } from '../config/codec.ts';
import { readProxies } from '../config/proxies-file.ts';
import { isSealed, storedPasswords, withPasswords } from '../config/proxies-sealed.ts';
import { textOf } from '../config/text-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { parseEnvelope, seal } from '../secrets/envelope.ts';
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
  /** Whose it is; `null` for the password of a proxy's profile. */
  readonly source: string | null;
  readonly profile: string | null;
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
  /** What is encrypted, and of how many sources and profiles of proxies. */
  readonly secrets: number;
  readonly sources: number;
  readonly profiles: number;
  /** Profiles whose passwords somebody has written into the file, in clear. */
  readonly inClear: readonly string[];
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

interface Secret extends Pick<LockedView, 'source' | 'profile' | 'field'> {
  readonly sealed: string;
  /** What it was encrypted for. */
  readonly bound: string;
}

export interface SecretPlaces {
  readonly sources: Pick<SourceStore, 'stored' | 'rewrite'>;
  /** The file of the profiles of proxies. */
  readonly proxies: string;
  readonly keys: KeyRing;
  readonly clock: Clock;
}

/** The secrets of sources and of proxies, and their keys: counted, and encrypted anew. */
export class SecretKeeper {
  readonly #places: SecretPlaces;

  constructor(places: SecretPlaces) {
    this.#places = places;
  }

  /** @throws Failure `config/settings-damaged`, `config/file-bad` */
  async status(): Promise<SecretsView> {
    const { sources, proxies, keys } = this.#places;
    return secretsView(await sources.stored(), textOf(proxies), keys);
  }

  /**
   * Encrypts every secret with a new key, those of sources in one transaction, and then drops the old one. Killed
   * anywhere in between, it leaves nothing that cannot be decrypted, and the next rotation ends it. With `lost`, secrets
   * whose key is lost stay as they are; without it they stand in the way.
   * @throws Failure `secret/*`, `host/*`, `config/file-bad`
   */
  async rotate(lost: boolean): Promise<RotationView> {
    const { sources, proxies, keys, clock } = this.#places;
    let begun: { readonly rotation: Rotation; readonly encrypted: number } | undefined;
    await sources.rewrite((stored) => {
      readProxies(proxies);
      const [locked] = lockedAmong([...secretsIn(stored), ...passwordsIn(textOf(proxies))], keys);
      if (locked !== undefined && !lost) throw locked.failure;
      const rotation = beginRotation(keys, clock);
      const { texts, passwords, encrypted } = this.#encrypted(stored, rotation);
      if (rotation.how === 'given' && encrypted === 0) throw givenFromOutside(rotation);
      // Both keys are there: it does not matter which of file and store is written first.
      if (passwords !== null) replaceFile(proxies, passwords);
      begun = { rotation, encrypted };
      return texts;
    });
    if (begun === undefined) throw new TypeError('the store has not asked for the changes');
    const { rotation, encrypted } = begun;
    let dropped: readonly string[] = [];
    await sources.rewrite((stored) => {
      // Anything that still needs another key keeps it.
      const { encrypted: left } = this.#encrypted(stored, rotation);
      if (left === 0) dropped = endRotation(rotation);
      return new Map();
    });
    const view = await this.status();
    const current = view.keys.find(({ id }) => id === rotation.key.id);
    if (current === undefined) throw new TypeError('the new key is gone');
    const unneeded = view.keys.filter((key) => key.id !== current.id && key.secrets === 0);
    return { current, how: rotation.how, encrypted, dropped, unneeded, locked: view.locked };
  }

  /**
   * The text of the file of proxies with its passwords encrypted with the current key: those in clear, and those of a key
   * that has been changed since the text was read. @throws Failure `secret/*`
   */
  async sealProxies(text: string): Promise<string> {
    const { sources, keys } = this.#places;
    const stored = await sources.stored();
    const sealedBefore = () => secretsIn(stored).length > 0 || passwordsIn(text).length > 0;
    const sealed = withPasswords(text, ({ password, bound }) =>
      isSealed(password) ? null : keys.seal(password, bound, sealedBefore),
    );
    const current = keys.look()[0]?.keys[0];
    if (current === undefined) return sealed;
    return withPasswords(sealed, ({ password, bound }) => keys.resealed(password, bound, current));
  }

  /** The text of the file of proxies with its passwords in clear. @throws Failure `secret/*` */
  async openProxies(text: string): Promise<string> {
    return withPasswords(text, ({ password, bound }) =>
      isSealed(password) ? this.#places.keys.open(password, bound) : null,
    );
  }

  /** What a rotation still has to write: settings of sources by their ids, the file of proxies or `null`; and how many secrets that are. */
  #encrypted(stored: readonly StoredSettings[], { key }: Rotation) {
    const { keys, proxies } = this.#places;
    let encrypted = 0;
    const anew = (sealed: string, other: string): string => {
      if (other !== sealed) encrypted += 1;
      return other;
    };
    const texts = new Map<number, string>();
    for (const { id, text } of stored) {
      const other = withSealed(text, id, ({ sealed, bound }) => anew(sealed, keys.resealed(sealed, bound, key)));
      if (other !== text) texts.set(id, other);
    }
    const before = textOf(proxies);
    const passwords = withPasswords(before, ({ password, bound }) =>
      anew(password, isSealed(password) ? keys.resealed(password, bound, key) : seal(password, key, bound)),
    );
    return { texts, passwords: passwords === before ? null : passwords, encrypted };
  }
}

/** The secrets in stored settings and in the text of the file of proxies, counted. @throws Failure `config/settings-damaged`, `config/file-bad` */
export function secretsView(stored: readonly StoredSettings[], proxies: string, ring: KeyRing): SecretsView {
  const ofSources = secretsIn(stored);
  const ofProxies = passwordsIn(proxies);
  const secrets = [...ofSources, ...ofProxies];
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
    sources: new Set(ofSources.map(({ source }) => source)).size,
    profiles: ofProxies.length,
    inClear: storedPasswords(proxies).flatMap(({ profile, password }) => (isSealed(password) ? [] : [profile])),
    locked: lockedAmong(secrets, ring).map(({ view }) => view),
  };
}

function lockedAmong(
  secrets: readonly Secret[],
  ring: KeyRing,
): readonly { readonly failure: Failure; readonly view: LockedView }[] {
  return secrets.flatMap(({ sealed, bound, ...whose }) => {
    try {
      ring.open(sealed, bound);
      return [];
    } catch (error) {
      const failure = asFailure(error, `decrypting ${bound}`);
      const key = parseEnvelope(sealed)?.keyId ?? null;
      return [{ failure, view: { ...whose, key, code: failure.code } }];
    }
  });
}

function secretsIn(stored: readonly StoredSettings[]): readonly Secret[] {
  return stored.flatMap(({ id, name, text }) =>
    sealedSecrets(text, id).map(({ path, sealed, bound }) => ({
      source: name,
      profile: null,
      field: path,
      sealed,
      bound,
    })),
  );
}

/** The encrypted passwords in the text of the file of proxies. */
function passwordsIn(text: string): readonly Secret[] {
  return storedPasswords(text)
    .filter(({ password }) => isSealed(password))
    .map(({ profile, password, bound }) => ({ source: null, profile, field: 'password', sealed: password, bound }));
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
