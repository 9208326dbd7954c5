import { Failure, type FailureRecord, type Stage } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Finding, Proposal } from '../feed/finding.ts';
import type { PollReport } from '../feed/report.ts';
import type { Service, SourceView, TestView } from '../service/service.ts';
import { confirm } from './ask.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { becauseLine, diffLines, findingLines } from './finding-lines.ts';
import { follow, showPoll } from './poll.ts';
import { watch } from './watch.ts';

/** Changes tried one after the other, where each brings another failure to light. */
const mostRounds = 3;

/** The way of a poll, in order: a failure further on is a step ahead. */
const way: readonly Stage[] = [
  'config',
  'gate',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'http',
  'auth',
  'taxii',
  'content',
  'guard',
  'store',
];

export const sourceFix: CommandSpec = {
  path: 'source fix',
  takes: ['<NAME>'],
  completes: 'source',
  stopsItself: true,
  async run(context, given) {
    const service = await context.service();
    const source = await service.getSource(given.argument(0));
    return new Mending(context, service, source).run();
  },
};

interface Trouble {
  readonly failure: FailureRecord;
  readonly finding: Finding | null;
}

/** One `source fix`. What was changed and how it ended is told at the end, with `--json` as one document. */
class Mending {
  readonly #context: Context;
  readonly #service: Service;
  #source: SourceView;
  readonly #applied: Finding['evidence'][] = [];
  #trouble: Trouble | null = null;
  #poll: PollReport | null = null;

  constructor(context: Context, service: Service, source: SourceView) {
    this.#context = context;
    this.#service = service;
    this.#source = source;
  }

  async run(): Promise<number> {
    const code = await this.#mend();
    if (code !== exits.interrupted && this.#context.globals.json) this.#tellJson(code);
    return code;
  }

  async #mend(): Promise<number> {
    this.#trouble = (await this.#kept()) ?? (await this.#tested());
    for (let round = 0; this.#trouble !== null && round < mostRounds; round += 1) {
      if (this.#interrupted) return exits.interrupted;
      const end = await this.#round(this.#trouble);
      if (end !== null) return end;
    }
    if (this.#interrupted) return exits.interrupted;
    if (this.#trouble !== null) return exits.problem;
    if (this.#applied.length > 0) return this.#pollNow();
    this.#say(`${this.#good} ${this.#texts.works(this.#name)}`);
    return exits.ok;
  }

  /** One change: shown, agreed to, tried, applied. The exit code where it goes no further. */
  async #round(trouble: Trouble): Promise<number | null> {
    const { finding } = trouble;
    const proposal = finding?.proposal ?? null;
    if (proposal === null) {
      this.#tell(trouble);
      this.#say(`${this.#bad} ${this.#texts.noFix(this.#name)}`);
      return exits.problem;
    }
    this.#show(trouble, proposal);
    if (!(await this.#agreed())) {
      this.#say(this.#context.texts.source.unchanged(this.#name));
      return exits.problem;
    }
    this.#say(this.#texts.trying(this.#name));
    const view = await this.#test(proposal.patch);
    if (view === null) return exits.interrupted;
    const left = troubleOf(view);
    if (left !== null && !isFurther(trouble.failure, left.failure)) {
      this.#say(`${this.#bad} ${this.#texts.noHelp(this.#name)}`);
      this.#tell(left);
      return exits.problem;
    }
    await this.#apply(proposal);
    this.#trouble = left;
    if (left !== null) this.#say(this.#texts.further);
    return null;
  }

  /** What the last poll failed with, where its finding still stands for these settings. */
  async #kept(): Promise<Trouble | null> {
    const { name, failures, failure } = this.#source;
    if (failures === 0 || failure === null) return null;
    const [last] = await this.#service.listPolls({ source: name, limit: 1 });
    const holds = last?.failure?.code === failure.code && last.finding !== undefined && last.finding.proposal !== null;
    return holds ? { failure, finding: last.finding ?? null } : null;
  }

  async #tested(): Promise<Trouble | null> {
    const view = await this.#test(null);
    return view === null ? null : troubleOf(view);
  }

  async #test(patch: Proposal['patch'] | null): Promise<TestView | null> {
    const { name } = this.#source;
    const subject = patch === null ? { name } : { name, changes: patch };
    const told = await watch(this.#context, name, this.#service.testSource(subject, { full: false, probe: true }));
    return told?.report ?? null;
  }

  async #agreed(): Promise<boolean> {
    const { texts } = this.#context;
    const agreed = await confirm(this.#context, this.#texts.ask(this.#name));
    if (agreed !== null) return agreed;
    throw fail('usage/confirmation-needed', texts.trial.fix.confirm(`feedgate source fix ${this.#name} --yes`));
  }

  /** Saves the change. Where that asks for the cursor to be decided, everything is read again: nothing is lost by it. */
  async #apply({ patch }: Proposal): Promise<void> {
    const { name } = this.#source;
    try {
      this.#source = await this.#service.editSource(name, patch, null);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'config/cursor-reset-needed') throw error;
      this.#source = await this.#service.editSource(name, patch, true);
      this.#say(this.#texts.reset);
    }
    this.#applied.push(patch);
    this.#say(`${this.#good} ${this.#texts.changed(this.#name)}`);
  }

  async #pollNow(): Promise<number> {
    const { name } = this.#source;
    const report = await follow(this.#context, this.#service, { name, mode: null });
    this.#poll = report;
    if (!this.#context.globals.json) await showPoll(this.#context, this.#service, report);
    if (this.#interrupted) return exits.interrupted;
    const good = report.state === 'succeeded';
    this.#say(
      good ? `${this.#good} ${this.#texts.mended(this.#name)}` : `${this.#bad} ${this.#texts.stillFails(this.#name)}`,
    );
    return good ? exits.ok : exits.problem;
  }

  #show(trouble: Trouble, { patch, why }: Proposal): void {
    const { print, globals } = this.#context;
    if (globals.json) return;
    if (!globals.quiet) this.#tell(trouble);
    const { palette } = print.talk;
    for (const line of diffLines(this.#context, this.#source.settings, patch))
      print.talk.line(`    ${line.startsWith('-') ? palette.bad(line) : palette.good(line)}`);
    print.talk.line(`    ${becauseLine(this.#context, why)}`);
  }

  #tell({ failure, finding }: Trouble): void {
    const { print, globals } = this.#context;
    if (globals.json) return;
    const { name, settings } = this.#source;
    for (const line of findingLines(
      this.#context,
      { source: name, failure, finding, settings, mending: true },
      print.talk,
    ))
      print.talk.line(line);
  }

  #tellJson(code: number): void {
    const { failure = null, finding = null } = this.#trouble ?? {};
    const report = { source: this.#source.name, mended: code === exits.ok, applied: this.#applied };
    this.#context.print.out.json({ ...report, failure, finding, poll: this.#poll });
  }

  #say(text: string): void {
    const { globals, print } = this.#context;
    if (!globals.json && !globals.quiet) print.talk.line(text);
  }

  get #name(): string {
    return safeText(this.#source.name);
  }

  get #texts(): Context['texts']['trial']['fix'] {
    return this.#context.texts.trial.fix;
  }

  get #good(): string {
    return this.#context.print.talk.palette.good('✔');
  }

  get #bad(): string {
    return this.#context.print.talk.palette.bad('✖');
  }

  get #interrupted(): boolean {
    return this.#context.environment.signal.aborted;
  }
}

function troubleOf({ failure, finding }: TestView): Trouble | null {
  return failure === null ? null : { failure, finding };
}

/** Whether another failure than before came, and not an earlier one. */
function isFurther(before: FailureRecord, after: FailureRecord): boolean {
  return before.code !== after.code && way.indexOf(after.stage) >= way.indexOf(before.stage);
}
