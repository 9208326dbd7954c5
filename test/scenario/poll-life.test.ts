import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { microsOf } from '../../src/base/instant.ts';
import { stixBindings, type Collection } from '../../src/lab/collection.ts';
import { sampleCollections } from '../../src/lab/samples.ts';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { leaf } from '../../src/lab/pki/issue.ts';
import { shows, worldAt } from '../../src/lab/tls/world.ts';
import { startPoll } from '../../src/poller/poll.ts';
import { afterRequest, serveTls } from '../fakes/loopback.ts';
import { startPolling, valuesOf, type Polling } from './polling.ts';

async function sourceOf(polling: Polling) {
  const source = await polling.store.sources.get('practice');
  if (source === undefined) throw new Error('no source');
  return source;
}

/** What a collection asserts, every value once, sorted. */
function asserted(name: string): string[] {
  const collection = sampleCollections(systemClock.now()).find((each) => each.name === name);
  if (collection === undefined) throw new Error(`no ${name}`);
  const indices = Array.from({ length: collection.blocks.length }, (_, index) => index);
  return [...new Set(indices.flatMap((index) => [...collection.asserts(index)]))].sort();
}

/** A package as sharing communities send it: observables alone. */
const observablesOnly: Collection = {
  name: 'members',
  description: 'observables without indicators',
  type: 'DATA_FEED',
  available: true,
  subscription: null,
  readyAfterMs: 0,
  bindings: [stixBindings['1.1.1']],
  blocks: {
    length: 1,
    at: () => ({
      label: microsOf(systemClock.now() - 3_600_000),
      binding: stixBindings['1.1.1'],
      content: () => [
        `<stix:STIX_Package xmlns:stix="http://stix.mitre.org/stix-1" xmlns:cybox="http://cybox.mitre.org/cybox-2"
          xmlns:a="http://cybox.mitre.org/objects#AddressObject-2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xmlns:ex="http://example.com" id="ex:package-1" version="1.1.1">
          <stix:Observables cybox_major_version="2" cybox_minor_version="1"><cybox:Observable id="ex:observable-1">
            <cybox:Object><cybox:Properties xsi:type="a:AddressObjectType" category="ipv4-addr">
              <a:Address_Value>192.0.2.77</a:Address_Value></cybox:Properties></cybox:Object>
          </cybox:Observable></stix:Observables></stix:STIX_Package>`,
      ],
    }),
  },
};

describe.concurrent('polling a collection', { timeout: 60_000 }, () => {
  it('stores exactly what it asserts, then finds nothing new in a delta poll', async () => {
    await using polling = await startPolling({ source: { collection: 'practice.botnet' } });
    const full = await polling.poll();
    expect(full).toMatchObject({ mode: 'full', state: 'succeeded', failure: null });
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.botnet'));
    const { state } = await sourceOf(polling);
    // The server tells its clock in whole seconds, and the cursor never passes it.
    const behind = Date.parse(full.window.end ?? '') - Date.parse(state.cursor ?? '');
    expect(behind).toBeGreaterThanOrEqual(0);
    expect(behind).toBeLessThan(1000);
    expect(state.lastSuccessAt).not.toBeNull();
    const delta = await polling.poll();
    expect(delta).toMatchObject({ mode: 'delta', state: 'succeeded' });
    expect(delta.funnel.new).toBe(0);
    const hours = (Date.parse(delta.window.end ?? '') - Date.parse(delta.window.begin ?? '')) / 3_600_000;
    expect(hours).toBeLessThan(0.5);
  });

  it('tells the classic sentences, one a line, with the code of each failure', async () => {
    await using polling = await startPolling({
      faults: [{ name: 'http-503-bare', times: 1 }],
      source: { attempts: 3 },
    });
    await polling.poll();
    const lines = polling.log.lines.join('\n');
    expect(lines).toMatch(
      /^Info: A full poll has started for the source: practice, domain: 127\.0\.0\.1, collection: practice\.mixed$/m,
    );
    expect(lines).toMatch(
      /^Info: Observables are being fetched from the source: practice between \S+ \S+\+00:00 and \S+ \S+\+00:00$/m,
    );
    expect(lines).toMatch(
      /^Info: Failed to fetch observables from the source: practice\. Reason for failure: .* \[http\/503\]$/m,
    );
    expect(lines).toMatch(/^Info: \d+ observables were fetched from the source: practice$/m);
    expect(lines).toMatch(
      /^Debug: Updating the timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} for the last attempted poll/m,
    );
  });

  it('tries three times, gives up, keeps what it had and says so', async () => {
    await using polling = await startPolling({ source: { attempts: 3 } });
    await polling.poll();
    const before = await valuesOf(polling.store);
    polling.lab.setFault('http-502');
    const failed = await polling.poll();
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'http/502', fault: 'source' } });
    expect(polling.log.lines.join('\n')).toMatch(
      /^Warning: Unable to fetch the observables from the source: practice after 3 failed attempts/m,
    );
    expect(await valuesOf(polling.store)).toEqual(before);
    const { state } = await sourceOf(polling);
    expect(state).toMatchObject({ failures: 1, lastFailure: { code: 'http/502' } });
    polling.lab.setFault();
    expect((await polling.poll()).failure).toBeNull();
    expect((await sourceOf(polling)).state).toMatchObject({ failures: 0, lastFailure: null });
  });

  it('refuses a second poll of a source that is being polled', async () => {
    await using polling = await startPolling();
    const running = await startPoll(await sourceOf(polling), null, polling.deps);
    const second = startPoll(await sourceOf(polling), null, { ...polling.deps, holder: 'other/2/2' });
    await expect(second).rejects.toMatchObject({ code: 'gate/poll-running', evidence: { holder: 'test/1/1' } });
    expect(polling.log.lines.join('\n')).toMatch(/currently in a polling state/);
    expect((await running.done).state).toBe('succeeded');
  });

  it('stops where it is cancelled, and the next poll goes on from there', async () => {
    await using polling = await startPolling({ source: { collection: 'practice.phishing', segment: '1d' } });
    const running = await startPoll(await sourceOf(polling), null, polling.deps);
    while (running.recorder.progress().segment < 5) await systemClock.sleep(5);
    running.cancel();
    const cancelled = await running.done;
    expect(cancelled).toMatchObject({ state: 'cancelled', failure: { code: 'gate/poll-cancelled' } });
    const { state } = await sourceOf(polling);
    expect(state).toMatchObject({ failures: 0, lastFailure: null });
    const done = cancelled.segments.filter((segment) => segment.state === 'done');
    expect(state.cursor).toBe(done.at(-1)?.end);
    const next = await polling.poll();
    expect(next.mode).toBe('delta');
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.phishing'));
  });

  it('remembers the span that a server can deliver', async () => {
    await using polling = await startPolling({ faults: ['span-empty'] });
    const first = await polling.poll();
    expect(first.segments.filter((segment) => segment.state === 'split').length).toBeGreaterThan(3);
    const { segmentMs } = (await sourceOf(polling)).state;
    expect(segmentMs).toBeLessThanOrEqual(4 * 86_400_000);
    const again = await polling.poll('full');
    expect(again.segments.map((segment) => segment.state)).not.toContain('split');
    expect(again.failure).toBeNull();
  });

  it('reads a TAXII 1.0 server that stops at a limit without a sign', async () => {
    await using polling = await startPolling({
      faults: ['capped'],
      source: { collection: 'practice.phishing', taxiiVersion: '1.0' },
    });
    expect((await polling.poll()).failure).toBeNull();
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.phishing'));
  });

  it('asks in 1.0 where 1.1 is not understood', async () => {
    await using polling = await startPolling({
      faults: ['taxii-1.0-only'],
      source: { collection: 'practice.phishing' },
    });
    const report = await polling.poll();
    expect(report.failure).toBeNull();
    expect(report.warnings).toMatchObject([{ code: 'taxii/version' }]);
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.phishing'));
  });

  it('polls with a subscription where the collection demands one', async () => {
    const source = { collection: 'practice.members' };
    await using polling = await startPolling({ source });
    expect((await polling.poll()).failure?.code).toBe('taxii/subscription-needed');
    await polling.configure({ ...source, subscription: 'practice-subscription-1' });
    expect((await polling.poll()).failure).toBeNull();
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.members'));
  });

  it('waits for a result that is promised', async () => {
    await using polling = await startPolling({ source: { collection: 'practice.later' } });
    expect((await polling.poll()).failure).toBeNull();
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.later'));
  });

  it('sends a blank password, and says what is wrong with a wrong one', async () => {
    const credentials = { kind: 'basic', user: 'practice', password: '' };
    await using polling = await startPolling({ password: 'sesame', source: { credentials } });
    const refused = await polling.poll();
    expect(refused.failure).toMatchObject({ stage: 'auth', retry: 'after-change' });
    expect(refused.attempts).toHaveLength(1);
    await polling.configure({ credentials: { ...credentials, password: 'sesame' } });
    expect((await polling.poll()).failure).toBeNull();
    expect(JSON.stringify(await polling.store.polls.list({ limit: 10 }))).not.toContain('sesame');
    expect(polling.log.lines.join()).not.toContain('sesame');
  });

  it('counts what was over before it came, and does not store it', async () => {
    await using polling = await startPolling();
    const report = await polling.poll();
    expect(report.skipped).toContainEqual({ reason: 'validity-over', count: 7 });
    expect((await polling.poll('full')).funnel).toMatchObject({ new: 0, known: 210 });
  });

  it('takes observables that no indicator names only where the source says so', async () => {
    await using polling = await startPolling({ collections: [observablesOnly], source: { collection: 'members' } });
    const indicated = await polling.poll();
    expect(indicated.skipped).toEqual([{ reason: 'observable-outside-indicator', count: 1 }]);
    await polling.configure({ collection: 'members', observables: 'all' });
    expect((await polling.poll('full')).funnel.new).toBe(1);
    expect(await valuesOf(polling.store)).toEqual(['ip 192.0.2.77']);
  });

  it('offers content bindings, and drops them where the server has none of them', async () => {
    await using polling = await startPolling({
      source: { collection: 'practice.phishing', bindings: ['urn:example:nothing'] },
    });
    expect((await polling.poll()).failure).toBeNull();
    expect(await valuesOf(polling.store)).toEqual(asserted('practice.phishing'));
  });

  it('reads a data set whole, and holds back one that comes empty', async () => {
    const source = { collection: 'practice.set', collectionType: 'set' };
    await using polling = await startPolling({ source });
    const report = await polling.poll();
    expect(report).toMatchObject({ mode: 'full', state: 'succeeded', window: { begin: null, end: null } });
    const whole = await valuesOf(polling.store);
    expect(whole).toEqual(asserted('practice.set'));
    await polling.configure({ ...source, collection: 'practice.empty' });
    expect((await polling.poll()).failure?.code).toBe('guard/snapshot-empty');
    expect(await valuesOf(polling.store)).toEqual(whole);
  });

  it('keeps a private address out unless the source allows it', async () => {
    await using polling = await startPolling({ source: { allowPrivate: false } });
    const { failure } = await polling.poll();
    expect(failure).toMatchObject({ code: 'dns/private-blocked', retry: 'after-change' });
    expect(polling.lab.requests).toHaveLength(0);
  });
});

it('keeps until when the certificate of its server is valid, also where the poll then fails', async () => {
  await using polling = await startPolling();
  const { now, root, middle } = worldAt(Date.now());
  for (const status of ['200 OK', '404 Not Found']) {
    const answer = `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nevil.test\n`;
    const shown = leaf(now, middle, ['127.0.0.1']);
    const talk = afterRequest((socket) => socket.end(answer));
    const port = await serveTls([], talk, shows(shown, middle));
    const list = { kind: 'list', path: '/l', collection: null, list: { format: 'text' } };
    await polling.configure({ ...list, port, https: true, ca: pemOf(root) });
    const { validFromDate, validToDate } = new X509Certificate(pemOf(shown));
    expect((await polling.poll('full')).certificates, status).toEqual([
      {
        server: `127.0.0.1:${port}`,
        validFrom: validFromDate.toISOString(),
        validTo: validToDate.toISOString(),
      },
    ]);
  }
  await polling.configure({ kind: 'taxii1', port: polling.lab.port, https: false });
  expect(await polling.poll()).not.toHaveProperty('certificates');
});
