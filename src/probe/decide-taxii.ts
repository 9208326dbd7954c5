import type { FailureRecord } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { limits, type SourceSettings } from '../feed/source.ts';
import type { CollectionInformation } from '../taxii/message.ts';
import { type Verdict, why } from '../feed/finding.ts';
import { certain, likely } from './finding.ts';
import { collectionPlace, placeProposal } from './places.ts';

/** Names of collections that are kept as evidence. */
const mostNames = 100;

/** The server refuses the collection. `listed`: those that it shows to these credentials; `null` where none was shown. */
export function decideCollection(
  failure: FailureRecord,
  listed: readonly CollectionInformation[] | null,
  settings: SourceSettings,
): Verdict {
  if (listed === null) return likely(failure.code);
  const names = listed.map(({ name }) => name);
  const evidence = { collections: names.slice(0, mostNames), listed: names.length };
  const exact = listed.find(({ name }) => name === settings.collection);
  if (exact === undefined) return unknownName(failure, names, settings.collection);
  if (exact.available === false) return certain('taxii/collection-unavailable', { evidence });
  const place = collectionPlace(exact, settings);
  const proposal = place === null ? null : placeProposal(place, settings, 'collection-polled-at');
  return likely(failure.code, { evidence: { ...evidence, listedAs: exact.name }, proposal });
}

function unknownName(failure: FailureRecord, names: readonly string[], asked: string): Verdict {
  const near = nearest(asked, names);
  return certain(failure.code === 'taxii/denied' ? 'taxii/denied' : 'taxii/collection-not-found', {
    evidence: {
      collections: names.slice(0, mostNames),
      listed: names.length,
      ...(near === undefined ? {} : { nearest: near }),
    },
    proposal:
      near === undefined
        ? null
        : { patch: { collection: near }, why: why('nearest-of-listed', { count: String(names.length), name: near }) },
  });
}

/** A narrower span was asked for. */
export interface SpanSeen {
  /** Milliseconds that were answered; `null` where none was. */
  readonly worked: number | null;
  /** Milliseconds that were tried. */
  readonly tried: readonly number[];
}

const hour = 60 * 60_000;

/** The poll breaks down over its span, or whatever the span. */
export function decideSpan(failure: FailureRecord, { worked, tried }: SpanSeen, { age }: SourceSettings): Verdict {
  const evidence = { triedMs: [...tried], ...(worked === null ? {} : { workedMs: worked }) };
  if (worked === null) return likely(failure.code, { evidence });
  const least = Math.max(limits.segment.min, Math.ceil(age / limits.segment.maxCount / hour) * hour);
  const segment = Math.floor(worked / hour) * hour;
  const fits = segment >= least;
  return certain(failure.code, {
    evidence,
    proposal: fits ? { patch: { segment }, why: why('span-answered', { hours: String(segment / hour) }) } : null,
  });
}
