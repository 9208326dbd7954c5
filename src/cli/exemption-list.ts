import { safeText } from '../base/text.ts';
import { namedBy } from '../config/policy-file.ts';
import { inForce, type Exemption } from '../policy/exemption.ts';
import type { CommandSpec } from './command.ts';
import { showDistance, showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { withMessages } from './messages.ts';
import { exemptionsNow } from './policy.ts';
import { renderTable, type Cell, type Column } from './table.ts';

type Hits = ReadonlyMap<string, { readonly mails: number; readonly last: number }>;

/** `exemption list`: what is let pass, who answers for it, why, until when, and how often it was needed. */
export const exemptionList: CommandSpec = {
  path: 'exemption list',
  async run(context) {
    const { globals, print, texts } = context;
    const { exemptions } = exemptionsNow(context);
    const hits = await withMessages(context, (journal) => journal.exemptionHits());
    if (globals.json)
      print.out.json(exemptions.map((each) => ({ ...each, ...(hits.get(each.id) ?? { mails: 0, last: null }) })));
    else if (exemptions.length === 0) print.talk.line(texts.exemption.none);
    else for (const line of exemptionTable(context, exemptions, hits)) print.out.line(line);
    return exits.ok;
  },
};

/** Exemptions a line each; what has expired is dim. */
export function exemptionTable(context: Context, exemptions: readonly Exemption[], hits: Hits): string[] {
  const { titles } = context.texts.exemption;
  const { palette, width } = context.print.out;
  const columns: Column[] = [
    { title: titles.id },
    { title: titles.what, least: 16 },
    { title: titles.owner, spare: 2 },
    { title: titles.reason, least: 16, spare: 1 },
    { title: titles.until },
    { title: titles.mails, align: 'right' },
    { title: titles.last, spare: 3 },
  ];
  return renderTable(
    columns,
    exemptions.map((each) => row(context, each, hits)),
    palette,
    width,
  );
}

function row(context: Context, exemption: Exemption, hits: Hits): Cell[] {
  const { clock } = context.environment;
  const { id, what, owner, reason, expiresAt } = exemption;
  const isInForce = inForce(exemption, clock.now());
  const used = hits.get(id);
  const iso = (ms: number) => new Date(ms).toISOString();
  const cells = [
    safeText(id),
    `${what.kind} ${safeText(namedBy(what), 300)}`,
    safeText(owner),
    safeText(reason, 300),
    expiresAt === null ? '–' : untilText(context, iso(expiresAt), isInForce),
    formatNumber(used?.mails ?? 0),
    used === undefined ? '' : showDistance(context, iso(used.last)),
  ];
  const { dim } = context.print.out.palette;
  return isInForce ? cells : cells.map((text) => ({ text, paint: dim }));
}

function untilText(context: Context, expires: string, isInForce: boolean): string {
  const time = showTime(context, expires);
  return isInForce ? time : context.texts.exemption.expired(time);
}
