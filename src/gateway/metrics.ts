import type { FrontStatus, GatewayStatus } from './status.ts';

/** The gateway's figures in the text format of Prometheus (0.0.4). */
export function metricsText(status: GatewayStatus): string {
  const { index, fronts } = status;
  const each = (of: (front: FrontStatus) => number | null) =>
    fronts.map((front) => [{ front: front.kind }, of(front)] as const);
  const counts = (name: string, of: (front: FrontStatus) => Readonly<Record<string, number>>) =>
    fronts.flatMap((front) =>
      Object.entries(of(front)).map(([key, count]) => [{ front: front.kind, [name]: key }, count] as const),
    );
  return [
    metric('gateway_start_time_seconds', 'gauge', [[{}, Date.parse(status.since) / 1000]]),
    metric('gateway_index_generation', 'gauge', [[{}, index?.generation ?? null]]),
    metric('gateway_index_built_time_seconds', 'gauge', [
      [{}, index === null ? null : Date.parse(index.builtAt) / 1000],
    ]),
    metric('gateway_index_observables', 'gauge', [[{}, index?.observables ?? null]]),
    metric('gateway_index_memory_bytes', 'gauge', [[{}, index?.memory ?? null]]),
    metric('gateway_journal_lost_total', 'counter', [[{}, status.journalLost]]),
    metric(
      'gateway_front_up',
      'gauge',
      each(({ failure }) => (failure === null ? 1 : 0)),
    ),
    metric(
      'gateway_requests_total',
      'counter',
      each(({ requests }) => requests),
    ),
    metric(
      'gateway_last_request_time_seconds',
      'gauge',
      each(({ lastAt }) => (lastAt === null ? null : lastAt / 1000)),
    ),
    metric(
      'gateway_request_p50_seconds',
      'gauge',
      each(({ p50 }) => (p50 === null ? null : p50 / 1000)),
    ),
    metric(
      'gateway_request_p99_seconds',
      'gauge',
      each(({ p99 }) => (p99 === null ? null : p99 / 1000)),
    ),
    metric(
      'gateway_actions_total',
      'counter',
      counts('action', ({ actions }) => actions),
    ),
    metric(
      'gateway_undecided_total',
      'counter',
      counts('code', ({ undecided }) => undecided),
    ),
    metric(
      'gateway_reservations_total',
      'counter',
      counts('code', ({ reservations }) => reservations),
    ),
  ].join('');
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number | null];

/** Labels are words of ours: nothing in them has to be escaped. */
function metric(name: string, type: 'counter' | 'gauge', samples: readonly Sample[]): string {
  const lines = samples.flatMap(([labels, value]) => {
    if (value === null) return [];
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text}"`);
    return [`feedgate_${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`];
  });
  return lines.length === 0 ? '' : `# TYPE feedgate_${name} ${type}\n${lines.join('')}`;
}
