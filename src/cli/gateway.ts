import { safeText } from '../base/text.ts';
import { askStatus, type FrontStatus, type GatewayStatus } from '../gateway/status.ts';
import type { CommandSpec } from './command.ts';
import { configOf, configOption } from './config-option.ts';
import { showDistance, showMoment, type Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { formatBytes, formatNumber } from './format.ts';
import { renderTable } from './table.ts';

/** `gateway`: the fronts without a daemon, until Ctrl-C. */
export const gateway: CommandSpec = {
  path: 'gateway',
  stopsItself: true,
  options: [configOption],
  run: ({ environment, globals }, given) =>
    environment.startGateway({
      ...configOf(given),
      ...(globals.data === undefined ? {} : { data: globals.data }),
    }),
};

/** `gateway status`: exit 1 where no gateway runs, or a front cannot listen. */
export const gatewayStatus: CommandSpec = {
  path: 'gateway status',
  async run(context) {
    const { environment, globals, print, texts } = context;
    const status = await askStatus(environment.files(globals.data, undefined).paths.gatewaySocket);
    if (globals.json) print.out.json(status);
    else if (status === null) print.out.line(texts.gateway.notRunning);
    else for (const line of statusLines(context, status)) print.out.line(line);
    return status === null || status.fronts.some(({ failure }) => failure !== null) ? exits.problem : exits.ok;
  },
};

function statusLines(context: Context, status: GatewayStatus): string[] {
  const { texts, print } = context;
  const { palette, measure, width } = print.out;
  const { labels, titles } = texts.gateway;
  const { index } = status;
  const facts: Fact[] = [
    [labels.node, safeText(status.node)],
    [labels.process, texts.gateway.process(status.pid, showMoment(context, status.since), status.supervised)],
    [labels.policy, texts.gateway.policy[status.policy]],
    [labels.index, index === null ? texts.gateway.noIndex : indexText(context, index)],
    [labels.journal, status.journalLost === 0 ? [] : texts.gateway.lost(formatNumber(status.journalLost))],
    [labels.settings, status.settingsFailure === null ? [] : safeText(status.settingsFailure.message, 500)],
  ];
  const columns = [
    { title: titles.front },
    { title: titles.address, least: 20 },
    { title: titles.requests, align: 'right' as const },
    { title: titles.last },
    { title: 'P50', align: 'right' as const },
    { title: 'P99', align: 'right' as const },
    { title: titles.done },
  ];
  const rows = status.fronts.map((front) => frontRow(context, front));
  return [
    ...renderFacts(facts, measure, palette),
    '',
    ...(rows.length === 0 ? [texts.gateway.noFronts] : renderTable(columns, rows, palette, width)),
  ];
}

function indexText(context: Context, index: NonNullable<GatewayStatus['index']>): string {
  const { generation, observables, builtAt, memory } = index;
  const figures = { generation, observables: formatNumber(observables), memory: formatBytes(memory) };
  return context.texts.gateway.index({ ...figures, age: showDistance(context, builtAt) });
}

function frontRow(context: Context, front: FrontStatus): string[] {
  const { kind, address, failure, requests, lastAt, p50, p99, actions, undecided } = front;
  const last = lastAt === null ? null : new Date(lastAt).toISOString();
  const done = Object.entries(actions).map(([action, count]) => `${action} ${formatNumber(count)}`);
  const unsure = Object.entries(undecided).map(([code, count]) => `[${code}] ${formatNumber(count)}`);
  return [
    kind,
    safeText(address),
    formatNumber(requests),
    showDistance(context, last),
    millis(p50),
    millis(p99),
    failure === null ? [...done, ...unsure].join(', ') : `[${failure.code}]`,
  ];
}

function millis(ms: number | null): string {
  return ms === null ? '–' : `${ms} ms`;
}

/** One line of `status`: the fronts and what they have seen. */
export function gatewayLine(context: Context, status: GatewayStatus | null): string {
  const { texts } = context;
  if (status === null) return texts.gateway.off;
  const fronts = status.fronts.map(({ kind, requests, failure }) =>
    failure === null ? `${kind} ${formatNumber(requests)}` : `${kind} [${failure.code}]`,
  );
  return fronts.length === 0 ? texts.gateway.noFronts : fronts.join(' · ');
}
