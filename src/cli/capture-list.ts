import type { CaptureRecord } from '../capture/record.ts';
import { safeText } from '../base/text.ts';
import { capturesOf } from './capture-kept.ts';
import type { CommandSpec } from './command.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatBytes, formatNumber } from './format.ts';
import { renderTable, type Cell } from './table.ts';

/** `capture list`: what is kept, the newest first. */
export const captureList: CommandSpec = {
  path: 'capture list',
  run(context) {
    const { print, globals, texts } = context;
    const records = capturesOf(context).list().toReversed();
    if (globals.json) print.out.json(records);
    else if (globals.quiet) for (const { id } of records) print.out.line(id);
    else if (records.length === 0) print.talk.line(texts.capture.none);
    else for (const line of table(context, records)) print.out.line(line);
    return Promise.resolve(exits.ok);
  },
};

function table(context: Context, records: readonly CaptureRecord[]): string[] {
  const { titles, endings, running } = context.texts.capture;
  const { palette, width } = context.print.out;
  const rows = records.map((record): Cell[] => [
    record.id,
    safeText(record.source),
    showTime(context, record.startedAt),
    formatNumber(record.packets),
    formatBytes(record.bytes),
    record.ended === null ? { text: running, paint: palette.strong } : endings[record.ended],
  ]);
  return renderTable(
    [
      { title: titles.id },
      { title: titles.source, least: 8 },
      { title: titles.when, spare: 2 },
      { title: titles.packets, align: 'right', spare: 3 },
      { title: titles.size, align: 'right', spare: 1 },
      { title: titles.ended, least: 8 },
    ],
    rows,
    palette,
    width,
  );
}
