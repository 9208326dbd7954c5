import type { Connection } from '../capture/connections.ts';
import type { Reading } from '../capture/reading.ts';
import type { CaptureRecord } from '../capture/record.ts';
import { safeText } from '../base/text.ts';
import { codeLine } from './complaint.ts';
import { showDuration, showTime, type Context } from './context.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import { formatBytes, formatNumber } from './format.ts';

/** Connections shown; the others are counted. `--json` has all. */
const shown = 20;

interface Seen {
  readonly file: string;
  readonly reading: Reading;
  /** It has just been made: tells how it is fetched. */
  readonly isNew: boolean;
}

/** A capture and what it shows. */
export function captureLines(context: Context, record: CaptureRecord, { file, reading, isNew }: Seen): string[] {
  const { texts, print } = context;
  const { capture } = texts;
  const { palette, measure } = print.out;
  const { labels } = capture;
  const { connections } = reading;
  const size = capture.size(formatNumber(record.packets), formatBytes(record.bytes));
  const facts: Fact[] = [
    [labels.file, safeText(file, 500)],
    [labels.when, showTime(context, record.startedAt, true)],
    [labels.what, whatOf(context, record)],
    [labels.ended, record.ended === null ? capture.running : capture.endings[record.ended]],
    [labels.failure, record.failure === null ? [] : codeLine(context, record.failure.code)],
    [labels.dropped, (record.dropped ?? 0) > 0 ? capture.dropped(formatNumber(record.dropped ?? 0)) : []],
    [labels.connections, connections.length === 0 ? capture.nothing : []],
  ];
  const lines = [
    `${record.failure === null ? palette.good('✔') : palette.warn('!')} ${capture.head(record.source, size)}`,
    ...renderFacts(facts, measure, palette),
    ...connections.slice(0, shown).flatMap((each) => connectionLines(context, each)),
  ];
  const more = connections.length - shown;
  const notes: Fact[] = [
    [labels.more, more > 0 ? capture.more(formatNumber(more)) : []],
    [labels.broken, reading.broken ? capture.broken : []],
    [labels.note, capture.warning],
    [labels.next, isNew ? `feedgate capture fetch ${record.id} --to FILE` : []],
  ];
  return [...lines, ...renderFacts(notes, measure, palette)];
}

function whatOf({ texts }: Context, { addresses, port, proxy }: CaptureRecord): string {
  const names = addresses.map((address) => safeText(address)).join(', ');
  return proxy === null ? texts.capture.what(names, port) : texts.capture.whatOfProxy(names, port, safeText(proxy));
}

function connectionLines(context: Context, connection: Connection): string[] {
  const { palette, measure } = context.print.out;
  const { client, server } = connection;
  return [
    `  ${palette.strong(`${client} → ${server}`)}`,
    ...renderFacts([['', sentences(context, connection)]], measure, palette),
  ];
}

/** What happened in it, in the order in which one asks. */
function sentences(context: Context, connection: Connection): string[] {
  const { capture } = context.texts;
  const { syns, answeredMs, reset, closedBy, alerts, sent, received, repeated } = connection;
  const took = (ms: number): string => showDuration(context, ms);
  const isRefused = answeredMs === null && reset?.by === 'server';
  const end = reset === null || isRefused ? [] : [capture.reset(capture.sides[reset.by], took(reset.afterMs))];
  const close = reset === null && closedBy !== null ? [capture.closed(capture.sides[closedBy])] : [];
  return [
    isRefused ? capture.refused(took(reset.afterMs)) : openingOf(context, { syns, answeredMs }),
    ...alerts.map(({ by, name, number, level }) => capture.alert(capture.sides[by], `${name} (${number})`, level)),
    ...(isRefused ? [] : [together(capture.bytes(formatBytes(sent), formatBytes(received)))]),
    ...(repeated > 0 ? [capture.repeated(formatNumber(repeated))] : []),
    ...end,
    ...close,
  ];
}

function openingOf(context: Context, { syns, answeredMs }: Pick<Connection, 'syns' | 'answeredMs'>): string {
  const { capture } = context.texts;
  if (syns === 0) return capture.openBefore;
  if (answeredMs === null) return capture.unanswered(syns);
  return capture.answered(showDuration(context, answeredMs), syns);
}
