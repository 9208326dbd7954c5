import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, failure, pollReport, sourceView, testView } from '../../test/fakes/fake-service.ts';
import type { Finding, Proposal } from '../feed/finding.ts';
import type { Code, Stage } from '../base/failure.ts';
import type { TestView } from '../service/service.ts';

const slash: Proposal = {
  patch: { path: '/taxii/poll/' },
  why: { reason: 'answered-at', values: { url: 'https://feed.example/taxii/poll/' } },
};

function trouble(code: Code, stage: Stage, proposal: Proposal | null): Partial<TestView> {
  const finding: Finding = { code, stage, certainty: 'certain', alternatives: [], evidence: {}, proposal };
  const record = failure({ code, stage, message: `the server says ${code}`, evidence: {} }).toJSON();
  return { result: 'fails', failure: record, finding };
}

/** A service whose tests come out as given, one after the other. */
function serving(...views: readonly Partial<TestView>[]): FakeService {
  const service = new FakeService();
  const left = [...views];
  service.tests = async function* () {
    yield { kind: 'report', report: testView(left.shift()) };
  };
  return service;
}

function callsOf(service: FakeService, method: string): readonly unknown[] {
  return service.calls.filter(([name]) => name === method);
}

const yes = ['source', 'fix', 'phish-urls', '--yes'];

describe('source fix', () => {
  it('shows the change, tries it, applies it, polls, and says that it helped', async () => {
    const { code, talk, service } = await feedgate(yes, {
      service: serving(trouble('http/405-slash', 'http', slash), {}),
    });
    expect(code).toBe(0);
    expect(talk).toContain(
      '- path: none\n    + path: /taxii/poll/\n    because a poll is answered at https://feed.example/taxii/poll/\n',
    );
    expect(callsOf(service, 'testSource')).toEqual([
      ['testSource', { name: 'phish-urls' }, { full: false, probe: true }],
      ['testSource', { name: 'phish-urls', changes: slash.patch }, { full: false, probe: true }],
    ]);
    expect(callsOf(service, 'editSource')).toEqual([['editSource', 'phish-urls', slash.patch, null]]);
    expect(callsOf(service, 'poll')).toHaveLength(1);
    expect(talk).toContain('✔ phish-urls is mended');
  });
  it('saves nothing where the change does not help', async () => {
    const same = trouble('http/405-slash', 'http', slash);
    const { code, talk, service } = await feedgate(yes, { service: serving(same, same) });
    expect(code).toBe(1);
    expect(callsOf(service, 'editSource')).toEqual([]);
    expect(callsOf(service, 'poll')).toEqual([]);
    expect(talk).toContain('the change does not help; phish-urls is left as it was');
  });
  it('saves nothing where an earlier stage fails with the change', async () => {
    const views = [trouble('http/404-path', 'http', slash), trouble('dns/nxdomain', 'dns', null)];
    expect(callsOf((await feedgate(yes, { service: serving(...views) })).service, 'editSource')).toEqual([]);
  });
  it('goes on with what comes to light behind it', async () => {
    const name: Proposal = {
      patch: { collection: 'phish' },
      why: { reason: 'nearest-of-listed', values: { count: '3', name: 'phish' } },
    };
    const views = [trouble('http/404-path', 'http', slash), trouble('taxii/collection-not-found', 'taxii', name), {}];
    const { code, service } = await feedgate([...yes, '--json'], { service: serving(...views) });
    expect(code).toBe(0);
    expect(callsOf(service, 'editSource')).toHaveLength(2);
  });
  it('says so, with the steps, where no change is known to mend it', async () => {
    const { code, talk } = await feedgate(yes, { service: serving(trouble('http/503', 'http', null)) });
    expect(code).toBe(1);
    expect(talk).toContain('✖ title of http/503 [http/503]');
    expect(talk).toMatch(/^ {2}Fix /m);
    expect(talk).toContain('no change of its settings is known to mend this');
  });
  it('asks, and changes nothing on a no', async () => {
    const { code, talk, service } = await feedgate(['source', 'fix', 'phish-urls'], {
      service: serving(trouble('http/405-slash', 'http', slash)),
      typed: 'n\n',
    });
    expect(code).toBe(1);
    expect(talk).toContain('Change phish-urls so? [y/N]');
    expect(callsOf(service, 'testSource')).toHaveLength(1);
  });
  it('needs a yes where nobody can be asked', async () => {
    const { code, talk } = await feedgate(['source', 'fix', 'phish-urls'], {
      service: serving(trouble('http/405-slash', 'http', slash)),
    });
    expect(code).toBe(2);
    expect(talk).toContain('feedgate source fix phish-urls --yes');
  });
  it('takes the finding of the last poll, without asking the server again', async () => {
    const { failure: record, finding } = trouble('http/405-slash', 'http', slash);
    if (!record || !finding) throw new Error('no trouble');
    const service = serving({});
    service.sources = [sourceView({ failures: 2, failure: record })];
    service.reports = [
      pollReport({ state: 'failed', failure: record, finding: { ...finding, at: '2026-11-22T09:00:00Z' } }),
    ];
    expect((await feedgate(yes, { service })).code).toBe(0);
    expect(callsOf(service, 'testSource')).toHaveLength(1);
  });
  it('reads everything again where the change asks for the cursor to be decided', async () => {
    const service = serving(
      trouble('taxii/collection-not-found', 'taxii', { ...slash, patch: { collection: 'x' } }),
      {},
    );
    service.refuse = undefined;
    const edit = service.editSource.bind(service);
    service.editSource = (name, changes, reset) =>
      reset === null
        ? Promise.reject(failure({ code: 'config/cursor-reset-needed', message: 'decide', evidence: {} }))
        : edit(name, changes, reset);
    expect((await feedgate(yes, { service })).code).toBe(0);
    expect(callsOf(service, 'editSource')).toEqual([['editSource', 'phish-urls', { collection: 'x' }, true]]);
  });
  it('has nothing to mend where the source works', async () => {
    const { code, talk, service } = await feedgate(yes, { service: serving({}) });
    expect(code).toBe(0);
    expect(talk).toContain('✔ phish-urls works: there is nothing to mend');
    expect(callsOf(service, 'poll')).toEqual([]);
  });
});
