import { join } from 'node:path';
import { withoutProfiles } from '../fakes/profiles.ts';
import type { Clock } from '../../src/base/clock.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import type { PollMode, PollReport } from '../../src/feed/report.ts';
import { systemClock } from '../../src/host/clock.ts';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.ts';
import { exchange } from '../../src/net/exchange.ts';
import { systemResolver } from '../../src/net/resolver.ts';
import { childParser } from '../../src/parse/child-parser.ts';
import { defaultParseBudget } from '../../src/parse/session.ts';
import { clientOpener } from '../../src/poller/clients.ts';
import { pollLog } from '../../src/poller/poll-log.ts';
import { startPoll } from '../../src/poller/poll.ts';
import type { PollerDeps } from '../../src/poller/poller.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { MemoryLog } from '../fakes/memory-log.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

/** A clock that runs a hundred times as fast: for back-offs and waits that a server asks for, not for the network's limits. */
export const hasty: Clock = {
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * 100,
  sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
};

/** A practice server, a store and everything between them, as the poller process has it. */
export interface Polling extends AsyncDisposable {
  readonly lab: Lab;
  readonly store: Store;
  readonly log: MemoryLog;
  readonly deps: PollerDeps;
  /** Adds the source `practice`, or changes it. */
  configure(changes?: JsonObject): Promise<void>;
  poll(mode?: PollMode): Promise<PollReport>;
}

const quick = { connect: '1s', firstByte: '1s', stall: '1s', request: '10s' };

/** Starts it all on loopback. The source reads `practice.mixed` with one attempt unless told otherwise. */
export async function startPolling(options: LabOptions & { readonly source?: JsonObject } = {}): Promise<Polling> {
  const lab = await startLab(options);
  const directory = tempDirectory();
  const store = await openSqliteStore({
    file: join(directory, 'feedgate.db'),
    codec: settingsCodec,
    clock: systemClock,
  });
  const log = new MemoryLog();
  const parser = childParser({ clock: systemClock });
  const resolver = systemResolver({ clock: systemClock });
  const random = seededRandom(7);
  const deps: PollerDeps = {
    store,
    log: pollLog(log, systemClock),
    clock: hasty,
    random,
    holder: 'test/1/1',
    openClient: clientOpener({
      parser,
      clock: hasty,
      random,
      budget: { ...defaultParseBudget, stallMs: 5000 },
      partBudget: 60,
      route: withoutProfiles,
      ask: (request) =>
        exchange(request, {
          clock: systemClock,
          resolver,
          budget: { wireBytes: 8 * 1024 * 1024 },
          pace: { window: 1500 },
        }),
    }),
  };
  const base = {
    name: 'practice',
    kind: 'taxii1',
    host: '127.0.0.1',
    port: lab.port,
    https: false,
    path: '/taxii/poll/',
    collection: 'practice.mixed',
    allowPrivate: true,
    attempts: 1,
    timeouts: quick,
    ...options.source,
  };
  const polling: Polling = {
    lab,
    store,
    log,
    deps,
    async configure(changes = {}) {
      const settings = parseSource({ ...base, ...changes });
      if ((await store.sources.get('practice')) === undefined) await store.sources.add(settings, systemClock.now());
      else await store.sources.update('practice', settings);
    },
    async poll(mode) {
      const source = await store.sources.get('practice');
      if (source === undefined) throw new Error('no source');
      return (await startPoll(source, mode ?? null, deps)).done;
    },
    async [Symbol.asyncDispose]() {
      await parser.close();
      await store.close();
      await lab.close();
    },
  };
  await polling.configure();
  return polling;
}

/** Every canonical value held, in force or not yet or no longer, sorted. */
export async function valuesOf(store: Store): Promise<string[]> {
  const values = new Set<string>();
  for await (const listing of store.listings.scan({ at: systemClock.now(), all: true }))
    values.add(`${listing.kind} ${listing.value}`);
  return [...values].sort();
}
