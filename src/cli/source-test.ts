import { safeText } from '../base/text.ts';
import type { JsonObject, TestView } from '../service/service.ts';
import { addCommand, movedUrl, nameFor } from './add-command.ts';
import type { CommandSpec, Given } from './command.ts';
import { titleOf } from './complaint.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { explained } from './explain.ts';
import { findingLines, type Told } from './finding-lines.ts';
import { notesOnPasted } from './pasted.ts';
import { shellWord } from './shell.ts';
import { sourceOptions } from './source-options.ts';
import { askedFor, type Asked } from './subject.ts';
import { contentLines, traceLines, worksLines } from './trial-lines.ts';
import { watch } from './watch.ts';

export const sourceTest: CommandSpec = {
  path: 'source test',
  takes: ['<NAME|URL>'],
  completes: 'source',
  options: [{ flags: '--full', text: 'testFull' }, { flags: '--no-probe', text: 'noProbe' }, ...sourceOptions],
  stopsItself: true,
  async run(context, given) {
    const { environment, globals, print } = context;
    const service = await context.service();
    const asked = await askedFor(context, service, given);
    if (environment.signal.aborted) return exits.interrupted;
    const options = { full: given.on('full'), probe: !given.off('probe') };
    const told = await watch(context, given.argument(0), service.testSource(asked.subject, options));
    if (told === null) return exits.interrupted;
    if (globals.json) print.out.json({ ...told.report, ...reading(context, told.report, asked) });
    else show(context, told.report, { given, asked });
    return told.report.result === 'works' ? exits.ok : exits.problem;
  },
};

/** What `--json` says besides the report: the texts in the language asked for, and the command that mends it. */
function reading(context: Context, { failure, finding, source }: TestView, asked: Asked): object {
  if (failure === null) return { explained: null, fix: null };
  const code = finding?.code ?? failure.code;
  const evidence = { ...failure.evidence, ...finding?.evidence, source };
  const alternatives = (finding?.alternatives ?? []).map((each) => ({
    code: each,
    title: titleOf(context, each),
    certain: explained(context, each, evidence)?.certain ?? null,
  }));
  const mendable = (finding?.proposal ?? null) !== null && asked.source !== null;
  return {
    explained: { code, ...explained(context, code, evidence), alternatives },
    fix: mendable ? `feedgate source fix ${source}` : null,
  };
}

function show(
  context: Context,
  view: TestView,
  { given, asked }: { readonly given: Given; readonly asked: Asked },
): void {
  const { texts, globals } = context;
  const { out } = context.print;
  const notes = asked.pasted === '' ? [] : notesOnPasted(asked.pasted, texts);
  for (const line of traceLines(context, view, notes, out)) out.line(line);
  for (const line of contentLines(context, view, out)) out.line(line);
  if (view.failure !== null) {
    const { source, failure, finding } = view;
    const again: Told['again'] = (patch, typed) => tryAgain(view, { patch, ...typed }, { given, asked });
    const settings = asked.source?.settings ?? null;
    const told = { source, failure, finding, settings, url: view.url, again, ...viaTyped(given) };
    for (const line of findingLines(context, told, out)) out.line(line);
    return;
  }
  for (const line of worksLines(context, view, out)) out.line(line);
  if (globals.quiet) return;
  for (const line of nextLines(context, view, { given, asked })) out.line(line);
}

/** The proxy that was typed, to look at the server by the same way. */
function viaTyped(given: Given): Pick<Told, 'via'> {
  const proxy = given.text('proxy');
  return proxy === undefined || /^(?:none|default)$/.test(proxy) ? {} : { via: shellWord(proxy, 'PROXY') };
}

/** The command that tries the address with a change. */
function tryAgain(
  view: TestView,
  change: { readonly patch: JsonObject; readonly options?: string; readonly url?: string | null },
  { given, asked }: { readonly given: Given; readonly asked: Asked },
): string {
  const { patch, options = '' } = change;
  const { path: _path, port: _port, https: _https, ...rest } = patch;
  const settings = { collection: view.collection, ...view.discovery?.settings, ...rest };
  const url = change.url ?? movedUrl(view.url, patch);
  return addCommand(given, asked.pasted, { name: null, url, settings, options });
}

function nextLines(
  { texts: { trial } }: Context,
  view: TestView,
  { given, asked }: { readonly given: Given; readonly asked: Asked },
): string[] {
  if (asked.source !== null) return [`  ${trial.pollIt(`feedgate poll ${safeText(view.source)}`)}`];
  const addition = {
    name: nameFor(view.collection),
    url: view.url,
    settings: { collection: view.collection, ...view.discovery?.settings },
  };
  return [trial.addIt, `  ${addCommand(given, asked.pasted, addition)}`];
}
