import { asFailure } from './base/failure.ts';
import { runGateway } from './gateway/run.ts';
import { systemClock as clock } from './host/clock.ts';
import { openDataDirectory } from './host/data-directory.ts';
import { installLastResort } from './host/signals.ts';
import { note } from './log/events.ts';
import { FileLog } from './log/file-log.ts';

/**
 * The gateway process: started by the daemon with the data directory, the file of settings and the version as its
 * arguments. It outlives the daemon: whoever comes next finds it by its lock.
 */
const [root = '', settings = '', version = '0'] = process.argv.slice(2);
const { paths } = openDataDirectory(root);
const log = new FileLog({ classicLog: paths.classicLog, jsonLog: paths.jsonLog });
installLastResort((failure) =>
  log.write(note(clock.now(), 'Critical', `the gateway ends: ${failure.message}`, { code: failure.code })),
);

const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());
process.on('SIGINT', () => stopping.abort());
const onReload = (reload: () => void): void => void process.on('SIGHUP', reload);
try {
  await runGateway({ paths, settings, version, log, supervised: true, stop: stopping.signal, onReload });
} catch (error) {
  const { message, code } = asFailure(error, 'running the gateway');
  log.write(note(clock.now(), 'Critical', message, { code }));
  process.exitCode = 1;
}
log.close();
process.exit();
