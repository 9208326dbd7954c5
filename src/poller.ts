import { fileURLToPath } from 'node:url';
import { assemblePoller, clock, goByTrust, keyRing, policiesOf, openStore } from './assemble.ts';
import { openDataDirectory } from './host/data-directory.ts';
import { installLastResort } from './host/signals.ts';
import { withKeptJournal } from './journal/open.ts';
import { note } from './log/events.ts';
import { FileLog } from './log/file-log.ts';
import { PublisherThread } from './poller/publisher-thread.ts';
import { ipcChannel } from './service/channels.ts';
import { servePoller } from './service/poller-process.ts';

/** The poller process: started by the daemon with the data directory and the file of settings as its arguments, ended with the daemon's pipe. */
const { paths } = openDataDirectory(process.argv[2] ?? '');
goByTrust(paths);
const log = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
installLastResort((failure) =>
  log.write(note(clock.now(), 'Critical', `the poller ends: ${failure.message}`, { code: failure.code })),
);

const stopping = new AbortController();
const stop = () => stopping.abort();
process.on('SIGTERM', stop);
// A Ctrl-C in the terminal reaches every process of the group; the daemon decides.
process.on('SIGINT', () => undefined);
process.on('disconnect', stop);

const keys = keyRing(paths, process.argv[3] ?? paths.settings);
const store = await openStore(paths, keys);
const assembled = assemblePoller(store, log, policiesOf(paths, keys, log));
const module = fileURLToPath(new URL(`./publisher${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
const publisher = new PublisherThread({ module, argument: paths.root, log, clock });
assembled.poller.onChange(() => publisher.request());
servePoller(ipcChannel(process), assembled.port, () => assembled.poller.idleMs);
const sightings = assembled.sightings((work) => withKeptJournal(paths.journal, ({ sightings: queue }) => work(queue)));
await Promise.all([assembled.poller, assembled.guardLists, sightings].map((each) => each.run(stopping.signal)));
await assembled.close();
await publisher.stop();
await store.close();
log.close();
if (process.connected) process.disconnect();
