/** Rotates the key of a data directory over and over until it is killed: `DIRECTORY`. Says a word for each rotation. */
import { keyRing, openStore } from '../../src/assemble.ts';
import { systemClock } from '../../src/host/clock.ts';
import { dataPaths } from '../../src/host/paths.ts';
import { SecretKeeper } from '../../src/service/secrets.ts';

const paths = dataPaths(process.argv[2] ?? '');
const keys = keyRing(paths, paths.settings);
const store = await openStore(paths, keys);
const keeper = new SecretKeeper({ sources: store.sources, proxies: paths.proxies, keys, clock: systemClock });
for (;;) {
  const { how } = await keeper.rotate(false);
  process.stdout.write(`${how}\n`);
}
