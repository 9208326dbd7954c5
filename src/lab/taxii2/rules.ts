import type { Stix2Version } from './objects.ts';

/** Objects in one page unless told otherwise. */
const usualPage = 1000;

/** What was asked of TAXII 2. */
export interface Ask2 {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly range: string | null;
}

/** How a server may differ from the honest one without leaving TAXII. */
export interface Rules2 {
  readonly versions: readonly Stix2Version[];
  /** Objects in one page at most. */
  readonly most: number;
  /** Page marks: as they should be; none; not heeded; refused when they come back; forgotten after two pages; all alike, each use taking the next page. */
  readonly marks: 'good' | 'none' | 'ignored' | 'refused' | 'expiring' | 'consuming';
  /** Says `more: false` on every page. */
  readonly curt: boolean;
  /** Ranges: as they should be; one item short; with a space only; without a total; not heeded. */
  readonly ranges: 'good' | 'short' | 'space' | 'starred' | 'ignored';
  /** `X-TAXII-Date-Added-First` and `-Last`. */
  readonly dates: boolean;
  /** Whole addresses of API roots in the place of the own one. */
  readonly roots: readonly string[] | null;
  readonly mediaType: string | null;
}

export const honest2: Rules2 = {
  versions: ['2.1', '2.0'],
  most: usualPage,
  marks: 'good',
  curt: false,
  ranges: 'good',
  dates: true,
  roots: null,
  mediaType: null,
};
