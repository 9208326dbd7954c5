/** TAXII 2.x as it is spoken. */
export type Taxii2Version = '2.0' | '2.1';

/** A way to ask for objects: in which version, and what is accepted. */
export interface Manner {
  readonly version: Taxii2Version;
  readonly accept: string;
}

/** Media types of everything but the objects of 2.0 (TAXII 2.1 §1.6.8.1, TAXII 2.0 §1.6.8.1). */
export const taxiiMedia: Readonly<Record<Taxii2Version, string>> = {
  '2.1': 'application/taxii+json;version=2.1',
  '2.0': 'application/vnd.oasis.taxii+json; version=2.0',
};

const stix20 = 'application/vnd.oasis.stix+json; version=2.0';

const manners: Readonly<Record<Taxii2Version, readonly Manner[]>> = {
  '2.1': [
    { version: '2.1', accept: taxiiMedia['2.1'] },
    { version: '2.1', accept: 'application/taxii+json' },
    { version: '2.1', accept: 'application/json' },
  ],
  '2.0': [
    { version: '2.0', accept: stix20 },
    { version: '2.0', accept: taxiiMedia['2.0'] },
    { version: '2.0', accept: 'application/json' },
  ],
};

/**
 * The ways to ask for objects, best first: what the standards say, then what servers of the field want instead. With
 * `auto` in both versions by their own types before anything looser.
 */
export function mannersOf(version: 'auto' | Taxii2Version): readonly Manner[] {
  if (version !== 'auto') return manners[version];
  const [own, ...looser] = manners['2.1'];
  return own === undefined ? [] : [own, ...manners['2.0'].slice(0, 2), ...looser];
}

/** The version that a media type names; `null` where it names none. */
export function versionOfMedia(contentType: string | null): Taxii2Version | null {
  const type = (contentType ?? '').toLowerCase();
  if (/version\s*=\s*"?2\.1/.test(type)) return '2.1';
  return /version\s*=\s*"?2\.0|vnd\.oasis\./.test(type) ? '2.0' : null;
}

/** Whether the media type is one that TAXII 2 or STIX 2 has, or at least JSON. */
export function isJsonMedia(contentType: string | null): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test((contentType ?? '').trim());
}
