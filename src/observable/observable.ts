/** The kinds of observable that are kept and matched. */
export const kinds = ['ip', 'network', 'domain', 'url', 'email', 'md5', 'sha1', 'sha256', 'sha512'] as const;

export type Kind = (typeof kinds)[number];

/** A canonical address, network, domain, URL or hash. Made only by the `parse…` functions of this folder. */
export interface Observable {
  readonly kind: Kind;
  /** Canonical form: parsing it again gives the same text. At most 2,048 characters, no control characters. */
  readonly value: string;
}

/** Why a text is no observable of the kind it was said to be. */
export interface Refusal {
  readonly kind: Kind;
  /** The text as received, cut to 200 characters; hostile, to be shown through `safeText`. */
  readonly text: string;
  /** The rule that broke, in stable words: `too-long`, `control-character`, `label-too-long`, `not-hex` … */
  readonly rule: string;
}
