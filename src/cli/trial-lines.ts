import { safeText } from '../base/text.ts';
import type { TestView } from '../service/service.ts';
import { showDuration, showTime, type Context } from './context.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import { formatNumber } from './format.ts';
import { figures, refusedLines } from './poll-report.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './printer.ts';
import { rowsOf, type Row } from './trial-rows.ts';
import { cut, displayWidth, pad, wrap } from './width.ts';

const mostReasons = 10;
const nameWidth = 8;
const timeWidth = 8;

/** The staged trace: a line a stage with its number, what was seen, its time and its state (UX §5). */
export function traceLines(context: Context, view: TestView, notes: readonly string[], pen: Pen): string[] {
  const rows = rowsOf(context, view, notes);
  const { states } = context.texts.trial;
  const stateWidth = Math.max(...rows.map(({ state }) => displayWidth(states[state])));
  const room = Math.max(20, pen.measure - (4 + nameWidth + 1 + timeWidth + 2 + stateWidth));
  return rows.flatMap((row, i) => rowLines(context, row, { number: i + 1, room, palette: pen.palette }));
}

interface Drawn {
  readonly number: number;
  readonly room: number;
  readonly palette: Palette;
}

function rowLines(context: Context, { name, state, text, ms }: Row, { number, room, palette }: Drawn): string[] {
  const [first = '', ...rest] = wrap(text, room).map((line) => line.replaceAll('\u00a0', ' '));
  const time = ms === null ? '' : showDuration(context, ms);
  const head = `${String(number).padStart(3)} ${pad(name, nameWidth)} `;
  const tail = `${pad(time, timeWidth, 'right')}  ${paintOf(state, palette)(context.texts.trial.states[state])}`;
  const dim = state === 'not-reached' || state === 'skipped' ? palette.dim : (same: string) => same;
  return [
    `${dim(head + pad(first, room))}${tail}`.trimEnd(),
    ...rest.map((line) => `${' '.repeat(head.length)}${line}`.trimEnd()),
  ];
}

function paintOf(state: Row['state'], palette: Palette): (text: string) => string {
  if (state === 'failed') return palette.bad;
  if (state === 'ok') return palette.good;
  return state === 'note' || state === 'fixed' || state === 'partly' ? palette.warn : palette.dim;
}

/** What was read and what was not: window, skipped, refused, warnings, a few observables. */
export function contentLines(context: Context, view: TestView, pen: Pen): string[] {
  const { texts } = context;
  const { labels } = texts.trial;
  const { window, skipped, sample, warnings } = view;
  const rest = skipped.slice(mostReasons);
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  const room = pen.measure - 4 - Math.max(...Object.values(labels).map(displayWidth));
  const facts: Fact[] = [
    [labels.window, view.parts === 0 ? [] : [windowText(context, window)]],
    [
      labels.skipped,
      [
        ...figures(skipped.slice(0, mostReasons).map(({ reason, count }) => [count, safeText(reason)])),
        ...(rest.length === 0 ? [] : [texts.report.moreReasons(rest.length, formatNumber(more))]),
      ],
    ],
    [labels.refused, refusedLines(view)],
    [labels.warnings, warnings.map(({ code, message }) => `${safeText(message, 500)} [${safeText(code)}]`)],
    [labels.sample, sample.map(({ kind, value }) => together(cut(`${pad(kind, 7)} ${safeText(value)}`, room)))],
  ];
  return renderFacts(facts, pen.measure, pen.palette);
}

function windowText(context: Context, { begin, end }: TestView['window']): string {
  const { report } = context.texts;
  if (end === null) return report.wholeCollection;
  return `${begin === null ? report.theBeginning : showTime(context, begin)} → ${showTime(context, end)}`;
}

/** What a test that found all well comes to. */
export function worksLines(context: Context, view: TestView, { palette }: Pen): string[] {
  const { trial } = context.texts;
  const { bound, funnel, source, whole } = view;
  const name = safeText(source);
  const nothing = funnel.received === 0 ? trial.empty(name) : trial.nothing(name);
  const headline =
    funnel.supported === 0
      ? `${palette.warn('!')} ${nothing}`
      : `${palette.good('✔')} ${trial.works(name, formatNumber(funnel.wouldStore))}`;
  return [headline, ...boundLines(context, bound, whole)];
}

function boundLines(context: Context, bound: TestView['bound'], whole: boolean): string[] {
  const { stoppedAt, newest } = context.texts.trial;
  if (bound === null) return whole ? [] : [`  ${newest}`];
  const limit = bound.kind === 'time' ? showDuration(context, bound.limit) : formatNumber(bound.limit);
  return [`  ${stoppedAt[bound.kind](limit)}`];
}
