/** What of an indicator a field of a list can say, besides its values. */
export const detailNames = ['kind', 'id', 'title', 'validFrom', 'validUntil', 'confidence', 'tlp'] as const;
export type DetailName = (typeof detailNames)[number];

/** Which columns of a CSV list say what: each by its name in the header, or by its number from 1 on. */
export type ListColumns = {
  /** Of the observables. Several on a row are different forms of one thing, such as the hashes of a file; empty: found out. */
  readonly values: readonly string[];
} & { readonly [Name in DetailName]?: string };

/** How a list is written. */
export type ListFormat =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'csv';
      /** One character; `null`: found out. */
      readonly delimiter: string | null;
      readonly header: 'auto' | 'yes' | 'no';
      readonly columns: ListColumns;
    }
  | {
      readonly kind: 'json' | 'jsonl';
      /** What of an element says what (`mapping.ts`); `null`: found out. */
      readonly mapping: string | null;
    }
  | { readonly kind: 'ctia' };
