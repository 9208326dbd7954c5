import type { Code, Evidence, FailureRecord, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Context } from './context.ts';
import { renderFacts, type Fact } from './facts.ts';
import { jsonText } from './printer.ts';

/** Evidence that is said elsewhere in a complaint. */
const saidElsewhere = new Set(['nearest', 'problems', 'help']);
const mostEvidence = 8;

/** The title of a failure's condition, in the language of the command line. */
export function titleOf(context: Context, code: Code): string | null {
  const own: Readonly<Record<string, string>> = context.texts.titles;
  return own[code] ?? context.environment.titleOf(code, context.globals.language);
}

/** The message of a failure, which is English; in another language the title of its condition. */
export function whatFailed(context: Context, { code, message }: Pick<FailureRecord, 'code' | 'message'>): string {
  const title = context.globals.language === 'en' ? null : titleOf(context, code);
  return safeText(title ?? message, 500);
}

/** A code with its title: `[mail/too-deep] parts of a mail lie deeper than is looked`. */
export function codeLine(context: Context, code: string): string {
  const [area = '', condition = ''] = code.split('/', 2);
  return `[${safeText(code)}] ${safeText(titleOf(context, `${area}/${condition}`) ?? '')}`.trimEnd();
}

/** `explain` for a code, as it can be typed. */
export function explainCommand(code: Code): string {
  return `feedgate explain ${safeText(code)}`;
}

/**
 * What is said of every failure: what happened with its code, the condition's title, what was seen, what was probably
 * meant, and where more is told. With `--json` one line of JSON.
 */
export function complain(context: Context, failure: FailureRecord): void {
  const { texts, globals, print } = context;
  const title = titleOf(context, failure.code);
  if (globals.json) {
    print.talk.line(jsonText({ error: { ...plainRecord(failure), title } }));
    return;
  }
  const { palette, measure } = print.talk;
  const { labels } = texts.complaint;
  const nearest = nearestOf(failure.evidence);
  const facts: Fact[] = [
    [labels.cause, title === null ? [] : [title]],
    [labels.evidence, evidenceLines(failure.evidence)],
    [labels.meant, nearest.length === 0 ? [] : [texts.complaint.didYouMean(nearest)]],
    [labels.more, [explainCommand(failure.code), ...helpCommand(failure.evidence)]],
  ];
  print.talk.line(
    `${palette.bad('✖')} ${safeText(failure.message, 500)} ${palette.dim(`[${safeText(failure.code)}]`)}`,
  );
  for (const line of renderFacts(facts, measure, palette)) print.talk.line(line);
}

/** What was seen, a line a thing: short values alone, made safe to look at. */
export function evidenceLines(evidence: Evidence): string[] {
  return Object.entries(evidence)
    .filter(([name]) => !saidElsewhere.has(name))
    .slice(0, mostEvidence)
    .map(([name, value]) => `${safeText(name, 40)}: ${evidenceText(value)}`);
}

function evidenceText(value: JsonValue): string {
  return safeText(typeof value === 'string' ? value : JSON.stringify(value), 300);
}

function nearestOf(evidence: Evidence): string[] {
  const { nearest } = evidence;
  const names: readonly JsonValue[] = Array.isArray(nearest) ? nearest : [nearest ?? null];
  return names.filter((name) => typeof name === 'string').map((name) => safeText(name));
}

/** The help of the command that was mistyped. */
function helpCommand({ help }: Evidence): string[] {
  return typeof help === 'string' ? [safeText(help)] : [];
}

function plainRecord(failure: FailureRecord): FailureRecord {
  return JSON.parse(JSON.stringify(failure)) as FailureRecord;
}
