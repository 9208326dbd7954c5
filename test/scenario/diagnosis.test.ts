import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/service/service.ts';
import { pem } from '../fakes/loopback.ts';
import { refusesCredentials, startDiagnosing, type Diagnosing, type Tested } from './diagnosing.ts';
import { silentPort } from './silent-port.ts';

/**
 * The failures that the reference product's support article lists, by its numbers and its own words, as far as they
 * are of the wire. Number 1, the service's own gates, is in gates.test.ts.
 */

const https = { cert: ['good', 'intermediate'].map((name) => pem(`${name}.pem`)).join('\n'), key: pem('server.key') };

/** A port of loopback where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function stageOf(tested: Tested, stage: string) {
  return tested.stages.find((each) => each.stage === stage);
}

/** What the test has to say of a failure, whatever it is. */
function expectExplained(tested: Tested, code: string, stage: string): void {
  expect(tested.explained?.code, JSON.stringify(tested.failure)).toBe(code);
  expect(tested.result).toBe('fails');
  expect(stageOf(tested, stage)?.state).toBe('failed');
  expect(tested.stages.filter(({ state }) => state === 'failed')).toHaveLength(1);
  expect(tested.explained?.meaning).not.toBe('');
  expect(tested.explained?.remedy.length).toBeGreaterThan(0);
  expect(tested.finding?.certainty).toMatch(/^(?:certain|likely|one-of)$/);
}

async function expectMended(product: Diagnosing, patches: readonly JsonObject[]): Promise<void> {
  const mended = await product.fix();
  expect(mended.applied).toEqual(patches);
  expect(mended).toMatchObject({ mended: true, poll: { state: 'succeeded' } });
  expect((await product.run('poll', 'practice')).code).toBe(0);
}

async function expectNoFix(product: Diagnosing, before: JsonObject): Promise<void> {
  const mended = await product.fix();
  expect(mended).toMatchObject({ mended: false, applied: [], poll: null });
  expect((await product.service.getSource('practice')).settings).toEqual(before);
}

describe.concurrent('the reason', { timeout: 90_000 }, () => {
  it('2, a connection that times out, is told by the other ports of the host', async () => {
    await using product = await startDiagnosing();
    const silent = await silentPort();
    onTestFinished(() => silent.close());
    await product.add({ port: silent.port });
    const tested = await product.test();
    expectExplained(tested, 'tcp/port-filtered', 'tcp');
    expect(tested.failure?.code).toBe('tcp/timeout');
    expect(tested.finding).toMatchObject({ certainty: 'likely', alternatives: ['tcp/egress-blocked'] });
    expect(stageOf(tested, 'dns')?.state).toBe('ok');
    expect(stageOf(tested, 'http')?.state).toBe('not-reached');
  });

  it('3, 400, is the address of discovery, which names the poll service: mended', async () => {
    await using product = await startDiagnosing();
    await product.add({ path: '/taxii-discovery-service' });
    expectExplained(await product.test(), 'taxii/wrong-service', 'taxii');
    await expectMended(product, [{ path: '/taxii/poll/' }]);
  });

  it('3, 400, is also HTTPS left off: mended', async () => {
    await using product = await startDiagnosing({ https });
    await product.add({ https: false, host: 'feed.example', ca: pem('root.pem') });
    expectExplained(await product.test(), 'http/port-is-tls', 'http');
    await expectMended(product, [{ https: true, port: product.lab.port }]);
  });

  it.each([
    ['http-401', 'http/401'],
    ['status-unauthorized', 'taxii/unauthorized'],
  ])('4, 401, is a wrong password where the server wants one (%s): nothing to change but that', async (fault, code) => {
    await using product = await startDiagnosing({ faults: [fault] });
    await product.add({ credentials: { kind: 'basic', user: 'alice', password: 'very-wrong' } });
    const { settings } = await product.service.getSource('practice');
    const tested = await product.test();
    expectExplained(tested, code, 'auth');
    expect(tested.finding).toMatchObject({ certainty: 'certain', proposal: null });
    expect(JSON.stringify(tested)).not.toMatch(/very-wrong|YWxpY2U6/);
    await expectNoFix(product, settings);
  });

  it('4, 401, is credentials where none are needed: mended', async () => {
    await using product = await startDiagnosing();
    const open = await refusesCredentials(product.lab);
    onTestFinished(() => open.close());
    await product.add({ port: open.port, credentials: { kind: 'basic', user: 'alice', password: '' } });
    expectExplained(await product.test(), 'http/401-not-needed', 'auth');
    await expectMended(product, [{ credentials: { kind: 'none' } }]);
  });

  it('5, 404, is a path that discovery knows better: mended', async () => {
    await using product = await startDiagnosing();
    await product.add({ path: '/services/poll/' });
    expectExplained(await product.test(), 'http/404-path', 'http');
    await expectMended(product, [{ path: '/taxii/poll/' }]);
  });

  it('6, 405, is the missing final slash: mended', async () => {
    await using product = await startDiagnosing({ faults: ['slash-405'] });
    await product.add({ path: '/taxii/poll' });
    expectExplained(await product.test(), 'http/405-slash', 'http');
    await expectMended(product, [{ path: '/taxii/poll/' }]);
  });

  it('7, 503, is theirs, and passes', async () => {
    await using product = await startDiagnosing({ faults: ['http-503'] });
    await product.add();
    const { settings } = await product.service.getSource('practice');
    const tested = await product.test();
    expectExplained(tested, 'http/503', 'http');
    expect(tested.explained).toMatchObject({ fault: 'source', retry: 'soon' });
    await expectNoFix(product, settings);
    product.lab.setFault();
    expect((await product.test()).result).toBe('works');
  });

  it('8, NOT_FOUND, is a name not quite right where a collection of nearly that name is listed: mended', async () => {
    await using product = await startDiagnosing();
    await product.add({ collection: 'practice.botnt' });
    const tested = await product.test();
    expectExplained(tested, 'taxii/collection-not-found', 'taxii');
    expect(tested.finding?.evidence['nearest']).toBe('practice.botnet');
    await expectMended(product, [{ collection: 'practice.botnet' }]);
  });

  it('8, NOT_FOUND, is the provider’s where the very name is listed', async () => {
    await using product = await startDiagnosing({ faults: ['status-not-found'] });
    await product.add();
    const tested = await product.test();
    expectExplained(tested, 'taxii/collection-not-found', 'taxii');
    expect(tested.finding).toMatchObject({ certainty: 'likely', proposal: null });
    expect(tested.finding?.evidence['listedAs']).toBe('practice.botnet');
  });

  it('9, CERTIFICATE_VERIFY_FAILED, is an authority that is not trusted, with its name: for the operator to decide', async () => {
    await using product = await startDiagnosing({ https });
    await product.add({ host: 'feed.example' });
    const { settings } = await product.service.getSource('practice');
    const tested = await product.test();
    expectExplained(tested, 'tls/unknown-root', 'tls');
    expect(stageOf(tested, 'tls')?.seen).toMatchObject({ issuer: expect.stringContaining('CN=') });
    await expectNoFix(product, settings);
    await product.service.editSource('practice', { ca: pem('root.pem') }, null);
    const trusted = await product.test();
    expect(trusted.result).toBe('works');
    expect(stageOf(trusted, 'tls')?.seen).toMatchObject({ version: 'TLSv1.3', daysLeft: expect.any(Number) });
  });

  it('10, no element found (line 0), is a span too wide, and narrowed without anybody', async () => {
    await using product = await startDiagnosing({ faults: ['span-empty'] });
    await product.add();
    const tested = await product.test('practice', '--full');
    expect(tested).toMatchObject({ result: 'works', failure: null });
    expect(stageOf(tested, 'taxii')?.seen['split']).toBeGreaterThan(0);
  });

  it('10, no element found (line 0), is the server where every span is empty', async () => {
    await using product = await startDiagnosing({ faults: ['empty-body'] });
    await product.add();
    expectExplained(await product.test(), 'body/empty', 'content');
  });

  it('11, connection refused, is a port where nothing listens', async () => {
    await using product = await startDiagnosing();
    await product.add({ port: await closedPort() });
    const tested = await product.test();
    expectExplained(tested, 'tcp/refused', 'tcp');
    expect(tested.finding?.evidence['probes']).not.toHaveLength(0);
  });

  it('12, a polling state, says who polls, and how to stop it; a test does not mind', async () => {
    await using product = await startDiagnosing({ faults: ['silent'] });
    await product.add({ timeouts: { connect: '1s', firstByte: '4s', stall: '4s', request: '60s' } });
    const first = product.run('poll', 'practice');
    while ((await product.service.getSource('practice')).state !== 'polling') await Promise.resolve();
    const second = await product.run('poll', 'practice');
    expect(second).toMatchObject({ code: 1, talk: expect.stringContaining('[gate/poll-running]') });
    const tested = await product.test('practice', '--no-probe', '--timeout-first-byte', '1s');
    expect(stageOf(tested, 'gate')).toMatchObject({ state: 'ok', seen: { polledBy: expect.any(String) } });
    expect((await product.run('poll', 'practice', '--cancel')).code).toBe(0);
    expect((await first).code).toBe(1);
  });
});

describe.concurrent('a poll that failed for good', { timeout: 90_000 }, () => {
  it('is probed once, and says what it found wherever it is shown', async () => {
    await using product = await startDiagnosing({ faults: ['slash-405'] });
    await product.add({ path: '/taxii/poll' });
    const first = await product.run('poll', 'practice');
    expect(first.talk).toMatch(/Cause +title of http\/405-slash \[http\/405-slash\]/);
    expect(first.talk).toContain('+ path: /taxii/poll/');
    expect(product.log.lines.join('\n')).toMatch(
      /^Info: Cause of the failure of the source: practice, after probes \(certain\) \[http\/405-slash\]$/m,
    );
    const asked = product.lab.requests.length;
    await product.run('poll', 'practice');
    expect(product.lab.requests.length - asked).toBe(1);
    const [second, before] = await product.service.listPolls({ source: 'practice', limit: 2 });
    expect(second?.finding).toEqual(before?.finding);
    for (const argv of [
      ['polls', 'show', second?.id ?? ''],
      ['source', 'show', 'practice'],
    ])
      expect((await product.run(...argv)).out).toContain('[http/405-slash]');
    await expectMended(product, [{ path: '/taxii/poll/' }]);
    expect((await product.service.listPolls({ source: 'practice', limit: 1 }))[0]?.finding).toBeUndefined();
  });
});

describe.concurrent('an address that is no source', { timeout: 90_000 }, () => {
  it('is completed by discovery, tested, and can be added by the line that is printed', async () => {
    await using product = await startDiagnosing();
    const { code, out } = await product.run('source', 'test', product.lab.url, '--allow-private');
    expect(code, out).toBe(0);
    const line = /^ {2}feedgate (source add .*)$/m.exec(out)?.[1] ?? '';
    expect((await product.run(...line.split(' '))).code, line).toBe(0);
    const [source] = await product.service.listSources();
    expect(source).toMatchObject({ url: `${product.lab.url}/taxii/poll/`, collection: 'practice.all', state: 'never' });
    expect((await product.run('poll', source?.name ?? '')).code).toBe(0);
  });
  it('stores nothing by being tested', async () => {
    await using product = await startDiagnosing();
    await product.add();
    const before = await product.service.getSource('practice');
    expect((await product.test()).funnel.wouldStore).toBeGreaterThan(100);
    expect(await product.service.getSource('practice')).toEqual(before);
    expect(await product.service.stats()).toMatchObject({ listings: 0 });
    expect(await product.service.listPolls({ limit: 10 })).toEqual([]);
    expect(product.log.lines).toEqual([]);
  });
});
