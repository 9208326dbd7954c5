import type { Clock } from '../base/clock.ts';
import { takeApart } from '../config/take-apart.ts';
import type { Offer } from '../probe/offer.ts';
import type { PollerPort } from './local.ts';
import type { JsonObject } from './service.ts';

/** How long a server is asked what it speaks before its source is added as it is, milliseconds. */
const patience = 10_000;

/**
 * The input with the kind of its source, where neither it nor its address says which: the server is asked. What speaks
 * no TAXII, and is not said to have a collection, is a feed or server of MISP, or a list, where observables can be read out of it. One that does not
 * answer leaves the input as it is.
 * @throws Failure `config/*` for an address that cannot be read.
 */
export async function withKind(
  input: JsonObject,
  poller: Pick<PollerPort, 'discover' | 'test'>,
  clock: Clock,
): Promise<JsonObject> {
  if (!isUndecided(input)) return input;
  const offer = await offerOf(poller, input, clock);
  if (offer === null) return input;
  if (speaksOnlyTaxii2(offer)) return { ...input, kind: 'taxii2' };
  if (offer.versions.length > 0 || input['collection'] !== undefined) return input;
  for (const kind of ['misp', 'list']) {
    const other = { ...input, kind };
    if (await gives(poller, other, clock)) return other;
  }
  return input;
}

/** Whether neither the input nor its address says what the source is. */
export function isUndecided({ kind, url }: JsonObject): boolean {
  return kind === undefined && typeof url === 'string' && takeApart(url).kind === null;
}

/** Whether a source of these settings gives observables. */
async function gives(poller: Pick<PollerPort, 'test'>, input: JsonObject, clock: Clock): Promise<boolean> {
  const until = clock.monotonic() + patience;
  for await (const event of poller.test({ input }, { full: false, probe: false })) {
    if (event.kind === 'report') return event.report.result === 'works' && event.report.funnel.supported > 0;
    if (clock.monotonic() > until) return false;
  }
  return false;
}

/** Whether a server speaks TAXII 2 and no TAXII 1. */
export function speaksOnlyTaxii2({ versions }: Offer): boolean {
  return versions.length > 0 && versions.every((version) => version.startsWith('2.'));
}

async function offerOf(poller: Pick<PollerPort, 'discover'>, input: JsonObject, clock: Clock): Promise<Offer | null> {
  const until = clock.monotonic() + patience;
  for await (const event of poller.discover({ input })) {
    if (event.kind === 'offer') return event.offer;
    if (clock.monotonic() > until) return null;
  }
  return null;
}
