import type { Code, FailureRecord } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Finding, Why } from '../feed/finding.ts';
import type { JsonObject } from '../service/service.ts';
import { explainCommand, titleOf } from './complaint.ts';
import type { Context } from './context.ts';
import { explained, faultFact, numbered } from './explain.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import type { Pen } from './printer.ts';
import { askedLines, seenLines } from './seen-lines.ts';
import { placeOf } from './source-place.ts';
import { flagsOf } from './setting-flags.ts';
import { settingText } from './setting-text.ts';

/** A failure and what probes made of it. */
export interface Told {
  /** The name of the source. */
  readonly source: string;
  /** The id of the poll that failed. */
  readonly poll?: string;
  readonly failure: FailureRecord;
  /** `null` where nobody probed. */
  readonly finding: Finding | null;
  /** The settings as they stand, for a source that is saved; `null` for an address that is tried. */
  readonly settings: JsonObject | null;
  /** The address that was tried, where settings do not tell it. */
  readonly url?: string;
  /** The change is shown, asked for and made by whoever tells this. */
  readonly mending?: true;
  /** The command that tries an address with a change. */
  readonly again?: (patch: JsonObject, typed?: TypedChange) => string;
  /** The proxy that an address is tried through, as it was typed. */
  readonly via?: string;
}

/** What is typed otherwise than before: options, and another address. */
interface TypedChange {
  readonly options: string;
  readonly url: string | null;
}

/** What is wrong, how sure that is, what was seen, what else it may be, what it means, and what to do. */
export function findingLines(context: Context, told: Told, pen: Pen): string[] {
  const { palette, measure } = pen;
  const { failure, finding } = told;
  const code = finding?.code ?? failure.code;
  const headline = `${palette.bad('✖')} ${palette.strong(safeText(titleOf(context, code) ?? code))} ${palette.dim(`[${safeText(code)}]`)}`;
  return [headline, ...renderFacts(findingFacts(context, told), measure, palette)];
}

/** The same as facts, to stand among others. */
export function findingFacts(context: Context, told: Told): Fact[] {
  const { labels, certainties } = context.texts.trial.finding;
  const { source, failure, finding } = told;
  const code = finding?.code ?? failure.code;
  const evidence = { ...failure.evidence, ...finding?.evidence };
  const known = { ...placeOf(told), ...evidence, ...pollOf(told) };
  const named = { ...known, source };
  const rendered = explained(context, code, named);
  // What is no source yet has no name that a command could take.
  const toMend = told.settings === null ? explained(context, code, known) : rendered;
  return [
    [labels.told, finding === null ? [] : [certainties[finding.certainty]]],
    [labels.message, messageLines(context, failure)],
    [labels.evidence, seenLines(context, evidence)],
    [labels.asked, askedLines(context, evidence)],
    [labels.or, (finding?.alternatives ?? []).map((each) => alternativeLine(context, each, named))],
    [labels.meaning, rendered === null ? [] : [rendered.meaning]],
    ...(rendered === null ? [] : [faultFact(context, rendered)]),
    [labels.change, changeLines(context, told)],
    [labels.fix, numbered(stepsFor(told, toMend?.remedy ?? []))],
    [labels.more, [explainCommand(code)]],
  ];
}

function pollOf({ poll }: Told): FailureRecord['evidence'] {
  return poll === undefined ? {} : { poll };
}

/** Messages are English: they are the headline there. In another language the title of the condition stands for them. */
function messageLines(context: Context, { code, message }: FailureRecord): string[] {
  return context.globals.language === 'en' || titleOf(context, code) !== null ? [] : [safeText(message, 500)];
}

/** An alternative with the sign by which it is told from the others. */
function alternativeLine(context: Context, code: Code, evidence: FailureRecord['evidence']): string {
  const rendered = explained(context, code, evidence);
  const title = titleOf(context, code) ?? rendered?.title ?? code;
  return context.texts.trial.finding.toldBy(safeText(title), safeText(code), rendered?.certain ?? '');
}

/** Who reads a finding has been told apart what looks alike, and is told the change where one is known. */
function stepsFor(told: Told, steps: readonly string[]): readonly string[] {
  const { settings, finding, mending } = told;
  const patch = finding?.proposal?.patch ?? null;
  const proposed = patch !== null;
  if (mending === true && proposed) return [];
  const unasked = finding === null ? steps : steps.filter((step) => !/`feedgate source (?:test|fix) /.test(step));
  const left = unasked.filter((step) => !repeats(step, patch ?? {}));
  if (settings !== null) return left;
  return proposed
    ? left.filter((step) => !step.includes('`feedgate '))
    : left.flatMap((step) => forAddress(step, told));
}

/** Whether a step makes by hand, with a value to be filled in, what the change makes with the right one. */
function repeats(step: string, patch: JsonObject): boolean {
  const [, given = ''] = /`feedgate source edit ([^`]*)`/.exec(step) ?? [];
  const options = flagsOf(patch).flatMap(({ flag }) => (flag === null ? [] : [flag.split(' ', 1)[0] ?? '']));
  return given.split(' ').some((word) => options.includes(word));
}

/**
 * An address has no settings to edit: it is tried again with other options, an authority among them. What needs a
 * source is left out.
 */
function forAddress(step: string, { again, via }: Told): string[] {
  const tried = step
    .replace(/`feedgate trust add FILE --source NAME`/, '`feedgate source edit NAME --ca FILE`')
    .replaceAll(/`feedgate source edit NAME ([^`]*)`/g, (_, given: string) => {
      const [, url = null, options = ''] =
        /^(https?:\S+)? ?(.*)$/.exec(given.replaceAll(/ ?--(?:keep|reset)-cursor/g, '')) ?? [];
      return `\`${again?.({}, { options, url }) ?? 'feedgate source test NAME'}\``;
    })
    .replaceAll(/(?<=`feedgate trust (?:add --from|inspect) [^` ]+)(?=`)/g, via === undefined ? '' : ` --via ${via}`);
  return /`feedgate [^`]*\bNAME\b/.test(tried) ? [] : [tried];
}

/** What would be changed, what speaks for it, and the one command that does it. */
function changeLines(context: Context, { source, settings, again, mending, finding }: Told): string[] {
  const proposal = finding?.proposal ?? null;
  if (proposal === null || mending === true) return [];
  const { oneCommand } = context.texts.trial.finding;
  const why = becauseLine(context, proposal.why);
  if (settings === null) return [why, ...flagLines(context, proposal.patch, again)];
  const command = together(`feedgate source fix ${safeText(source)}`);
  return [...diffLines(context, settings, proposal.patch), why, oneCommand(command)];
}

/** What speaks for a change. */
export function becauseLine({ texts }: Context, { reason, values }: Why): string {
  const { because, reasons } = texts.trial.finding;
  return because(reasons[reason]((name) => safeText(values[name] ?? '?', 200)));
}

/** Settings before and after, as a diff; secrets are `***` before and cannot stand in a patch. */
export function diffLines(context: Context, settings: JsonObject, patch: JsonObject): string[] {
  const { none } = context.texts.trial.finding;
  const shown = (name: string, value: JsonObject[string] | undefined): string =>
    value === undefined || value === null ? none : settingText(name, value);
  return Object.entries(patch).flatMap(([name, value]) => [
    `- ${safeText(name)}: ${shown(name, settings[name])}`,
    `+ ${safeText(name)}: ${shown(name, value)}`,
  ]);
}

/** The change as the command that tries it, for an address that is not saved. */
function flagLines(context: Context, patch: JsonObject, again: Told['again']): string[] {
  const { byHand } = context.texts.trial.finding;
  const byHands = flagsOf(patch).filter(({ flag }) => flag === null);
  if (again === undefined || byHands.length > 0) return byHands.map(({ setting }) => byHand(safeText(setting)));
  return [again(patch)];
}
