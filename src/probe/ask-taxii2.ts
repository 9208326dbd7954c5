import { discoveryPaths } from '../taxii2/address.ts';
import { taxiiMedia } from '../taxii2/media.ts';
import { readTaxii2, type Taxii2 } from '../taxii2/resource.ts';
import { askHttp } from './ask-http.ts';
import type { Place, Round } from './round.ts';

/** Where a TAXII 2 server has its discovery (TAXII 2.1 §4.1). */
export const [taxii2Path] = discoveryPaths;

/** What a server says of itself at a path. */
export interface FoundTaxii2 extends Taxii2 {
  readonly path: string;
}

/** What a place says of itself to clients of these versions, asked one after the other; `null` where it is not TAXII 2. */
export async function taxii2At(
  round: Round,
  place: Place,
  versions: readonly Taxii2['version'][],
): Promise<FoundTaxii2 | null> {
  for (const version of versions) {
    const heard = await askHttp(round, {
      name: `taxii ${version}`,
      place,
      method: 'GET',
      headers: [['Accept', taxiiMedia[version]]],
      body: null,
      credentials: true,
    });
    const said = heard === null ? null : readTaxii2(heard.contentType, heard.text, version);
    if (said !== null && said.kind !== 'error') return { ...said, path: place.path };
  }
  return null;
}
