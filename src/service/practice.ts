import type { Clock } from '../base/clock.ts';
import type { PollReport } from '../feed/report.ts';
import { startLab } from '../lab/lab.ts';
import type { Service } from './service.ts';

/** Where the practice server listens when nobody else does, so that its source works again after a restart. */
const usualPort = 9650;
const name = 'practice';

export interface Practice {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly terminal: { write(text: string): unknown };
  /** How the command is typed here: `feedgate`, `npx feedgate`. */
  readonly typed: string;
  /** Commands to try besides. */
  readonly more: readonly string[];
}

/**
 * The first run (`npm start`): a practice TAXII 1.1 server on loopback with a sample feed, the source `practice` that
 * reads it, one poll, and what to look at next. Serves until the signal aborts. On a directory that has sources of
 * its own nothing is added; the practice server comes back where its source is still there.
 */
export async function practise(service: Service, { signal, clock, terminal, typed, more }: Practice): Promise<void> {
  const sources = await service.listSources();
  const known = sources.find((source) => source.name === name);
  if (known === undefined && sources.length > 0) return;
  const options = { clock, taxii2: {} };
  const lab = await startLab({ ...options, port: usualPort }).catch(() => startLab(options));
  const say = (text: string) => terminal.write(`${text}\n`);
  try {
    const settings = {
      host: '127.0.0.1',
      port: lab.port,
      https: false,
      path: '/taxii/poll/',
      collection: 'practice.all',
    };
    if (known === undefined) {
      const interval = '1h';
      await service.addSource({ name, kind: 'taxii1', ...settings, allowPrivate: true, interval });
    } else if (known.settings['port'] !== lab.port) {
      await service.editSource(name, { port: lab.port }, false);
    }
    say(`\nPractice server: TAXII 1.1 with a sample feed on ${lab.url}; TAXII 2.1 at ${lab.url}/taxii2/`);
    say(`Source "${name}" reads it. Polling it now …\n`);
    const report = await pollOnce(service);
    for (const line of firstRunText(report, typed, more)) say(line);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await lab.close();
  }
}

/** Polls, or waits for the poll that the scheduler has begun meanwhile. */
async function pollOnce(service: Service): Promise<PollReport | null> {
  try {
    for await (const event of service.poll(name, null)) if (event.kind === 'report') return event.report;
  } catch {
    // The scheduler was quicker: its report is the one to show.
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const [latest] = await service.listPolls({ source: name, limit: 1 });
    if (latest !== undefined && latest.state !== 'running') return latest;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}

function firstRunText(report: PollReport | null, typed: string, more: readonly string[]): string[] {
  if (report === null) return [`The first poll has not ended yet: ${typed} polls practice`];
  const { funnel, segments } = report;
  if (report.failure !== null) return [`The poll failed: ${report.failure.message} [${report.failure.code}]`];
  const seconds = (Date.parse(report.finishedAt ?? report.startedAt) - Date.parse(report.startedAt)) / 1000;
  return [
    `Poll ${report.id}: ${segments.length} segment(s) in ${seconds.toFixed(1)} s`,
    `  received ${funnel.received} content blocks → ${funnel.parsed} indicators → ${funnel.supported} observables`,
    `  stored ${funnel.new} new listings, ${funnel.known} known; ${funnel.refused} values refused`,
    `  passed over: ${report.skipped.map(({ reason, count }) => `${reason} ${count}`).join(', ') || 'nothing'}`,
    '',
    'Look next (in another terminal, from this directory):',
    `  ${typed} status`,
    `  ${typed} source show practice`,
    `  ${typed} source test practice`,
    `  ${typed} source discover practice`,
    `  ${typed} observable list --source practice | head`,
    `  ${typed} observable lookup 192.0.2.1`,
    `  ${typed} polls show ${report.id}`,
    `  ${typed} log tail -f`,
    ...more.map((command) => `  ${command}`),
    '',
    'Ctrl-C stops.',
  ];
}
