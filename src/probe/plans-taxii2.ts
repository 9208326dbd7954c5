import { collectionsPath, isDiscovery, isIdentifier, objectsPath } from '../taxii2/address.ts';
import { taxiiMedia } from '../taxii2/media.ts';
import { askHttp } from './ask-http.ts';
import { askTaxii } from './ask-taxii.ts';
import { taxii2At, taxii2Path } from './ask-taxii2.ts';
import { decideRefused } from './decide-http.ts';
import { decideCollection2, decideOlder } from './decide-taxii2.ts';
import { likely } from './finding.ts';
import { discoveryAt } from './listings.ts';
import { discoveryPaths } from './places.ts';
import type { Plan } from './plan.ts';

/** Other paths where a discovery of TAXII 1.x is looked for. */
const mostPaths = 3;

/** Nothing of TAXII 2 came: where nothing of it is there either, whether TAXII 1.x is. */
export const afterNoTaxii2: Plan = async (failure, round, settings) => {
  const well = { ...round.own, path: taxii2Path };
  const taxii2 = (await taxii2At(round, round.own, ['2.1'])) ?? (await taxii2At(round, well, ['2.1']));
  if (taxii2 !== null)
    return likely(failure.code, { evidence: { speaks: taxii2.version, apiRoots: [...taxii2.apiRoots] } });
  const here = await askTaxii(round, { kind: 'discovery' }, { place: round.own });
  const found = here?.message;
  const paths = discoveryPaths(settings.path).slice(0, mostPaths);
  const discovery =
    found?.kind === 'discovery-response'
      ? { place: round.own, version: found.version, services: found.services }
      : await discoveryAt(round, paths, '1.1');
  return decideOlder(failure, { here, discovery }, settings);
};

/** The server has told what it has. */
export const afterUnknownCollection2: Plan = (failure, _round, settings) =>
  Promise.resolve(decideCollection2(failure, settings));

/** Never with the credentials again: what was refused once may lock the account the next time. */
export const afterRefusedCredentials2: Plan = async (failure, round, settings) => {
  const { path, collection, credentials } = settings;
  if (credentials.kind === 'none') return decideRefused(failure, null, false, settings);
  const named = isIdentifier(collection) && !isDiscovery(path);
  const heard = await askHttp(round, {
    name: 'anonymous',
    place: { ...round.own, path: named ? `${objectsPath(path, collection)}?limit=1` : collectionsPath(path) },
    method: 'GET',
    headers: [['Accept', taxiiMedia['2.1']]],
    body: null,
    credentials: false,
  });
  const open = heard !== null && heard.code === null && /^\s*\{/.test(heard.text);
  return decideRefused(failure, heard, open, settings);
};
