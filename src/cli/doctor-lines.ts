import { safeText } from '../base/text.ts';
import type { Grade, Section } from '../doctor/check.ts';
import type { DoctorReport, Finding } from '../doctor/report.ts';
import { explainCommand } from './complaint.ts';
import type { Context } from './context.ts';
import { showDuration } from './context.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatNumber } from './format.ts';
import { numbered } from './explain.ts';
import type { Palette } from './palette.ts';
import { displayWidth, pad, wrap } from './width.ts';

const marks: Readonly<Record<Grade, string>> = { ok: '✓', warning: '!', problem: '✗', skipped: '–' };
const plainMarks: Readonly<Record<Grade, string>> = { ok: '+', warning: '!', problem: 'x', skipped: '-' };
const paints: Readonly<Record<Grade, keyof Palette>> = { ok: 'good', warning: 'warn', problem: 'bad', skipped: 'dim' };

/** Titles are cut to this many columns, and padded to at least the other. */
const widest = 22;
const narrowest = 16;
/** Sources in good health that are listed one by one. */
const mostFine = 20;
/** Names in a line of names. */
const mostNames = 30;

/** The whole report: a line a finding, cause and remedy under what is not well, and the sum at the end. */
export function doctorLines(context: Context, report: DoctorReport): string[] {
  const show = new Shown(context, report.findings);
  const lines = [...Map.groupBy(report.findings, ({ section }) => section)].flatMap(([section, findings]) => [
    ...show.section(section, findings),
    '',
  ]);
  const whole = [...lines, ...sumLines(context, report)];
  return isUtf8(context.environment.env) ? whole : whole.map(plain);
}

class Shown {
  readonly #context: Context;
  readonly #titleWidth: number;

  constructor(context: Context, findings: readonly Finding[]) {
    this.#context = context;
    const widths = findings.map((finding) => displayWidth(titleOf(context, finding)));
    this.#titleWidth = Math.min(widest, Math.max(narrowest, ...widths));
  }

  section(section: Section, findings: readonly Finding[]): string[] {
    const { texts, print } = this.#context;
    const fine = findings.filter(({ state, subjects }) => state === 'ok' && subjects.length > 0);
    const folded = fine.length > mostFine ? new Set(fine) : new Set<Finding>();
    return [
      print.out.palette.strong(texts.doctor.sections[section]),
      ...findings.filter((finding) => !folded.has(finding)).flatMap((finding) => this.#finding(finding)),
      ...(folded.size === 0 ? [] : [this.#line('ok', texts.doctor.sources(formatNumber(folded.size)), [''])].flat()),
    ];
  }

  #finding(finding: Finding): string[] {
    const { palette } = this.#context.print.out;
    const { state, says, code } = finding;
    const tail = code === null ? [] : [`[${safeText(code)}]`];
    const measure = this.#context.print.out.measure - this.#titleWidth - 6;
    const lines = wrap([says, ...tail].join(' '), Math.max(20, measure));
    const shown = lines.map((line) =>
      code === null ? line : line.replace(`[${code}]`, palette.dim(`[${safeText(code)}]`)),
    );
    const bad = state === 'warning' || state === 'problem';
    return [...this.#line(state, titleOf(this.#context, finding), shown), ...(bad ? this.#under(finding) : [])];
  }

  #line(state: Grade, title: string, [first = '', ...rest]: readonly string[]): string[] {
    const { palette } = this.#context.print.out;
    const cut = displayWidth(title) > this.#titleWidth;
    const head = `  ${palette[paints[state]](marks[state])} ${pad(title, this.#titleWidth)}`;
    const indent = ' '.repeat(this.#titleWidth + 6);
    // A long name has the line to itself.
    const lines = cut ? [head, indent + first] : [`${head}  ${first}`];
    return [...lines, ...rest.map((line) => indent + line)].map((line) => line.trimEnd());
  }

  /** Cause and remedy. */
  #under({ code, subjects, cause, message, fix }: Finding): string[] {
    const { print, texts } = this.#context;
    const { labels } = texts.doctor;
    const { palette, measure } = print.out;
    const facts: Fact[] = [
      [labels.which, subjects.length > 1 ? [this.#names(subjects)] : []],
      [labels.cause, cause === '' ? [] : [cause]],
      [labels.seen, message === null ? [] : [message]],
      [labels.fix, numbered(fix)],
      [labels.more, code === null ? [] : [explainCommand(code)]],
    ];
    return renderFacts(facts, measure - 4, palette).map((line) => `    ${line}`);
  }

  #names(subjects: readonly string[]): string {
    const more = subjects.length - mostNames;
    const names = subjects.slice(0, mostNames).map((name) => safeText(name));
    return more > 0 ? this.#context.texts.doctor.andMore(names.join(', '), formatNumber(more)) : names.join(', ');
  }
}

/** The source where it is about one, how many where it is about several, else what was checked. */
function titleOf({ texts }: Context, { subjects, title }: Finding): string {
  const [only] = subjects;
  if (only === undefined) return title;
  return subjects.length === 1 ? safeText(only) : texts.doctor.sources(formatNumber(subjects.length));
}

function sumLines(context: Context, { state, counts, ms }: DoctorReport): string[] {
  const { texts, print } = context;
  const total = counts.ok + counts.warning + counts.problem + counts.skipped;
  const sum = texts.doctor.sum({ ...counts, total, took: showDuration(context, ms) });
  const { palette, measure } = print.out;
  const [first = '', ...rest] = wrap(sum, measure - 2);
  const lines = [`${palette[paints[state]](marks[state])} ${first}`, ...rest.map((line) => `  ${line}`)];
  return state === 'problem' ? [...lines, ...wrap(`  ${texts.doctor.bundleHint}`, measure)] : lines;
}

/** Whether the terminal shows more than ASCII: POSIX.1-2024 §8.2, LC_ALL before LC_CTYPE before LANG. */
function isUtf8(env: Context['environment']['env']): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /utf-?8/i.test(locale ?? '');
}

const inAscii: Readonly<Record<string, string>> = { '…': '...', '·': '-', '—': '-', '’': "'", '→': '->' };

/** Marks and punctuation in ASCII; letters of a language stay as they are. */
function plain(line: string): string {
  const marked = Object.entries(marks).reduce(
    (text, [grade, mark]) => text.replaceAll(mark, plainMarks[grade as Grade]),
    line,
  );
  return marked.replaceAll(/[…·—’→]/g, (char) => inAscii[char] ?? char);
}
