import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { systemClock } from '../../src/host/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { indicator, ingest, leaseOf, settings } from '../contract/store-fixtures.ts';
import { closedPort } from '../fakes/closed-port.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { spawnFeedgate, until } from './feedgate.ts';
import { publish } from './listed.ts';
import { MilterRelay } from './milter-relay.ts';
import { milterService, Postfix, postfixObstacle, send, Sink, type Sending } from './postfix.ts';

const obstacle = postfixObstacle();
if (obstacle !== null) console.warn(`SKIPPED: a real Postfix whose gateway fails: ${obstacle}`);

/** What Postfix does where its milter fails; each has a port of its own, and one whose milter is behind the relay. */
const defaults = ['accept', 'tempfail'] as const;
type Default = (typeof defaults)[number];

let data: string;
let postfix: Postfix;
let sink: Sink;
let relay: MilterRelay;
const ports = new Map<string, number>();
const left: ChildProcess[] = [];

/** How often each mail must have arrived: a mail that was taken once, a mail that was not never. */
const ledger = new Map<string, number>();

async function startGateway(): Promise<ChildProcess> {
  const gateway = spawnFeedgate(data, ['gateway']);
  left.push(gateway);
  await ready();
  return gateway;
}

const status = () => askStatus(join(data, 'gateway.sock')).catch(() => null);
const ready = (is: (pid: number) => boolean = () => true) =>
  until(async () => {
    const found = await status();
    const open = found?.fronts.length === 1 && found.fronts[0]?.failure === null && found.index !== null;
    return open && is(found.pid) ? found.pid : undefined;
  }, 'the gateway is ready');

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

interface Mailing extends Partial<Pick<Sending, 'midway' | 'client'>> {
  /** Lines of the body. Default 3. */
  readonly lines?: number;
  readonly body?: string;
  readonly relayed?: boolean;
  /** To send the same mail again. */
  readonly id?: string;
}

const nobody = { host: '127.0.0.1', port: 9, https: false, allowPrivate: true } as const;

let count = 0;
async function mail(action: Default, { lines = 3, body = '', relayed = false, ...more }: Mailing = {}) {
  const { id = `mail-${(count += 1)}-${process.pid}-end` } = more;
  const text = `From: <ann@example.com>\r\nSubject: ${id}\r\n\r\n${body}${'All is well, said the cat.\r\n'.repeat(lines)}`;
  const port = ports.get(`${action} ${relayed ? 'relayed' : 'direct'}`) ?? 0;
  const { code } = await send({ port, message: text, ...more });
  ledger.set(id, (ledger.get(id) ?? 0) + (code === 250 ? 1 : 0));
  return { id, code };
}

const several = (action: Default, mailing?: Mailing) => Promise.all([1, 2, 3].map(() => mail(action, mailing)));
const arrived = (id: string) => until(() => sink.with(id)[0]?.message, `${id} arrives`, 20_000);

/** While there is no verdict to be had: mail flows without one, or is to come again. */
async function expectDefault(action: Default, mails: readonly { readonly id: string; readonly code: number }[]) {
  expect(mails.map(({ code }) => code)).toEqual(mails.map(() => (action === 'accept' ? 250 : 451)));
  for (const { id, code } of mails) if (code === 250) expect(await arrived(id)).not.toContain('X-Feedgate');
}

/** The next mails get what they should, and those that were deferred pass when they come again. */
async function expectVerdicts(deferred: readonly { readonly id: string; readonly code: number }[] = []) {
  for (const action of defaults) {
    const clean = await mail(action);
    expect(clean.code).toBe(250);
    expect(await arrived(clean.id)).toContain('verdict=clean');
    expect((await mail(action, { client: '192.0.2.66' })).code).toBe(550);
    expect((await mail(action, { body: 'https://bad.example.net/pay\r\n' })).code).toBe(550);
  }
  for (const { id, code } of deferred) if (code !== 250) expect((await mail('tempfail', { id })).code).toBe(250);
}

describe.skipIf(obstacle !== null)('a real Postfix whose gateway fails', () => {
  beforeAll(async () => {
    const root = tempDirectory();
    data = join(root, 'data');
    mkdirSync(data, { mode: 0o700 });
    sink = new Sink();
    const next = await sink.listen();
    const services = [];
    for (const action of defaults) {
      for (const [way, socket] of [
        ['direct', 'milter.sock'],
        ['relayed', 'relay.sock'],
      ] as const) {
        const port = await closedPort();
        ports.set(`${action} ${way}`, port);
        services.push(milterService(port, socket, action));
      }
    }
    postfix = new Postfix({ root, next, services });
    const listed = [
      { kind: 'ip', value: '192.0.2.66' },
      { kind: 'domain', value: 'bad.example.net' },
    ] as const;
    await publish(
      data,
      listed.map(({ kind, value }) => [kind, value]),
    );
    // A daemon publishes what is stored; nobody answers its polls.
    const store = await openSqliteStore({
      file: join(data, 'feedgate.db'),
      codec: settingsCodec,
      clock: systemClock,
    });
    const source = await store.sources.add(settings('phish', { mode: 'enforce', ...nobody }), Date.now());
    const indicators = [indicator('i', [], { observables: listed })];
    await ingest(store, await leaseOf(store, source.id), indicators, { seenAt: Date.now() });
    await store.close();
    const sockets = join(postfix.queue, 'feedgate');
    writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
    writeFileSync(
      join(data, 'feedgate.yaml'),
      `gateway: { fronts: { milter: { listen: 'unix:${sockets}/milter.sock' } } }\n`,
    );
    relay = new MilterRelay(join(sockets, 'milter.sock'));
    await relay.listen(join(sockets, 'relay.sock'));
    postfix.start();
  }, 60_000);
  afterEach(async () => {
    for (const child of left.splice(0)) {
      child.kill('SIGCONT');
      await end(child, 'SIGKILL');
    }
    const supervised = await status();
    if (supervised !== null) process.kill(supervised.pid, 'SIGKILL');
  });
  afterAll(() => {
    postfix.stop();
    relay.close();
    sink.close();
  });

  describe.each(defaults)('and that is told to %s then', (action) => {
    it('does so while there is no gateway', async () => {
      const mails = await several(action);
      await expectDefault(action, mails);
      await startGateway();
      await expectVerdicts(mails);
    });
    it('does so when it hangs before a mail comes', async () => {
      const gateway = await startGateway();
      gateway.kill('SIGSTOP');
      const mails = await several(action);
      await expectDefault(action, mails);
      gateway.kill('SIGCONT');
      await expectVerdicts(mails);
    });
    it('does so when it hangs in mid session', async () => {
      const gateway = await startGateway();
      const mails = await several(action, { midway: async () => void gateway.kill('SIGSTOP') });
      await expectDefault(action, mails);
      gateway.kill('SIGCONT');
      await expectVerdicts(mails);
    });
    it('does so when it is killed in mid session', async () => {
      const gateway = await startGateway();
      const mails = await several(action, { midway: () => end(gateway, 'SIGKILL') });
      await expectDefault(action, mails);
      await startGateway();
      await expectVerdicts(mails);
    });
    it('does so when it is killed in the middle of a body', async () => {
      const gateway = await startGateway();
      const killing = Promise.withResolvers<void>();
      relay.afterBody = { pieces: 2, run: () => end(gateway, 'SIGKILL').then(killing.resolve) };
      const lost = await mail(action, { relayed: true, lines: 12_000 });
      await killing.promise;
      await expectDefault(action, [lost]);
      await startGateway();
      const whole = await mail(action, { relayed: true, lines: 12_000 });
      expect(await arrived(whole.id)).toContain('verdict=clean');
      await expectVerdicts([lost]);
    });
  });

  it('notices nothing when the daemon is killed, and has another gateway where that was killed too', async () => {
    const daemon = spawnFeedgate(data, ['start']);
    left.push(daemon);
    const first = await ready();
    const during = await mail('tempfail', { midway: () => end(daemon, 'SIGKILL') });
    expect(await arrived(during.id)).toContain('verdict=clean');
    await expectVerdicts();
    expect(await ready(), 'it has gone on').toBe(first);
    process.kill(first, 'SIGKILL');
    await until(async () => ((await status()) === null ? true : undefined), 'no gateway');
    const mails = await several('tempfail');
    await expectDefault('tempfail', mails);
    await expectDefault('accept', await several('accept'));
    left.push(spawnFeedgate(data, ['start']));
    const second = await ready((pid) => pid !== first);
    await expectVerdicts(mails);
    process.kill(second, 'SIGKILL');
    await ready((pid) => pid !== second);
    await expectVerdicts();
  });

  it('finishes mails under way when the gateway is told to end', async () => {
    const gateway = await startGateway();
    const { id } = await mail('tempfail', { midway: async () => void gateway.kill('SIGTERM') });
    expect(await arrived(id)).toContain('verdict=clean');
  });

  it('has neither lost nor doubled a mail in all of this', async () => {
    await until(() => (postfix.isEmpty ? true : undefined), 'the queue is empty', 20_000);
    const wrong = [...ledger].filter(([id, times]) => sink.with(id).length !== times);
    expect(wrong).toEqual([]);
    expect(sink.mails).toHaveLength([...ledger.values()].reduce((sum, times) => sum + times, 0));
  });
});
