import { connect, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { serveTcp } from '../../test/fakes/loopback.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { Failure } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { dial, verdictOf, type Attempt, type DialOptions } from './dial.ts';

const options: DialOptions = { clock: systemClock, timeout: 1000, signal: new AbortController().signal };

async function failure(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof Failure) return thrown;
  throw new Error('it did not fail as it should', { cause: thrown });
}

it('tries the next address at once when one fails, and tells which failed', async () => {
  const port = await serveTcp(() => undefined);
  const began = performance.now();
  const { socket, address, attempts } = await dial(['::1', '127.0.0.2', '127.0.0.1'], port, options);
  socket.destroy();
  expect(performance.now() - began).toBeLessThan(250);
  expect(address).toBe('127.0.0.1');
  expect(attempts.map((attempt) => attempt.address)).toEqual(['::1', '127.0.0.2']);
});
it('one cause of all addresses has its own code, with each attempt as evidence', async () => {
  const found = await failure(dial(['127.0.0.1', '127.0.0.2'], 1, options));
  expect([found.code, found.stage]).toEqual(['tcp/refused', 'tcp']);
  expect(found.evidence).toMatchObject({
    port: 1,
    attempts: [
      { address: '127.0.0.1', error: 'ECONNREFUSED' },
      { address: '127.0.0.2', error: 'ECONNREFUSED' },
    ],
  });
});
it('a cancelled attempt ends with the reason it was given', async () => {
  const control = new AbortController();
  control.abort(new Error('enough'));
  await expect(dial(['127.0.0.1'], 1, { ...options, signal: control.signal })).rejects.toThrow('enough');
});
it('gives an address 300 ms before it tries the next, and drops it only when that one wins', async () => {
  const port = await serveTcp(() => undefined);
  const clock = new ManualClock();
  const opened: string[] = [];
  const silent = new Socket();
  const open = (address: string): Socket => {
    opened.push(address);
    return address === '2001:db8::1' ? silent : connect(port, '127.0.0.1');
  };
  const dialled = dial(['192.0.2.1', '2001:db8::1'], port, { ...options, clock, open });
  await clock.advance(299);
  expect(opened).toEqual(['2001:db8::1']);
  expect(silent.destroyed).toBe(false);
  await clock.advance(1);
  expect(opened).toEqual(['2001:db8::1', '192.0.2.1']);
  const { address, socket } = await dialled;
  socket.destroy();
  expect([address, silent.destroyed]).toEqual(['192.0.2.1', true]);
});
it('an address that never answers ends at the limit, each of several at its own', async () => {
  const clock = new ManualClock();
  const dialled = failure(dial(['192.0.2.1', '192.0.2.2'], 443, { ...options, clock, open: () => new Socket() }));
  await clock.advance(1300);
  const found = await dialled;
  expect(found.code).toBe('tcp/timeout');
  expect(found.message).toBe(
    'connection failed: 192.0.2.1:443 timeout after 1000 ms; 192.0.2.2:443 timeout after 1000 ms',
  );
});

const attempt = (address: string, error: string): Attempt => ({ address, error, ms: 1, local: false });
const v4 = '192.0.2.1';
const v6 = '2001:db8::1';
it.each([
  [[attempt(v4, 'ECONNREFUSED')], 'tcp/refused'],
  [[attempt(v4, 'timeout'), attempt(v6, 'ETIMEDOUT')], 'tcp/timeout'],
  [[attempt(v4, 'EHOSTUNREACH')], 'tcp/host-unreachable'],
  [[attempt(v4, 'ENETUNREACH')], 'tcp/no-route'],
  [[attempt(v6, 'ENETUNREACH')], 'tcp/v6-only-no-v6'],
  [[attempt(v6, 'ENETUNREACH'), attempt(v4, 'timeout')], 'tcp/timeout'],
  [[attempt(v6, 'EADDRNOTAVAIL'), attempt(v4, 'ENETUNREACH')], 'tcp/no-route'],
  [[{ ...attempt(v4, 'EHOSTUNREACH'), local: true }], 'tcp/no-route'],
  [[attempt(v4, 'ENOPROTOOPT')], 'tcp/host-unreachable'],
  [[attempt(v4, 'EADDRNOTAVAIL')], 'host/no-local-ports'],
  [[attempt(v4, 'EMFILE')], 'host/fd-limit'],
  [[attempt(v4, 'EACCES')], 'tcp/local-policy'],
  [[attempt(v4, 'ECONNRESET')], 'tcp/reset'],
  [[attempt(v4, 'EWHATEVER')], 'tcp/failed'],
  [[attempt(v4, 'ECONNREFUSED'), attempt(v6, 'timeout')], 'tcp/all-addresses-fail'],
])('%j amounts to %s', (attempts, code) => {
  expect(verdictOf(attempts)).toBe(code);
});
