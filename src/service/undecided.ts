import type { Clock } from '../base/clock.ts';
import { takeApart } from '../config/take-apart.ts';
import type { Offer } from '../probe/offer.ts';
import type { PollerPort } from './local.ts';
import type { JsonObject } from './service.ts';

/** How long a server is asked what it speaks before its source is added as it is, milliseconds. */
const patience = 10_000;

/**
 * The input with the kind of its source, where neither it nor its address says which: the server is asked. One that
 * does not answer leaves it as it is.
 * @throws Failure `config/*` for an address that cannot be read.
 */
export async function withKind(
  input: JsonObject,
  poller: Pick<PollerPort, 'discover'>,
  clock: Clock,
): Promise<JsonObject> {
  const { url } = input;
  if (input['kind'] !== undefined || typeof url !== 'string' || takeApart(url).kind !== null) return input;
  const offer = await offerOf(poller, input, clock);
  return offer !== null && speaksOnlyTaxii2(offer) ? { ...input, kind: 'taxii2' } : input;
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
