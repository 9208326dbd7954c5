import { askHttp } from './ask-http.ts';
import type { Place, Round } from './round.ts';
import { readTaxii2 } from './taxii2.ts';
import type { Taxii2 } from './seen.ts';

/** Media types by version (TAXII 2.1 §1.6.8, TAXII 2.0 §1.4.8). */
const accepts: Readonly<Record<Taxii2['version'], string>> = {
  '2.1': 'application/taxii+json;version=2.1',
  '2.0': 'application/vnd.oasis.taxii+json; version=2.0',
};

/** Where a TAXII 2 server has its discovery (TAXII 2.1 §4.1). */
export const taxii2Path = '/taxii2/';

/** What a place says of itself to clients of these versions, asked one after the other; `null` where it is not TAXII 2. */
export async function taxii2At(
  round: Round,
  place: Place,
  versions: readonly Taxii2['version'][],
): Promise<Taxii2 | null> {
  for (const version of versions) {
    const heard = await askHttp(round, {
      name: `taxii ${version}`,
      place,
      method: 'GET',
      headers: [['Accept', accepts[version]]],
      body: null,
      credentials: true,
    });
    const said = heard === null ? null : readTaxii2(heard.contentType, heard.text, version);
    if (said !== null && said.kind !== 'error') return said;
  }
  return null;
}
