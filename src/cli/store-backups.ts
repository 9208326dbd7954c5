import { resolve } from 'node:path';
import { listBackups, type ListedBackup } from '../backup/listed.ts';
import { isScheduled } from '../backup/scheduled.ts';
import { safeText } from '../base/text.ts';
import { backupPlaces } from '../config/gateway-settings.ts';
import type { CommandSpec } from './command.ts';
import { configOf, configOption } from './config-option.ts';
import { showDistance, showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatBytes } from './format.ts';
import { renderTable, type Cell } from './table.ts';

/** `store backups`: what lies where backups are made, the newest first, and whether its list of files can be read. */
export const storeBackups: CommandSpec = {
  path: 'store backups',
  takes: ['[DIR]'],
  options: [configOption],
  run(context, given) {
    const { environment, globals, print, texts } = context;
    const { paths, settings } = environment.files(globals.data, configOf(given).config);
    const named = given.argument(0);
    const places = named === '' ? backupPlaces(settings, paths.root, paths.backups) : [resolve(environment.cwd, named)];
    const listed = places.flatMap((place) => listBackups(place));
    if (globals.json) print.out.json(listed.map(viewOf));
    else if (globals.quiet) for (const { directory } of listed) print.out.line(safeText(directory, 4096));
    else if (listed.length === 0) print.talk.line(texts.store.noBackups(safeText(places.join(', '))));
    else for (const line of table(context, listed)) print.out.line(line);
    return Promise.resolve(exits.ok);
  },
};

function viewOf({ directory, name, manifest, failure }: ListedBackup) {
  return {
    directory,
    scheduled: isScheduled(name),
    madeAt: manifest?.madeAt ?? null,
    version: manifest?.version ?? null,
    bytes: bytesOf(manifest),
    failure: failure?.toJSON() ?? null,
  };
}

function bytesOf(manifest: ListedBackup['manifest']): number | null {
  return manifest === null ? null : manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function table(context: Context, listed: readonly ListedBackup[]): string[] {
  const { titles, readable } = context.texts.store;
  const { palette, width } = context.print.out;
  const rows = listed.map(({ directory, manifest, failure }): Cell[] => {
    const bytes = bytesOf(manifest);
    return [
      showTime(context, manifest?.madeAt ?? null),
      manifest === null ? '–' : showDistance(context, manifest.madeAt),
      bytes === null ? '–' : formatBytes(bytes),
      failure === null ? { text: readable, paint: palette.good } : { text: failure.code, paint: palette.bad },
      safeText(directory, 4096),
    ];
  });
  const columns = [
    { title: titles.when },
    { title: titles.age },
    { title: titles.size, align: 'right' as const },
    { title: titles.state, least: 8 },
    { title: titles.directory, least: 20, spare: 1 },
  ];
  return renderTable(columns, rows, palette, width);
}
