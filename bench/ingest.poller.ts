/**
 * The poller's side of ingest.ts, a process of its own and put together as src/poller.ts does: polls the server at a
 * port once into a data directory, `DIRECTORY PORT SETTINGS`, and tells how it went. The parser child is started before,
 * as in a poller that runs already.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { assemblePoller, keyRing, openStore, settingsRules } from '../src/assemble.ts';
import type { JsonObject } from '../src/config/plain.ts';
import { parseSource } from '../src/config/source-settings.ts';
import { openDataDirectory } from '../src/host/data-directory.ts';
import { FileLog } from '../src/log/file-log.ts';
import type { Polled } from './ingest.ts';
import { peakMemory } from './peak-memory.ts';

const [directory = '', port = '', settings = '{}'] = process.argv.slice(2);
const { paths } = openDataDirectory(directory);
const log = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
const keys = keyRing(paths, paths.settings);
const store = await openStore(paths, keys);
await store.sources.add(
  parseSource({
    name: 'bench',
    host: '127.0.0.1',
    port: Number(port),
    https: false,
    allowPrivate: true,
    ...(JSON.parse(settings) as JsonObject),
  }),
  Date.now(),
);
const assembled = assemblePoller(store, log, { rules: settingsRules(paths, keys) });
await wait(500);
const began = performance.now();
for await (const event of assembled.port.pollNow('bench', 'full', {})) {
  if (event.kind !== 'report') continue;
  const ms = performance.now() - began;
  const { failure, decodedBytes, stages } = event.report;
  const peak = peakMemory(process.pid);
  const { listings } = await store.listings.census(Date.now());
  const polled: Polled = { ms, peak, listings, failure: failure?.message ?? null, decodedBytes, stages };
  console.log(JSON.stringify(polled));
}
await assembled.close();
await store.close();
log.close();
