import type { ObservableView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { csvLine } from './csv.ts';
import { exits } from './exit.ts';
import { filterOptions, wanted } from './observable-list.ts';
import { jsonText } from './printer.ts';

const formats = ['list', 'csv', 'jsonl'] as const;

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

export const observableExport: CommandSpec = {
  path: 'observable export',
  options: [{ flags: '--format <format>', text: 'format', choices: formats }, ...filterOptions],
  async run(context, given) {
    const format = formats.find((each) => each === given.text('format')) ?? 'list';
    const { out } = context.print;
    if (format === 'csv') await out.row(csvLine(csvHeader));
    for await (const view of wanted(context, given)) {
      for (const line of linesOf(view, format)) await out.row(line);
    }
    return exits.ok;
  },
};

function linesOf(view: ObservableView, format: (typeof formats)[number]): string[] {
  if (format === 'list') return [view.value];
  return format === 'jsonl' ? [jsonText(view)] : csvLines(view);
}

/** A line a listing: who asserts the observable, since when, until when. */
function csvLines({ kind, value, sources }: ObservableView): string[] {
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
