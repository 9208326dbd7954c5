import type { SourceSettings } from '../feed/source.ts';
import { askTaxii, type TaxiiQuestion } from './ask-taxii.ts';
import { taxii2At, taxii2Path } from './ask-taxii2.ts';
import { decideCredentials, decidePath, decideRedirect, decideVersion } from './decide-http.ts';
import { decideCollection, decideSpan } from './decide-taxii.ts';
import { certain, likely } from './finding.ts';
import { collectionsAt, discoveryAt, managementPlace } from './listings.ts';
import type { Plan } from './plan.ts';
import { beside, discoveryPaths, toggledSlash } from './places.ts';
import type { Round } from './round.ts';
import type { TaxiiHeard } from './seen.ts';
import type { CollectionInformation } from '../taxii/message.ts';

export const afterWrongPath: Plan = async (failure, round, settings) => {
  const place = { ...round.own, path: toggledSlash(settings.path) };
  const slash = { place, heard: await askTaxii(round, countOf(settings), { place, version: versionOf(settings) }) };
  const seen = { slash, here: null, elsewhere: null, taxii2: null };
  const early = decidePath(failure, seen, settings);
  if (early.certainty === 'certain') return early;
  const here = await askTaxii(round, { kind: 'discovery' }, { place: round.own, version: versionOf(settings) });
  if (here?.message?.kind === 'discovery-response') return decidePath(failure, { ...seen, here }, settings);
  const taxii2 = failure.code === 'http/404' ? null : await taxii2At(round, round.own, ['2.1']);
  const discovery =
    taxii2 === null ? await discoveryAt(round, discoveryPaths(settings.path).slice(0, 4), versionOf(settings)) : null;
  return decidePath(failure, { slash, here, elsewhere: discovery?.services ?? null, taxii2 }, settings);
};

export const afterRedirect: Plan = (failure, _round, settings) => Promise.resolve(decideRedirect(failure, settings));

/** Never with the credentials again: what was refused once may lock the account the next time. */
export const afterRefusedCredentials: Plan = async (failure, round, settings) => {
  if (settings.credentials.kind === 'none') return decideCredentials(failure, null, settings);
  const probe = { place: round.own, version: versionOf(settings), credentials: false };
  return decideCredentials(failure, await askTaxii(round, countOf(settings), probe), settings);
};

export const afterOtherVersion: Plan = async (failure, round, settings) => {
  const taxii2 =
    (await taxii2At(round, round.own, ['2.1', '2.0'])) ??
    (settings.path === taxii2Path ? null : await taxii2At(round, { ...round.own, path: taxii2Path }, ['2.1', '2.0']));
  const in10 =
    taxii2 === null && settings.taxiiVersion !== '1.0'
      ? await askTaxii(round, countOf(settings), { place: round.own, version: '1.0' })
      : null;
  return decideVersion(failure, { taxii2, in10 }, settings);
};

export const afterUnknownCollection: Plan = async (failure, round, settings) =>
  decideCollection(failure, await listCollections(round, settings), settings);

/** Collection_Information at the configured address, beside it, or where discovery says. */
async function listCollections(
  round: Round,
  settings: SourceSettings,
): Promise<readonly CollectionInformation[] | null> {
  const version = versionOf(settings);
  const near = [settings.path, ...beside(settings.path, 'collections')].map((path) => ({ ...round.own, path }));
  const found = await collectionsAt(round, near, version);
  if (found !== null) return found.collections;
  const discovery = await discoveryAt(round, discoveryPaths(settings.path).slice(0, 3), version);
  const place = discovery === null ? null : managementPlace(round, discovery.services);
  return place === null ? null : ((await collectionsAt(round, [place], version))?.collections ?? null);
}

const hour = 60 * 60_000;

/** Narrower and narrower, until something is answered. */
export const afterTooWide: Plan = async (failure, round, settings) => {
  const whole = round.options.span ?? (settings.segment === 'auto' ? settings.age : settings.segment);
  const spans = [4, 16, 64].map((divisor) => Math.max(hour, Math.floor(whole / divisor)));
  const tried: number[] = [];
  if (settings.collectionType === 'set') return likely(failure.code);
  for (const span of new Set(spans)) {
    const { collection, subscription } = settings;
    const question = { kind: 'poll', collection, subscription, span } as const;
    const heard = await askTaxii(round, question, { place: round.own, version: versionOf(settings) });
    if (heard === null) break;
    tried.push(span);
    if (wasAnswered(heard)) return decideSpan(failure, { worked: span, tried }, settings);
  }
  return decideSpan(failure, { worked: null, tried }, settings);
};

function wasAnswered({ code, message, root }: TaxiiHeard): boolean {
  return code === null && (message !== null || root === 'Poll_Response');
}

/** Whether the domain above is gone as well. Asks DNS alone. */
export const afterUnknownName: Plan = async (failure, round, settings) => {
  const parent = settings.host.split('.').slice(1).join('.');
  if (!parent.includes('.')) return certain(failure.code);
  const answer = await round.deps.resolver.resolve(parent, round.signal).then(
    () => 'exists',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'failed'),
  );
  round.note('dns', parent, answer);
  const parentExists = answer === 'exists' || answer === 'dns/no-address';
  return certain(failure.code, { evidence: { parent, parentExists } });
};

export const afterGone: Plan = (failure) => Promise.resolve(certain(failure.code));

function countOf({ collection, subscription, collectionType, age }: SourceSettings): TaxiiQuestion {
  return { kind: 'count', collection, subscription, span: collectionType === 'set' ? null : Math.min(age, 24 * hour) };
}

function versionOf({ taxiiVersion }: SourceSettings): '1.0' | '1.1' {
  return taxiiVersion === '1.0' ? '1.0' : '1.1';
}
