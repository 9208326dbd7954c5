import type { FailureRecord } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Funnel, PollReport, SegmentReport } from '../feed/report.ts';
import type { JsonObject, SourceView } from '../service/service.ts';
import { evidenceLines, explainCommand, titleOf, whatFailed } from './complaint.ts';
import { showDistance, showDuration, showMoment, showTime, type Context } from './context.ts';
import { remedyFacts } from './explain.ts';
import { findingFacts } from './finding-lines.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import { formatBytes, formatNumber } from './format.ts';
import type { Palette } from './palette.ts';
import type { Pen } from './printer.ts';
import { placeOf } from './source-place.ts';
import { stageTimes, stageTrace } from './stages.ts';
import { displayWidth, pad } from './width.ts';

const mostReasons = 10;

/** What is told of a poll that succeeded, or of any that is looked at later. */
export function pollLines(context: Context, report: PollReport, pen: Pen): string[] {
  const { texts } = context;
  const { palette, measure } = pen;
  const { labels } = texts.report;
  const { funnel } = report;
  const facts: Fact[] = [
    ...attemptFacts(context, report),
    [labels.funnel, report.unchanged === true ? [] : funnelLines(context, funnel)],
    ...contentFacts(context, report),
    [labels.stages, report.stages.length === 0 ? [] : [stageTimes(context, report)]],
    [labels.next, nextSteps(context, report)],
  ];
  const headline = texts.report.headline(safeText(report.source), {
    state: report.state,
    took: took(context, report),
    new: formatNumber(funnel.new),
    unchanged: report.unchanged === true,
    nothing: funnel.new + funnel.withdrawn === 0,
    withdrawn: formatNumber(funnel.withdrawn),
  });
  return [`${palette.good('✔')} ${headline}`, ...renderFacts(facts, measure, palette)];
}

interface FailedAt {
  /** As it stands after the poll; `null` where it could not be read. */
  readonly source: SourceView | null;
  /** As they stand now, for the change that a finding proposes. */
  readonly settings: JsonObject;
  readonly pen: Pen;
}

/** What is told of a poll that failed or was stopped: what was attempted, how far it came, why, and what still holds. */
export function failedPollLines(context: Context, report: PollReport, { source, settings, pen }: FailedAt): string[] {
  const { texts } = context;
  const { palette, measure } = pen;
  const { labels } = texts.report;
  const { failure, state } = report;
  const facts: Fact[] = [
    ...attemptFacts(context, report),
    [labels.attempts, triedAgain(context, report)],
    [labels.funnel, report.funnel.received > 0 ? funnelLines(context, report.funnel) : []],
    ...contentFacts(context, report),
    ...(failure === null ? [] : failureFacts(context, { report, failure, settings, palette })),
    ...(source === null ? [] : outlookFacts(context, source)),
    [labels.more, failure === null || report.finding !== undefined ? [] : [explainCommand(failure.code)]],
  ];
  const mark = state === 'cancelled' || state === 'interrupted' ? palette.warn('!') : palette.bad('✖');
  const headline =
    failure === null
      ? texts.report.stopped(safeText(report.source), state)
      : `${failureHeadline(context, report.source, failure)} ${palette.dim(`[${safeText(failure.code)}]`)}`;
  return [`${mark} ${headline}`, ...renderFacts(facts, measure, palette)];
}

/** What happened, on which source. Messages are English; in another language the title of the condition stands for them. */
function failureHeadline(context: Context, source: string, { code, message }: FailureRecord): string {
  const said = whatFailed(context, { code, message });
  return (context.globals.language === 'en' && message.includes(source) ? '' : `${safeText(source)}: `) + said;
}

interface Failed {
  readonly report: PollReport;
  readonly failure: FailureRecord;
  readonly settings: JsonObject;
  readonly palette: Palette;
}

/** Where it stopped, why, and what was seen. */
function failureFacts(context: Context, { report, failure, settings, palette }: Failed): Fact[] {
  const { labels } = context.texts.report;
  const { finding } = report;
  const title = titleOf(context, finding?.code ?? failure.code);
  if (finding !== undefined) {
    const cause = `${title ?? finding.code} [${safeText(finding.code)}]`;
    return [
      [labels.stages, stageTrace(context, report, palette)],
      [labels.cause, cause],
      ...findingFacts(context, { source: report.source, poll: report.id, failure, finding, settings }),
    ];
  }
  return [
    [labels.stages, stageTrace(context, report, palette)],
    [labels.cause, title === null ? [] : [title]],
    ...remedyFacts(context, failure.code, {
      ...placeOf({ settings }),
      ...failure.evidence,
      source: report.source,
      poll: report.id,
    }),
    [labels.evidence, evidenceLines(failure.evidence)],
  ];
}

/** What still holds, and when it is tried again. */
function outlookFacts(context: Context, source: SourceView): Fact[] {
  const { report } = context.texts;
  const { nextDue } = source;
  return [
    [report.labels.inForce, inForce(context, source)],
    [report.labels.next, nextDue === null ? [] : [report.nextTry(showMoment(context, nextDue))]],
  ];
}

function attemptFacts(context: Context, report: PollReport): Fact[] {
  const { texts } = context;
  const { labels } = texts.report;
  const { window, segments, bytes, decodedBytes } = report;
  const read = segments.filter(({ state }) => state !== 'split');
  const parts = segments.reduce((sum, segment) => sum + segment.parts, 0);
  const span =
    window.end === null
      ? texts.report.wholeCollection
      : `${window.begin === null ? texts.report.theBeginning : showTime(context, window.begin, true)} → ${showTime(context, window.end, true)}`;
  return [
    [labels.poll, `${report.mode} · ${safeText(report.id)}`],
    [labels.window, span],
    [labels.segments, segments.length === 0 ? [] : [texts.report.segments(segmentCounts(read), formatNumber(parts))]],
    [labels.bytes, bytes === 0 ? [] : [texts.report.bytes(formatBytes(bytes), formatBytes(decodedBytes))]],
  ];
}

function segmentCounts(segments: readonly SegmentReport[]): { total: number; done: number; skipped: number } {
  const count = (state: SegmentReport['state']) => segments.filter((segment) => segment.state === state).length;
  return { total: segments.length, done: count('done'), skipped: count('skipped') };
}

/** received → parsed → supported → guarded → listings, one figure a line, right-aligned. */
function funnelLines({ texts }: Context, funnel: Funnel): string[] {
  const rows: [number, string, boolean][] = [
    [funnel.received, texts.report.funnel.received, true],
    [funnel.parsed, texts.report.funnel.parsed, true],
    [funnel.supported, texts.report.funnel.supported, true],
    [funnel.refused, texts.report.funnel.refused, false],
    [funnel.guarded, texts.report.funnel.guarded, false],
    [funnel.new, texts.report.funnel.new, true],
    [funnel.known, texts.report.funnel.known, true],
    [funnel.withdrawn, texts.report.funnel.withdrawn, false],
    [funnel.expired, texts.report.funnel.expired, false],
  ];
  return figures(rows.filter(([count, , always]) => always || count > 0).map(([count, text]) => [count, text]));
}

/** Figures right-aligned with their words beside them. */
export function figures(rows: readonly (readonly [number, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([count]) => displayWidth(formatNumber(count))));
  return rows.map(([count, text]) => `${pad(formatNumber(count), width, 'right')} ${text}`);
}

/** What was skipped, refused and warned of. */
function contentFacts({ texts }: Context, report: PollReport): Fact[] {
  const { labels } = texts.report;
  const reasons = [...report.skipped].sort((a, b) => b.count - a.count);
  const rest = reasons.slice(mostReasons);
  const skipped = figures(reasons.slice(0, mostReasons).map(({ reason, count }) => [count, safeText(reason)]));
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  return [
    [
      labels.skipped,
      rest.length === 0 ? skipped : [...skipped, texts.report.moreReasons(rest.length, formatNumber(more))],
    ],
    [labels.refused, refusedLines(report)],
    [labels.warnings, report.warnings.map(({ code, message }) => `${safeText(message, 500)} [${safeText(code)}]`)],
  ];
}

/** The refused values, one that came several times once. */
export function refusedLines({ refusals }: Pick<PollReport, 'refusals'>): string[] {
  const lines = refusals.map(({ kind, text, rule }) => `${kind} ${safeText(text, 80)}: ${safeText(rule)}`);
  return [...new Set(lines)].slice(0, mostReasons);
}

function triedAgain(context: Context, report: PollReport): string[] {
  if (report.attempts.length === 0) return [];
  return [
    context.texts.report.attempts(report.attempts.length),
    ...report.attempts
      .slice(-3)
      .map(
        ({ at, failure }) =>
          `${showTime(context, at, true)} ${whatFailed(context, failure)} [${safeText(failure.code)}]`,
      ),
  ];
}

function inForce(context: Context, source: SourceView): string {
  const { report } = context.texts;
  if (source.listings === 0) return report.nothingInForce;
  return report.stillInForce(formatNumber(source.listings), showDistance(context, source.lastSuccess));
}

function nextSteps({ texts }: Context, report: PollReport): string[] {
  const name = safeText(report.source);
  const { received, supported } = report.funnel;
  if (received === 0 && report.mode === 'delta')
    return [texts.report.nextFull(together(`feedgate poll ${name} --full`))];
  if (received > 0 && supported === 0) {
    return [texts.report.nextNothingRead(together(`feedgate polls show ${safeText(report.id)} --json`))];
  }
  return [`feedgate observable list --source ${name}`];
}

function took(context: Context, report: PollReport): string {
  const end = report.finishedAt === null ? context.environment.clock.now() : Date.parse(report.finishedAt);
  return showDuration(context, end - Date.parse(report.startedAt));
}
