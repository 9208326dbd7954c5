import { failing, type Failure } from '../base/failure.ts';
import { doubtAbout, type SetDoubt, type SetSizes } from '../feed/set-size.ts';
import type { SourceSettings } from '../feed/source.ts';
import { pollerConditions } from './conditions.ts';

const fail = failing(pollerConditions);

type Limits = Pick<SourceSettings, 'name' | 'shrinkLimit' | 'growthLimit'>;

const telling: Readonly<
  Record<SetDoubt, readonly [code: keyof typeof pollerConditions, what: (sizes: SetSizes) => string]>
> = {
  empty: ['guard/snapshot-empty', ({ before }) => `came back empty where it had ${before} observables`],
  shrunk: ['guard/snapshot-shrunk', ({ before, now }) => `shrank from ${before} to ${now} observables`],
  grown: ['guard/snapshot-grown', ({ before, now }) => `grew from ${before} to ${now} observables`],
};

/** Why a data set does not take the place of the one before; `null` where it does. */
export function heldBack({ name, ...limits }: Limits, sizes: SetSizes): Failure | null {
  const doubt = doubtAbout(sizes, limits);
  if (doubt === null) return null;
  const [code, what] = telling[doubt];
  const limit = doubt === 'grown' ? { growthLimit: limits.growthLimit } : { shrinkLimit: limits.shrinkLimit };
  return fail(code, `the data set of "${name}" ${what(sizes)}`, { evidence: { ...sizes, ...limit } });
}
