import { safeText } from '../base/text.ts';
import type { PollReport } from '../feed/report.ts';
import type { JsonObject, Service } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import { showDistance, showDuration, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { wholeNumber } from './numbers.ts';
import { failedPollLines, pollLines } from './poll-report.ts';
import { renderTable, type Cell, type Column } from './table.ts';

const usual = 20;

export const polls: CommandSpec = {
  path: 'polls',
  takes: ['[NAME]'],
  completes: 'source',
  options: [{ flags: '-n, --lines <N>', text: 'pollLines' }],
  async run(context, given) {
    const name = given.argument(0);
    const limit = wholeNumber(context, { option: '-n', text: given.text('lines'), least: 1, most: 10_000 }) ?? usual;
    const reports = await (await context.service()).listPolls(name === '' ? { limit } : { source: name, limit });
    const { out, talk } = context.print;
    if (context.globals.json) out.json(reports);
    else if (reports.length === 0) talk.line(context.texts.polls.none);
    else for (const line of pollTable(context, reports)) out.line(line);
    return exits.ok;
  },
};

export const pollsShow: CommandSpec = {
  path: 'polls show',
  takes: ['<ID>'],
  async run(context, given) {
    const service = await context.service();
    const report = await service.getPoll(given.argument(0));
    const { out } = context.print;
    if (context.globals.json) out.json(report);
    else {
      const good = report.state === 'succeeded' || report.state === 'running';
      const lines = good
        ? pollLines(context, report, out)
        : failedPollLines(context, report, {
            source: null,
            settings: await settingsNow(service, report.source),
            pen: out,
          });
      for (const line of lines) out.line(line);
    }
    return exits.ok;
  },
};

/** The settings as they stand now; none where the source is gone. */
async function settingsNow(service: Service, name: string): Promise<JsonObject> {
  const sources = await service.listSources();
  return sources.find((source) => source.name === name)?.settings ?? {};
}

function pollTable(context: Context, reports: readonly PollReport[]): string[] {
  const { texts, print } = context;
  const { titles } = texts.polls;
  const columns: Column[] = [
    { title: titles.id },
    { title: titles.source, least: 10 },
    { title: titles.state },
    { title: titles.mode, spare: 4 },
    { title: titles.started, spare: 2 },
    { title: titles.took, align: 'right', spare: 3 },
    { title: titles.received, align: 'right', spare: 5 },
    { title: titles.new, align: 'right', spare: 1 },
    { title: titles.withdrawn, align: 'right', spare: 6 },
    { title: titles.code, least: 10 },
  ];
  return renderTable(
    columns,
    reports.map((report) => pollRow(context, report)),
    print.out.palette,
    print.out.width,
  );
}

function pollRow(context: Context, report: PollReport): Cell[] {
  const { palette } = context.print.out;
  const { funnel, state } = report;
  const paint = {
    succeeded: palette.good,
    failed: palette.bad,
    running: palette.strong,
    cancelled: palette.warn,
    interrupted: palette.warn,
  };
  return [
    safeText(report.id),
    safeText(report.source),
    { text: context.texts.polls.states[state], paint: paint[state] },
    report.mode,
    showDistance(context, report.startedAt),
    report.finishedAt === null
      ? ''
      : showDuration(context, Date.parse(report.finishedAt) - Date.parse(report.startedAt)),
    formatNumber(funnel.received),
    formatNumber(funnel.new),
    formatNumber(funnel.withdrawn),
    report.failure === null ? '' : safeText(report.failure.code),
  ];
}
