import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readGuards } from '../../src/config/guards-file.ts';
import { assemblePoller, clock, keyRing, openStore, policiesOf, settingsRules } from '../../src/assemble.ts';
import { dataPaths } from '../../src/host/paths.ts';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.ts';
import { SecretKeeper } from '../../src/service/secrets.ts';
import { localService } from '../../src/service/local.ts';
import type { JsonObject, Service, TestView } from '../../src/service/service.ts';
import type { Rendered } from '../../src/diagnosis/render.ts';
import type { PollReport } from '../../src/feed/report.ts';
import { feedgate, type Run } from '../fakes/command-line.ts';
import { names } from '../fakes/loopback.ts';
import { MemoryLog } from '../fakes/memory-log.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

/** What `source test --json` prints. */
export interface Tested extends TestView {
  readonly explained: (Rendered & { readonly code: string; readonly alternatives: readonly unknown[] }) | null;
  readonly fix: string | null;
}

/** What `source fix --json` prints. */
export interface Mended {
  readonly mended: boolean;
  readonly applied: readonly JsonObject[];
  readonly poll: PollReport | null;
}

/** A practice server, the product on an empty data directory, and its command line. */
export interface Diagnosing extends AsyncDisposable {
  readonly lab: Lab;
  readonly service: Service;
  readonly log: MemoryLog;
  /** The data directory. */
  readonly root: string;
  /** Polls what is due until `signal` aborts. */
  schedule(signal: AbortSignal): Promise<void>;
  /** Adds the source `practice`. */
  add(settings?: JsonObject): Promise<void>;
  run(...argv: readonly string[]): Promise<Run>;
  test(...argv: readonly string[]): Promise<Tested>;
  fix(): Promise<Mended>;
}

const quick = { connect: '1s', firstByte: '2s', stall: '2s', request: '20s' };

export async function startDiagnosing(options: LabOptions = {}): Promise<Diagnosing> {
  const lab = await startLab(options);
  const root = tempDirectory();
  const log = new MemoryLog();
  const paths = dataPaths(root);
  const keys = keyRing(paths, paths.settings);
  const store = await openStore(paths, keys);
  const assembled = assemblePoller(store, log, {
    ...policiesOf(paths, keys, log),
    resolver: names({ 'feed.example': ['127.0.0.1'] }),
  });
  const service = localService({
    gateway: async () => null,
    secrets: new SecretKeeper({ sources: store.sources, proxies: paths.proxies, keys, clock }),
    guards: { file: dataPaths(root).guards, read: () => readGuards(dataPaths(root)) },
    store,
    poller: assembled.port,
    rules: settingsRules(paths, keys),
    clock,
    version: '0.1.0',
    data: root,
    daemon: null,
    reload: null,
    doctor: async function* () {},
    close: async () => undefined,
  });
  const base = {
    name: 'practice',
    kind: 'taxii1',
    host: '127.0.0.1',
    port: lab.port,
    https: options.https !== undefined,
    path: '/taxii/poll/',
    collection: 'practice.botnet',
    allowPrivate: true,
    attempts: 1,
    timeouts: quick,
  };
  const run = (...argv: readonly string[]) =>
    feedgate([...argv, '--data', root], { openService: () => Promise.resolve(service) });
  const json = async <T>(...argv: readonly string[]): Promise<T> => {
    const { out, talk } = await run(...argv, '--json');
    if (out === '') throw new Error(talk);
    return JSON.parse(out) as T;
  };
  return {
    lab,
    service,
    log,
    root,
    schedule: (signal) => assembled.poller.run(signal),
    run,
    add: async (settings = {}) => void (await service.addSource({ ...base, ...settings })),
    test: (...argv) => json('source', 'test', ...(argv.length === 0 ? ['practice'] : argv)),
    fix: () => json('source', 'fix', 'practice', '--yes'),
    async [Symbol.asyncDispose]() {
      await assembled.close();
      await store.close();
      await lab.close();
    },
  };
}

/** A server before the practice server that turns away whoever shows credentials, and passes on whoever does not. */
export async function refusesCredentials(lab: Lab): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((asked, answer) => {
    if (asked.headers.authorization !== undefined) {
      asked.resume();
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="feed"' }).end();
      return;
    }
    const { method, headers, url = '/' } = asked;
    const onward = request({ host: '127.0.0.1', port: lab.port, path: url, method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
