import { safeText } from '../base/text.ts';
import { fail } from '../journal/conditions.ts';
import type { JournalEntry, JournalMatch } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { CommandSpec } from './command.ts';
import { codeLine } from './complaint.ts';
import { showMoment, showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatNumber } from './format.ts';
import { withMessages } from './messages.ts';

const usualFacts = 20;
const longest = 2048;

interface Kept {
  readonly entry: JournalEntry;
  readonly late: ReturnType<Journal['late']['of']>;
  readonly falsePositive: string | null;
}

/** `message show`: one mail of the journal. */
export const messageShow: CommandSpec = {
  path: 'message show',
  takes: ['<REFERENCE>'],
  options: [{ flags: '--all', text: 'messageAll' }],
  async run(context, given) {
    const { globals, print } = context;
    const kept = await withMessages(context, (journal) => keptOf(journal, given.argument(0)));
    if (globals.json) print.out.json({ ...kept.entry, late: kept.late, falsePositive: kept.falsePositive });
    else for (const line of lines(context, kept, given.on('all'))) print.out.line(line);
    return exits.ok;
  },
};

/** @throws Failure `mail/unknown-reference` */
function keptOf(journal: Journal, reference: string): Kept {
  const entry = entryOf(journal, reference);
  return { entry, late: journal.late.of(reference), falsePositive: journal.falsePositive(reference) };
}

/** The mail of a reference. @throws Failure `mail/unknown-reference` */
export function entryOf(journal: Journal, reference: string): JournalEntry {
  const entry = journal.get(reference);
  if (entry !== undefined) return entry;
  throw fail('mail/unknown-reference', `looking for the mail ${safeText(reference, 100)}: it is not in the journal`);
}

function lines(context: Context, { entry, late, falsePositive }: Kept, all: boolean): string[] {
  const { texts, print } = context;
  const { labels, ...say } = texts.message;
  const { palette, measure } = print.out;
  const { reference, time, front, client, sender, recipients, queueId, direction, rule, notes, matches } = entry;
  const mark = matches.length === 0 ? palette.dim('○') : palette.bad('●');
  const facts: Fact[] = [
    [labels.time, showMoment(context, new Date(time).toISOString())],
    [labels.front, safeText(front)],
    [labels.client, client === null ? [] : safeText(client)],
    [labels.from, sender === null ? [] : sender === '' ? '<>' : safeText(sender)],
    [labels.to, recipients.map((each) => safeText(each))],
    [labels.queue, queueId === null ? [] : safeText(queueId)],
    [labels.direction, direction],
    [labels.verdict, verdictOf(context, entry)],
    [labels.rule, rule === null ? [] : safeText(rule)],
    [labels.notes, notes.map((note) => codeLine(context, note))],
    [labels.matches, matches.length === 0 ? say.clean : matches.map((match) => matchLine(context, match))],
    [
      labels.late,
      late.map(({ value, source, time: at }) =>
        say.late(safeText(value, longest), safeText(source), showTime(context, new Date(at).toISOString())),
      ),
    ],
    [labels.facts, factLines(context, entry, all)],
    [labels.falsePositive, falsePositive === null ? [] : safeText(falsePositive, 500)],
  ];
  return [`${mark} ${palette.strong(safeText(reference))}`, ...renderFacts(facts, measure, palette)];
}

function verdictOf({ texts }: Context, { action, wanted, mode, rule, matches, notes }: JournalEntry): string {
  const [code] = notes;
  const undecided = code !== undefined && rule === null && matches.length === 0 && action !== wanted;
  return undecided
    ? texts.message.undecided(safeText(action), safeText(code))
    : texts.message.done(safeText(action), wanted, mode);
}

function matchLine({ texts }: Context, { value, shown, where, sources, exemption, done }: JournalMatch): string {
  const { match, exempt, places } = texts.message;
  const listed = match({
    value: safeText(value, longest),
    shown: safeText(shown, longest),
    where: places[where],
    sources: safeText(sources.join(', ')),
  });
  return `${listed}: ${exemption === null ? done : exempt(safeText(exemption))}`;
}

function factLines({ texts }: Context, { facts }: JournalEntry, all: boolean): string[] {
  const { places, more } = texts.message;
  const shown = all ? facts : facts.slice(0, usualFacts);
  const left = facts.length - shown.length;
  return [
    ...shown.map(({ kind, value, where }) => `${safeText(value, longest)} (${kind}, ${places[where]})`),
    ...(left === 0 ? [] : [more(formatNumber(left))]),
  ];
}
