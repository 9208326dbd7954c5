import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { issueKey, etf, newIssuer } from '../../src/activation/feature-key.ts';
import { startDiagnosing, type Diagnosing } from './diagnosing.ts';

/** Number 1 of the failures that the reference product's support article lists: one message there, precise codes here. */

const reason = 'The ETF service is either disabled or there is no valid feature key for the service.';
const { issuer, secret } = newIssuer();

function keyUntil(until: string): string {
  return issueKey({ feature: etf, holder: 'Example AG', node: null, from: '2020-01-01T00:00:00.000Z', until }, secret);
}

async function expectStopped(product: Diagnosing, code: string, remedy: string): Promise<void> {
  const { code: exit, talk } = await product.run('poll', 'practice');
  expect(exit).toBe(1);
  expect(talk).toContain(reason);
  expect(talk).toContain(`[${code}]`);
  expect(talk).toContain(remedy);
  const korean = await product.run('poll', 'practice', '--lang', 'ko');
  expect(korean.talk).toContain(remedy);
  expect((await product.run('service', 'status')).code).toBe(1);
  const tested = await product.test();
  expect(tested.result, 'a test is a diagnosis: it does not mind').toBe('works');
  expect(tested.stages.find(({ stage }) => stage === 'gate')?.seen).toMatchObject({ closed: code });
}

async function expectPolled(product: Diagnosing): Promise<void> {
  expect((await product.run('service', 'status')).code).toBe(0);
  expect((await product.run('poll', 'practice')).code).toBe(0);
}

describe.concurrent('the reason 1, a closed gate,', { timeout: 60_000 }, () => {
  it('is the switch: at the node, while the cluster says on', async () => {
    await using product = await startDiagnosing();
    await product.add();
    await product.run('service', 'enable', '--level', 'cluster');
    await product.run('service', 'disable');
    await expectStopped(product, 'gate/disabled', 'feedgate level copy --from cluster --to node');
    await product.run('level', 'copy', '--from', 'cluster', '--to', 'node');
    await expectPolled(product);
  });

  it('is the terms, which somebody accepts', async () => {
    await using product = await startDiagnosing();
    await product.add();
    writeFileSync(join(product.root, 'activation.yaml'), 'terms: required\n');
    await expectStopped(product, 'gate/terms-not-accepted', 'feedgate service accept-terms');
    const { code, talk } = await product.run('service', 'accept-terms', '--by', 'A. Kim', '--yes');
    expect([code, talk]).toEqual([0, expect.stringContaining('terms of use')]);
    expect((await product.run('service', 'status')).out).toContain('A. Kim');
    await expectPolled(product);
  });

  it('is a feature key that is missing, then one that is over', async () => {
    await using product = await startDiagnosing();
    await product.add();
    writeFileSync(join(product.root, 'activation.yaml'), 'activation: keyed\n');
    await expectStopped(product, 'gate/key-missing', 'feedgate featurekey add FILE');
    const key = keyUntil('2099-01-01T00:00:00.000Z');
    expect((await product.run('featurekey', 'add', key)).talk, 'nobody trusts its issuer').toContain(
      'gate/key-invalid',
    );
    expect((await product.run('featurekey', 'trust', issuer)).code).toBe(0);
    expect((await product.run('featurekey', 'add', keyUntil('2021-01-01T00:00:00.000Z'))).code).toBe(0);
    await expectStopped(product, 'gate/key-expired', 'feedgate featurekey add FILE');
    expect((await product.run('featurekey', 'check', key)).code).toBe(0);
    expect((await product.run('featurekey', 'add', key)).code).toBe(0);
    await expectPolled(product);
    expect((await product.run('featurekey', 'list')).out.split('\n')).toHaveLength(3);
    expect((await product.run('featurekey', 'remove', '2')).code).toBe(0);
    expect((await product.run('service', 'status')).code, 'the one that is over is left').toBe(1);
  });

  it('is written in the log as there, after the scheduled line, and polls begin by themselves when it opens', async () => {
    await using product = await startDiagnosing();
    await product.run('service', 'disable');
    await product.add();
    const stop = new AbortController();
    const running = product.schedule(stop.signal);
    const lines = () => product.log.lines.join('\n');
    await expect.poll(lines, { timeout: 10_000 }).toContain('Job failed with exception : Source: practice.');
    expect(lines()).toMatch(/A full poll is scheduled for the source: practice/);
    expect(lines()).toContain(`Reason for failure: ${reason}`);
    expect(lines()).toContain('gate/disabled');
    expect(lines()).not.toContain('A full poll has started');
    await product.run('service', 'enable');
    await expect.poll(lines, { timeout: 20_000 }).toMatch(/observables were fetched from the source: practice/);
    await wait(1500);
    expect(lines().match(/poll has started/g), 'once').toHaveLength(1);
    stop.abort();
    await running;
  });
});
