import type { PollerVitals } from '../doctor/check-daemon.ts';
import type { SourceView } from './service.ts';

/** What monitoring is told of. Times are milliseconds since 1970. */
export interface MonitoringFacts {
  readonly now: number;
  readonly version: string;
  readonly startedAt: number;
  /** `null` where the store does not answer. */
  readonly sources: readonly SourceView[] | null;
  readonly storeBytes: number | null;
  readonly polling: number;
  readonly poller: PollerVitals;
  /** When the match index was last published; `null` where none is. */
  readonly indexAt: number | null;
  readonly gatewayUp: boolean;
  /** Bytes that are free for the data directory. */
  readonly diskFree: number | null;
  /** Bytes of memory, and seconds of processor, of the daemon. */
  readonly memory: number;
  readonly cpuSeconds: number;
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number | null];

/** More sources than this are counted, and not told one by one. */
export const mostSources = 1000;

/** The daemon's figures in the text format of Prometheus (0.0.4). */
export function monitoringText(facts: MonitoringFacts): string {
  const { poller, version } = facts;
  return [
    metric('build_info', 'gauge', [[{ version }, 1]]),
    metric('daemon_start_time_seconds', 'gauge', [[{}, facts.startedAt / 1000]]),
    metric('daemon_resident_memory_bytes', 'gauge', [[{}, facts.memory]]),
    metric('daemon_cpu_seconds_total', 'counter', [[{}, facts.cpuSeconds]]),
    metric('poller_up', 'gauge', [[{}, poller.pid === null ? 0 : 1]]),
    metric('poller_restarts_total', 'counter', [[{}, poller.restarts]]),
    metric('poller_idle_seconds', 'gauge', [[{}, poller.idleMs === null ? null : poller.idleMs / 1000]]),
    metric('polls_running', 'gauge', [[{}, facts.polling]]),
    metric('gateway_up', 'gauge', [[{}, facts.gatewayUp ? 1 : 0]]),
    metric('store_up', 'gauge', [[{}, facts.sources === null ? 0 : 1]]),
    metric('store_size_bytes', 'gauge', [[{}, facts.storeBytes]]),
    metric('disk_free_bytes', 'gauge', [[{}, facts.diskFree]]),
    metric('index_published_time_seconds', 'gauge', [[{}, facts.indexAt === null ? null : facts.indexAt / 1000]]),
    facts.sources === null ? '' : sourcesText(facts.sources, facts.now),
  ].join('');
}

function sourcesText(sources: readonly SourceView[], now: number): string {
  const each = (of: (source: SourceView) => number | null): readonly Sample[] =>
    sources.slice(0, mostSources).map((source) => [{ source: source.name }, of(source)]);
  const isLate = ({ nextDue, state }: SourceView): boolean =>
    state !== 'suspended' && state !== 'polling' && nextDue !== null && Date.parse(nextDue) < now;
  return [
    metric('sources', 'gauge', [[{}, sources.length]]),
    metric('sources_late', 'gauge', [[{}, sources.filter(isLate).length]]),
    metric(
      'source_state',
      'gauge',
      sources.slice(0, mostSources).map(({ name, state }) => [{ source: name, state }, 1]),
    ),
    metric(
      'source_listings',
      'gauge',
      each(({ listings }) => listings),
    ),
    metric(
      'source_failures_in_a_row',
      'gauge',
      each(({ failures }) => failures),
    ),
    metric(
      'source_failure',
      'gauge',
      sources
        .slice(0, mostSources)
        .flatMap(({ name, failure }) => (failure === null ? [] : [[{ source: name, code: failure.code }, 1] as const])),
    ),
    metric(
      'source_last_attempt_time_seconds',
      'gauge',
      each(({ lastAttempt }) => seconds(lastAttempt)),
    ),
    metric(
      'source_last_success_time_seconds',
      'gauge',
      each(({ lastSuccess }) => seconds(lastSuccess)),
    ),
    metric(
      'source_next_due_time_seconds',
      'gauge',
      each(({ nextDue }) => seconds(nextDue)),
    ),
  ].join('');
}

function seconds(time: string | null): number | null {
  return time === null ? null : Date.parse(time) / 1000;
}

function metric(name: string, type: 'counter' | 'gauge', samples: readonly Sample[]): string {
  const lines = samples.flatMap(([labels, value]) => {
    if (value === null) return [];
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
    return [`feedgate_${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`];
  });
  return lines.length === 0 ? '' : `# TYPE feedgate_${name} ${type}\n${lines.join('')}`;
}

/** A label's value, as the format wants it: backslash, quote and line feed escaped. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** What keeps the daemon from being ready; nothing where it is. */
export function unreadiness({ sources, poller, indexAt }: MonitoringFacts): readonly string[] {
  return [
    ...(sources === null ? ['the store does not answer'] : []),
    ...(poller.pid === null ? ['the poller is being started again'] : []),
    ...(indexAt === null ? ['no match index is published yet'] : []),
  ];
}
