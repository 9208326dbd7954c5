import type { TrialProgress } from '../feed/trial.ts';
import { showDuration, type Context } from './context.ts';
import { formatNumber } from './format.ts';
import { LiveLine } from './progress.ts';

type Told = { readonly kind: 'progress'; readonly progress: TrialProgress };

/**
 * Follows something that takes its time to its outcome, with a live line where somebody looks. `null` after Ctrl-C, and
 * what was under way is stopped.
 */
export async function watch<Outcome extends { readonly kind: string }>(
  context: Context,
  name: string,
  events: AsyncIterable<Told | Outcome>,
): Promise<Outcome | null> {
  const { environment, globals, print } = context;
  const live = print.talk.canRedraw && !globals.quiet ? new LiveLine(print.talk, environment.clock) : null;
  try {
    for await (const event of events) {
      if (environment.signal.aborted) return null;
      if (!isTold(event)) return event;
      live?.show(`${name}: ${told(context, event.progress)}`);
    }
    return null;
  } finally {
    live?.clear();
  }
}

function isTold(event: { readonly kind: string }): event is Told {
  return event.kind === 'progress';
}

function told(context: Context, { stage, received, supported, elapsedMs }: TrialProgress): string {
  const { trial, progress } = context.texts;
  const names: Readonly<Record<string, string>> = { probing: trial.probing, discovering: trial.discovering };
  return [
    names[stage] ?? stage,
    ...(received === 0 ? [] : [progress.blocks(formatNumber(received)), progress.observables(formatNumber(supported))]),
    ...(elapsedMs < 1000 ? [] : [showDuration(context, Math.floor(elapsedMs / 1000) * 1000)]),
  ].join(' · ');
}
