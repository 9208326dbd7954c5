import { safeText } from '../base/text.ts';
import { type Authority, readAuthorities } from '../config/authorities.ts';
import type { SourceView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { renderTable, type Cell } from './table.ts';
import { authorityView, ownTrust, trustOf } from './trust-file.ts';

/** Whom what is trusted is trusted for: `null` is every source. */
type Row = readonly [authority: Authority, source: string | null];

const day = 86_400_000;

/** Days before its end from which an authority stands out. */
const soon = 30;

/** `trust list`: which lists count, the node's own authorities, and what single sources trust besides. */
export const trustList: CommandSpec = {
  path: 'trust list',
  async run(context) {
    const { print, globals, environment } = context;
    const { trust, path } = trustOf(context);
    const { system, custom, authorities } = trust;
    if (globals.quiet) {
      for (const { fingerprint } of authorities) print.out.line(fingerprint);
      return exits.ok;
    }
    const sources = await (await context.service()).listSources();
    const now = environment.clock.now();
    const own = sources.flatMap((source) => authoritiesOf(source, now));
    const pins = sources.flatMap(({ name, settings }) => {
      const { pin } = ownTrust(settings);
      return pin === null ? [] : [{ source: name, pin }];
    });
    if (globals.json) {
      const bySource = own.map(([authority, source]) => ({ ...authorityView(authority), source }));
      print.out.json({
        file: path,
        system,
        custom,
        authorities: authorities.map(authorityView),
        sources: bySource,
        pins,
      });
      return exits.ok;
    }
    const { labels, on, off, pinned } = context.texts.trust;
    const facts = [
      [labels.system, system ? on : off],
      [labels.custom, `${custom ? on : off} (${authorities.length})`],
      [labels.pins, pins.map(({ source, pin }) => pinned(source, pin.slice(0, 16)))],
    ] as const;
    for (const line of renderFacts(facts, print.out.measure, print.out.palette)) print.out.line(line);
    const rows = [...authorities.map((each): Row => [each, null]), ...own];
    if (rows.length > 0) for (const line of table(context, rows, now)) print.out.line(line);
    return exits.ok;
  },
};

/** What a source trusts by itself; a text that cannot be read is told when it is polled. */
function authoritiesOf({ name, settings }: SourceView, now: number): readonly Row[] {
  const { ca } = ownTrust(settings);
  if (ca === null) return [];
  try {
    return readAuthorities(Buffer.from(ca), now).authorities.map((each): Row => [each, name]);
  } catch {
    return [];
  }
}

function table(context: Context, rows: readonly Row[], now: number): string[] {
  const { texts, print } = context;
  const { titles, everySource } = texts.trust;
  const { palette, width } = print.out;
  const cells = rows.map(([{ subject, validTo, fingerprint }, source]): Cell[] => {
    const until = showTime(context, new Date(validTo).toISOString());
    const days = Math.floor((validTo - now) / day);
    return [
      safeText(subject, 200),
      days < soon ? { text: until, paint: days < 0 ? palette.bad : palette.warn } : until,
      fingerprint.slice(0, 16),
      source ?? everySource,
    ];
  });
  const columns = [
    { title: titles.subject, least: 20, spare: 2 },
    { title: titles.until },
    { title: titles.fingerprint, spare: 3 },
    { title: titles.for, least: 8 },
  ];
  return renderTable(columns, cells, palette, width);
}
