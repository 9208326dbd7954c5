import { join } from 'node:path';
import { withoutProfiles } from '../fakes/profiles.ts';
import { Failure } from '../../src/base/failure.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import type { SourceSettings } from '../../src/feed/source.ts';
import type { PollReport } from '../../src/feed/report.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { OpenExercise } from '../../src/lab/exercise.ts';
import { exchange } from '../../src/net/exchange.ts';
import { systemResolver, type Resolver } from '../../src/net/resolver.ts';
import { childParser } from '../../src/parse/child-parser.ts';
import { defaultParseBudget } from '../../src/parse/session.ts';
import { clientOpener } from '../../src/poller/clients.ts';
import { pollLog } from '../../src/poller/poll-log.ts';
import { startPoll, type PollDeps } from '../../src/poller/poll.ts';
import { probeFailure } from '../../src/probe/probe.ts';
import type { ProbeOptions } from '../../src/probe/round.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { MemoryLog } from '../fakes/memory-log.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { hasty } from './polling.ts';

/** What meeting a fault ended in. */
export interface Outcome {
  readonly afterPoll: string | null;
  readonly afterProbe: string | null;
  readonly message: string;
  readonly warnings: readonly string[];
  /** Values that are held of the source afterwards. */
  readonly values: readonly string[];
  readonly ms: number;
}

/** Polls and probes of faults, as the poller process does them, over one store and a few parser children. */
export interface ExercisePolls extends AsyncDisposable {
  readonly log: MemoryLog;
  /** Polls a source that meets the fault, once, and probes what it failed with; settings may be refused before that. */
  meet(
    id: string,
    exercise: Pick<OpenExercise, 'settings' | 'environment' | 'canary'>,
    changes?: JsonObject,
  ): Promise<Outcome>;
}

/** Limits of the network that keep a test short; a fault on loopback shows at once. */
const quick = { connect: '1s', firstByte: '2s', stall: '2s', request: '20s' };
const probeLimits = { connect: 600, answer: 1000 };

export async function openExercisePolls(limits: ProbeOptions['limits'] = probeLimits): Promise<ExercisePolls> {
  const directory = tempDirectory();
  const store = await openSqliteStore({
    file: join(directory, 'feedgate.db'),
    codec: settingsCodec,
    clock: systemClock,
  });
  const log = new MemoryLog();
  const parser = childParser({ clock: systemClock, idle: 4 });
  const random = seededRandom(7);

  const world = (resolver: Resolver, canary: string | null): PollDeps => ({
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
    probe: (failure, settings, { span, signal }) =>
      probeFailure(
        failure,
        withoutProfiles(settings),
        { clock: systemClock, resolver },
        {
          signal,
          limits,
          ...(canary === null
            ? {}
            : { canary: { host: canary, port: settings.port, https: false, allowPrivate: true } }),
          ...(span === null ? {} : { span }),
        },
      ),
  });

  return {
    log,
    async meet(id, { settings, environment, canary }, changes = {}) {
      const servers = environment['FEEDGATE_DNS']?.split(',');
      const resolver = systemResolver({
        clock: systemClock,
        timeout: 1000,
        ...(servers === undefined ? {} : { servers }),
      });
      const began = performance.now();
      const parsed = parsedOf({ kind: 'taxii1', ...settings, timeouts: quick, ...changes, name: id });
      if (parsed instanceof Failure) return refused(parsed);
      const source = await store.sources.add(parsed, systemClock.now());
      const report = await (await startPoll(source, null, world(resolver, canary))).done;
      return outcomeOf(report, { ms: performance.now() - began, values: await heldOf(id) });
    },
    async [Symbol.asyncDispose]() {
      await parser.close();
      await store.close();
    },
  };

  async function heldOf(source: string): Promise<string[]> {
    const values = new Set<string>();
    for await (const { kind, value } of store.listings.scan({ at: systemClock.now(), all: true, source }))
      values.add(`${kind} ${value}`);
    return [...values].sort();
  }
}

function parsedOf(settings: JsonObject): SourceSettings | Failure {
  try {
    return parseSource(settings);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function refused({ code, message }: Failure): Outcome {
  return { afterPoll: code, afterProbe: code, message, warnings: [], values: [], ms: 0 };
}

function outcomeOf(report: PollReport, { ms, values }: Pick<Outcome, 'ms' | 'values'>): Outcome {
  const { failure, finding, warnings } = report;
  return {
    afterPoll: failure?.code ?? null,
    afterProbe: finding?.code ?? failure?.code ?? null,
    message: failure?.message ?? '',
    warnings: warnings.map(({ code }) => code),
    values,
    ms: Math.round(ms),
  };
}
