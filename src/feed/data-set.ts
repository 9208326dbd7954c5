import { limits, type SourceSettings } from './source.ts';

/** What a data set was known by when it was taken over. */
export interface KnownSet {
  /** Validators of HTTP (RFC 9110 §8.8), as they came; of a file its size and its time. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of what was read out of it. */
  readonly digest: string | null;
  /** Observables that were read out of it. */
  readonly observables: number | null;
  /** When all its listings were last written, milliseconds since 1970: their age counts from here at the earliest. */
  readonly takenAt: number;
  /** `StoredSource.revision` then: other settings may read the same bytes in another way. */
  readonly revision: number;
}

/** A listing loses no more than this part of its age, however long its set stays unchanged. */
const part = 8;

/**
 * What is known of a source's data set, where a set that is still the same may be left as it is. Writing all listings
 * again only to say that they were seen costs as much as reading them: that is done once in an eighth of the age, or
 * when everything is to be read again (`reconcile`) where that is sooner, and the server is then asked without
 * conditions. So listings of a set that never changes do not age out, and validators that lie do so for a while only.
 */
export function unchangedSince(
  known: KnownSet | null,
  settings: Pick<SourceSettings, 'age' | 'reconcile'>,
  { revision, now }: { readonly revision: number; readonly now: number },
): KnownSet | null {
  if (known === null || known.revision !== revision) return null;
  const most = settings.reconcile === 'never' ? limits.reconcile.max : settings.reconcile;
  const age = now - known.takenAt;
  return age >= 0 && age < Math.min(most, settings.age / part) ? known : null;
}
