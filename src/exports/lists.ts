import { csvLine } from './csv.ts';
import { none, type ExportedObservable, type ExportFormat } from './export.ts';

/** One value a line: what firewalls call an external dynamic list. */
export const list: ExportFormat = { first: none, lines: ({ value }) => [value], last: [] };

/** The whole view of an observable, a JSON object a line. */
export const jsonl: ExportFormat = { first: none, lines: (observable) => [JSON.stringify(observable)], last: [] };

const csvHeader = [
  'kind',
  'value',
  'source',
  'indicator',
  'first_seen',
  'last_seen',
  'valid_until',
  'expires_at',
  'confidence',
  'tlp',
];

/** A line a listing: who asserts the observable, since when, until when. */
export const csv: ExportFormat = { first: () => [csvLine(csvHeader)], lines: csvLines, last: [] };

function csvLines({ kind, value, sources }: ExportedObservable): string[] {
  return sources.map((listing) =>
    csvLine([
      kind,
      value,
      listing.source,
      listing.indicator,
      listing.firstSeen,
      listing.lastSeen,
      listing.validUntil ?? '',
      listing.expiresAt,
      listing.confidence === null ? '' : String(listing.confidence),
      listing.tlp ?? '',
    ]),
  );
}
