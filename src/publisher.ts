import { parentPort, workerData } from 'node:worker_threads';
import { settingsCodec } from './config/codec.ts';
import { systemClock, systemRandom } from './host/clock.ts';
import { dataPaths } from './host/paths.ts';
import { Publisher } from './poller/publisher.ts';
import { servePublisher } from './poller/publisher-thread.ts';
import { locked } from './secrets/locked.ts';
import { openSqliteStore } from './store/sqlite.ts';

/** The publisher's thread: started by the poller process with the data directory, an absolute path, as its data. */
const paths = dataPaths(String(workerData));
const store = await openSqliteStore({ file: paths.database, codec: settingsCodec(locked), clock: systemClock });
if (parentPort !== null) {
  const world = { clock: systemClock, random: systemRandom, directory: paths.indexDirectory };
  servePublisher(parentPort, new Publisher({ store, ...world }));
}
