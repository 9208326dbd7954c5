import type { Stage } from '../base/failure.ts';
import type { PollReport } from '../feed/report.ts';
import { showDuration, type Context } from './context.ts';
import { together } from './facts.ts';
import type { Palette } from './palette.ts';

/** The way of a poll, in order (DESIGN §1). */
const order: readonly Stage[] = [
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

/** Stages that every poll goes through; the others are shown where they were measured. */
const always: ReadonlySet<Stage> = new Set(['dns', 'tcp', 'http', 'taxii', 'content', 'store']);

/** `dns 4 ms ▸ tcp 31 ms ▸ …`: where the time went. */
export function stageTimes(context: Context, report: PollReport): string {
  return sorted(report)
    .map(([stage, ms]) => together(`${stage} ${showDuration(context, ms)}`))
    .join(together(' ▸') + ' ');
}

/** `✔ dns 4 ms  ✔ tcp 31 ms  ✖ tls 12 ms  ○ http …`: how far a failed poll came. */
export function stageTrace(context: Context, report: PollReport, palette: Palette): string {
  const failed = report.failure?.stage;
  if (failed === undefined) return stageTimes(context, report);
  const times = new Map(sorted(report));
  const stop = order.indexOf(failed);
  return order
    .filter((stage, i) => i === stop || (i < stop ? times.has(stage) : times.has(stage) || always.has(stage)))
    .map((stage) => {
      const i = order.indexOf(stage);
      const ms = times.get(stage);
      const time = ms === undefined || i > stop ? '' : ` ${showDuration(context, ms)}`;
      if (i > stop) return palette.dim(together(`○ ${stage}`));
      return i === stop ? palette.bad(together(`✖ ${stage}${time}`)) : palette.good('✔') + together(` ${stage}${time}`);
    })
    .join('  ');
}

function sorted(report: PollReport): [Stage, number][] {
  return report.stages
    .map(({ stage, ms }): [Stage, number] => [stage, ms])
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}
