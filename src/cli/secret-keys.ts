import { keySetting } from '../config/key-setting.ts';
import { KeyRing, type FoundKeys } from '../secrets/key-ring.ts';
import { keyPlaces } from '../secrets/key-places.ts';
import type { Context } from './context.ts';

/** Looks for the keys of the data directory as this command sees them; a credential of the daemon's unit is not among them. */
export function keysHere({ environment, globals }: Context): () => readonly FoundKeys[] {
  const { paths, settings } = environment.files(globals.data, undefined);
  const places = () =>
    keyPlaces({ env: environment.env, named: keySetting(settings, paths.root), own: paths.secretKey });
  const ring = new KeyRing({ places, clock: environment.clock });
  return () => ring.look();
}
