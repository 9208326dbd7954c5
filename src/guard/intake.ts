import type { Indicator } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';
import type { GuardName, Guards } from './guard.ts';

/** What was kept out of one poll. */
export interface KeptOut {
  readonly count: number;
  readonly byGuard: Readonly<Partial<Record<GuardName, number>>>;
  /** The first 10 of each guard. */
  readonly samples: readonly (Observable & { readonly guard: GuardName })[];
}

export const nothingKeptOut: KeptOut = { count: 0, byGuard: {}, samples: [] };

const mostSamples = 10;

/** Sorts what comes in: the indicators with what may be kept, and what was kept out of them. */
export function sortOut(
  batch: readonly Indicator[],
  guards: Guards,
): { readonly indicators: readonly Indicator[]; readonly out: KeptOut } {
  const byGuard: Partial<Record<GuardName, number>> = {};
  const samples: (Observable & { readonly guard: GuardName })[] = [];
  let count = 0;
  const passes = (observable: Observable): boolean => {
    const guard = guards.keptOutBy(observable);
    if (guard === null) return true;
    count += 1;
    byGuard[guard] = (byGuard[guard] ?? 0) + 1;
    if ((byGuard[guard] ?? 0) <= mostSamples) samples.push({ ...observable, guard });
    return false;
  };
  const indicators = batch.map((indicator) => {
    const observables = indicator.observables.filter(passes);
    return observables.length === indicator.observables.length ? indicator : { ...indicator, observables };
  });
  return count === 0 ? { indicators: batch, out: nothingKeptOut } : { indicators, out: { count, byGuard, samples } };
}

/** The sum of two. */
export function addKeptOut(a: KeptOut, b: KeptOut): KeptOut {
  if (b.count === 0) return a;
  const byGuard: Partial<Record<GuardName, number>> = { ...a.byGuard };
  for (const [guard, count] of Object.entries(b.byGuard) as [GuardName, number][])
    byGuard[guard] = (byGuard[guard] ?? 0) + count;
  const room = new Map<GuardName, number>();
  const samples = [...a.samples, ...b.samples].filter(({ guard }) => {
    const taken = (room.get(guard) ?? 0) + 1;
    room.set(guard, taken);
    return taken <= mostSamples;
  });
  return { count: a.count + b.count, byGuard, samples };
}
