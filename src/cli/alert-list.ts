import { safeText } from '../base/text.ts';
import { causeWords } from '../alert/cause-words.ts';
import { readKept } from '../notify/kept-file.ts';
import { listed, type AlertView, type ChannelView } from '../notify/listed.ts';
import { readAlertSettings } from '../notify/settings.ts';
import type { CommandSpec } from './command.ts';
import { titleOf } from './complaint.ts';
import { configOf, configOption } from './config-option.ts';
import { showDistance, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { renderTable, type Cell, type Column } from './table.ts';

/** `alert list`: what is wrong now, who was told, and how the channels are doing. */
export const alertList: CommandSpec = {
  path: 'alert list',
  options: [configOption],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const { paths, settings } = environment.files(globals.data, configOf(given).config);
    const view = listed(readKept(paths.alerts), readAlertSettings(settings, paths.root));
    if (globals.json) print.out.json(view);
    else if (globals.quiet) for (const { key } of view.alerts) print.out.line(safeText(key));
    else {
      if (view.alerts.length === 0) print.talk.line(texts.alert.none);
      for (const line of alertLines(context, view.alerts)) print.out.line(line);
      if (view.alerts.length > 0) print.out.line();
      if (view.channels.length === 0) print.talk.line(texts.alert.noChannels);
      for (const line of channelLines(context, view.channels)) print.out.line(line);
    }
    return exits.ok;
  },
};

function alertLines(context: Context, alerts: readonly AlertView[]): string[] {
  if (alerts.length === 0) return [];
  const { titles } = context.texts.alert;
  const columns: Column[] = [
    { title: titles.severity },
    { title: titles.state, spare: 2 },
    { title: titles.since },
    { title: titles.what, least: 20 },
    { title: titles.affected, least: 12 },
    { title: titles.cause, least: 10, spare: 1 },
    { title: titles.told, least: 6, spare: 3 },
    { title: titles.code, least: 10, spare: 4 },
  ];
  const { palette, width } = context.print.out;
  return renderTable(
    columns,
    alerts.map((alert) => alertRow(context, alert)),
    palette,
    width,
  );
}

function alertRow(context: Context, alert: AlertView): Cell[] {
  const { alert: texts } = context.texts;
  const { palette } = context.print.out;
  const paint = alert.severity === 'critical' ? palette.bad : alert.severity === 'warning' ? palette.warn : palette.dim;
  return [
    { text: texts.severities[alert.severity], paint },
    texts.states[alert.state],
    showDistance(context, alert.since),
    safeText(titleOf(context, alert.code) ?? ''),
    affected(context, alert),
    safeText(causeWords(alert.cause, context.globals.language)),
    alert.told.length === 0 ? '–' : alert.told.map((name) => safeText(name)).join(', '),
    safeText(alert.code),
  ];
}

function affected({ texts }: Context, { subjects, count }: AlertView): string {
  const [first] = subjects;
  if (first === undefined) return '–';
  return count === 1 ? safeText(first, 64) : texts.alert.andMore(safeText(first, 64), formatNumber(count - 1));
}

function channelLines(context: Context, channels: readonly ChannelView[]): string[] {
  if (channels.length === 0) return [];
  const { titles } = context.texts.alert;
  const columns: Column[] = [
    { title: titles.channel },
    { title: titles.kind },
    { title: titles.from },
    { title: titles.sent },
    { title: titles.waiting, align: 'right' },
    { title: titles.failure, least: 10 },
  ];
  const { palette, width } = context.print.out;
  return renderTable(
    columns,
    channels.map((channel) => channelRow(context, channel)),
    palette,
    width,
  );
}

function channelRow(context: Context, channel: ChannelView): Cell[] {
  const { severities } = context.texts.alert;
  const { palette } = context.print.out;
  const { name, kind, minimumSeverity, sentAt, waiting, failure, dropped } = channel;
  const lost = dropped === 0 ? '' : context.texts.alert.dropped(formatNumber(dropped));
  const why = failure === null ? '' : `[${safeText(failure.code)}] ${safeText(failure.message)}`;
  return [
    safeText(name),
    kind,
    severities[minimumSeverity],
    showDistance(context, sentAt),
    formatNumber(waiting),
    { text: [lost, why].filter((each) => each !== '').join('; '), paint: palette.bad },
  ];
}
