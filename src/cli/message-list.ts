import { quote, safeText } from '../base/text.ts';
import { parseDuration } from '../config/duration.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { JournalFilter } from '../journal/journal.ts';
import { refang } from '../observable/refang.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { withMessages } from './messages.ts';
import { wholeNumber } from './numbers.ts';
import { renderTable, type Cell, type Column } from './table.ts';

const usual = 20;

/** `message list`: mails that were examined, the newest first. */
export const messageList: CommandSpec = {
  path: 'message list',
  options: [
    { flags: '--since <time>', text: 'messageSince' },
    { flags: '--until <time>', text: 'messageUntil' },
    { flags: '--address <address>', text: 'messageAddress' },
    { flags: '--observable <value>', text: 'messageObservable' },
    { flags: '--source <name>', text: 'ofSource', completes: 'source' },
    { flags: '--action <action>', text: 'messageAction' },
    { flags: '--matched', text: 'messageMatched' },
    { flags: '--late', text: 'messageLate' },
    { flags: '-n, --lines <N>', text: 'messageLines' },
  ],
  async run(context, given) {
    const { globals, print, texts } = context;
    const filter = filterOf(context, given);
    const found = await withMessages(context, (journal) => journal.search(filter));
    if (globals.json) print.out.json(found);
    else if (found.length === 0) print.talk.line(texts.message.none);
    else for (const line of table(context, found)) print.out.line(line);
    return exits.ok;
  },
};

function filterOf(context: Context, given: Given): JournalFilter {
  const limit = wholeNumber(context, { option: '-n', text: given.text('lines'), least: 1, most: 100_000 }) ?? usual;
  const since = instantOf(context, '--since', given.text('since'));
  const until = instantOf(context, '--until', given.text('until'));
  const observable = given.text('observable');
  const address = given.text('address');
  const source = given.text('source');
  const action = given.text('action');
  return {
    limit,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(observable === undefined ? {} : { observable: refang(observable) }),
    ...(address === undefined ? {} : { address }),
    ...(source === undefined ? {} : { source }),
    ...(action === undefined ? {} : { action }),
    ...(given.on('matched') ? { matched: true } : {}),
    ...(given.on('late') ? { late: true } : {}),
  };
}

/** A date with or without its time, or how long ago: `2d`. @throws Failure `usage/bad-value` */
export function instantOf(context: Context, option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ago = parseDuration(text);
  if (ago !== undefined) return context.environment.clock.now() - ago;
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw fail('usage/bad-value', context.texts.message.notATime(option, quote(text)));
}

function table(context: Context, entries: readonly JournalEntry[]): string[] {
  const { titles } = context.texts.message;
  const { palette, width } = context.print.out;
  const columns: Column[] = [
    { title: titles.time },
    { title: titles.reference },
    { title: titles.from, least: 12 },
    { title: titles.to, least: 12, spare: 3 },
    { title: titles.action },
    { title: titles.wanted, spare: 2 },
    { title: titles.match, least: 16 },
    { title: titles.source, spare: 1 },
  ];
  return renderTable(
    columns,
    entries.map((entry) => row(context, entry)),
    palette,
    width,
  );
}

function row(context: Context, entry: JournalEntry): Cell[] {
  const { palette } = context.print.out;
  const { reference, time, sender, recipients, action, wanted, matches } = entry;
  const [first] = matches;
  const more = recipients.length > 1 ? ` +${recipients.length - 1}` : '';
  const others = matches.length > 1 ? ` +${matches.length - 1}` : '';
  const paint =
    matches.length === 0 ? palette.dim : action === 'none' || action === 'header' ? palette.warn : palette.bad;
  return [
    showTime(context, new Date(time).toISOString()),
    reference,
    safeText(sender ?? '–'),
    `${safeText(recipients[0] ?? '–')}${more}`,
    { text: safeText(action), paint },
    wanted === action ? '' : wanted,
    first === undefined ? '' : `${safeText(first.value)}${others}`,
    safeText([...new Set(matches.flatMap(({ sources }) => sources))].join(', ')),
  ];
}
