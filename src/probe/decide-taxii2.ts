import type { FailureRecord } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { type Verdict, why } from '../feed/finding.ts';
import type { SourceSettings } from '../feed/source.ts';
import { namesOf } from '../taxii2/choose.ts';
import { certain, likely } from './finding.ts';
import { pollPlace } from './places.ts';
import { textsOf } from './plan.ts';
import type { Discovery } from './listings.ts';
import type { TaxiiHeard } from './seen.ts';

/** The collection is not listed, or may not be read: one of those that are listed and may be is nearest in name. */
export function decideCollection2(failure: FailureRecord, { collection }: Pick<SourceSettings, 'collection'>): Verdict {
  const offered = textsOf(failure, 'collections').map(namesOf);
  const near = nearest(collection, offered.flat());
  const [id] = offered.find((names) => near !== undefined && names.includes(near)) ?? [];
  if (id === undefined) return certain(failure.code);
  const nearestOf = why('nearest-of-listed', { count: String(offered.length), name: near ?? id });
  return certain(failure.code, { evidence: { nearest: id }, proposal: { patch: { collection: id }, why: nearestOf } });
}

/** What was heard in TAXII 1.x where TAXII 2 was asked for. */
export interface OlderSeen {
  /** Discovery at the configured address. */
  readonly here: TaxiiHeard | null;
  /** A discovery of TAXII 1.x, there or elsewhere on the host. */
  readonly discovery: Discovery | null;
}

/** The server speaks TAXII 1.x: its poll service is proposed, or the address itself where no discovery tells another. */
export function decideOlder(failure: FailureRecord, { here, discovery }: OlderSeen, settings: SourceSettings): Verdict {
  const version = discovery?.version ?? here?.message?.version;
  if (version === undefined) return likely(failure.code);
  const poll = discovery === null ? settings : pollPlace(discovery.services, settings);
  const evidence = { speaks: version };
  if (poll === null) return certain('taxii/version-unsupported', { evidence });
  const { path, port, https } = poll;
  const moved = port !== settings.port || https !== settings.https;
  const patch = { kind: 'taxii1', path, taxiiVersion: 'auto', ...(moved ? { port, https } : {}) };
  const proposal = { patch, why: why('speaks-taxii', { version }) };
  return certain('taxii/version-unsupported', { evidence, proposal });
}
