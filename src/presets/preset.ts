import type { Evidence } from '../base/failure.ts';
import type { SourceKind } from '../feed/source.ts';

/** How a preset proves who asks. */
export type PresetLogin =
  | { readonly kind: 'none' }
  /** One key, as the provider calls it: as user with a blank password, as password of a fixed user, or in a header. */
  | { readonly kind: 'key'; readonly as: 'user' }
  | { readonly kind: 'key'; readonly as: 'password'; readonly user: string }
  | { readonly kind: 'key'; readonly as: 'header'; readonly name: string }
  | { readonly kind: 'user' }
  /** User and password, posted to a path of the server for a token. */
  | { readonly kind: 'token'; readonly url: string }
  | { readonly kind: 'certificate' }
  /** Whatever the provider hands out. */
  | { readonly kind: 'any' };

/** What is said of a preset in one language. */
export interface PresetTexts {
  /** What it is, in a few words. */
  readonly title: string;
  /** Where credentials come from; empty where none are needed. */
  readonly access: string;
  /** Under which terms, in a sentence. */
  readonly terms: string;
  /** What is peculiar; none too small. */
  readonly notes: readonly string[];
}

/** A feed that is known, ready to be added, or the form of one that has an address for each member. */
export interface Preset {
  /** Lower case, digits, hyphens. */
  readonly name: string;
  /** `ready`: whole but for credentials. `form`: the provider gives the address to its members. `retired`: was one. */
  readonly state: 'ready' | 'form' | 'retired';
  readonly kind: SourceKind;
  /** `null` where the provider gives it. */
  readonly url: string | null;
  /** `null` where it has to be chosen. */
  readonly collection: string | null;
  readonly login: PresetLogin;
  /** How often it is worth asking, and the least that the provider allows (`null` where that is not known). */
  readonly interval: string;
  readonly leastInterval: string | null;
  /** 0 to 100, for what the feed rates by itself in no way. */
  readonly confidence: number | null;
  /** Other settings that this feed wants, as `config/` takes them. */
  readonly more: Evidence;
  /** Where to read on, and where keys are handed out. */
  readonly home: string;
  readonly en: PresetTexts;
  readonly ko: PresetTexts;
}
