import { startLab } from '../lab.ts';
import { sampleCollections } from '../samples.ts';
import type { FarServers } from './site.ts';

/** The process on the far side of a practice network: practice servers until its standard input ends. */

const { servers, cert, key } = JSON.parse(process.argv[2] ?? '{}') as FarServers;
const collections = sampleCollections(Date.now());
await Promise.all(
  servers.map(({ host, port, https }) =>
    startLab({ host, port, collections, ...(https ? { https: { cert, key } } : {}) }),
  ),
);
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
