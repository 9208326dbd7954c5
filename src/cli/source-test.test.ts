import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, failure, offerOfLab, testView } from '../../test/fakes/fake-service.ts';
import type { Finding } from '../feed/finding.ts';
import type { TestView } from '../service/service.ts';
import { displayWidth } from './width.ts';

function serving(...views: readonly Partial<TestView>[]): FakeService {
  const service = new FakeService();
  const left = [...views];
  service.tests = async function* () {
    yield {
      kind: 'progress',
      progress: { stage: 'tls', received: 0, supported: 0, elapsedMs: 1200 },
    };
    yield { kind: 'report', report: testView(left.shift() ?? views.at(-1)) };
  };
  return service;
}

const unreachable: Finding = {
  code: 'tcp/port-filtered',
  stage: 'tcp',
  certainty: 'likely',
  alternatives: ['tcp/egress-blocked'],
  evidence: {
    addresses: ['192.0.2.7'],
    probes: [{ probe: 'knock', asked: 'tcp 192.0.2.7:443', answered: 'refused', ms: 3 }],
  },
  proposal: { patch: { port: 443, https: true }, why: { reason: 'port-443-answers', values: { port: '8443' } } },
};

function failing(finding: Finding | null = unreachable, message = 'connection failed: no answer'): Partial<TestView> {
  const record = failure({ code: 'tcp/timeout', message, evidence: {}, stage: 'tcp' }).toJSON();
  const stages = testView().stages.map((stage, i) =>
    i < 3
      ? stage
      : ({ ...stage, state: stage.stage === 'tcp' ? 'failed' : 'not-reached', ms: null, seen: {} } as const),
  );
  return { result: 'fails', failure: record, finding, stages, sample: [], skipped: [], parts: 0 };
}

describe('source test', () => {
  it('shows each stage with its number, what was seen, its time and its state', async () => {
    const { code, out } = await feedgate(['source', 'test', 'phish-urls'], { service: serving({}), columns: 80 });
    expect(code).toBe(0);
    expect(out).toContain('  3 dns      taxii.example.net → 192.0.2.7, 2001:db8::7');
    expect(out).toMatch(/^ {2}6 tls {6}TLS 1\.3 · TLS_AES_256_GCM_SHA384 .* 12 ms {2}ok$/m);
    expect(out).toMatch(/CN=taxii\.example\.net, issued by CN=Example CA/);
    expect(out).toMatch(/81 days left/);
    expect(out).toMatch(/^ 10 content {2}100 blocks → 96 indicators → 91 observables, 1 refused +12 ms {2}ok$/m);
    expect(out).toContain('✔ phish-urls works: a poll would store 90 listings');
    expect(out).toContain('url     http://phish.example/a');
    expect(out).toContain('Poll it now: feedgate poll phish-urls');
  });
  it('names the host and the address of a source whose evidence does not', async () => {
    const { out } = await feedgate(['source', 'test', 'phish-urls'], {
      service: serving(
        failing({ ...unreachable, code: 'body/not-xml', stage: 'content', evidence: { begins: 'oops' } }),
      ),
    });
    expect(out).toContain('taxii.example.net answered with something that is neither XML');
    expect(out).toContain('curl -s -m 30 https://taxii.example.net');
  });
  it.each(['en', 'ko'])('fits 80 columns in %s, whether it works or fails', async (lang) => {
    for (const view of [{}, failing()]) {
      const { out } = await feedgate(['source', 'test', 'phish-urls', '--lang', lang], {
        service: serving(view),
        columns: 80,
      });
      expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    }
  });
  it('says what failed, how sure that is, what else it may be, and the one command that mends it', async () => {
    const { code, out } = await feedgate(['source', 'test', 'phish-urls'], { service: serving(failing()) });
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}4 tcp {6}connection failed: no answer .*FAILED$/m);
    expect(out).toMatch(/^ {2}7 http +○$/m);
    expect(out).toContain('✖ title of tcp/port-filtered [tcp/port-filtered]');
    expect(out).toContain('likely: it fits best');
    expect(out).toContain('tcp 192.0.2.7:443: refused (3 ms)');
    expect(out).toMatch(/Or +title of tcp\/egress-blocked \[tcp\/egress-blocked\]\. Told by:/);
    expect(out).toMatch(/- port: none\n +\+ port: 443\n/);
    expect(out).toContain('feedgate source fix phish-urls');
    expect(out).not.toContain('feedgate source test');
  });
  it('says it in Korean', async () => {
    const { out } = await feedgate(['source', 'test', 'phish-urls', '--lang', 'ko'], { service: serving(failing()) });
    expect(out).toMatch(/^ {2}4 tcp .*실패$/m);
    expect(out).toContain('유력함: 관찰한 것과 가장 잘 맞습니다');
  });
  it('lets no peer write to the terminal', async () => {
    const hostile = 'x\u001b[2J\u202ey\nz';
    const evidence = {
      body: hostile,
      headers: { server: hostile },
      certificate: { subject: hostile, issuer: hostile },
    };
    const finding = {
      ...unreachable,
      evidence,
      proposal: { patch: { path: hostile }, why: { reason: 'answered-at', values: { url: hostile } } as const },
    };
    const view = { ...failing(finding, hostile), sample: [{ kind: 'url', value: hostile } as const] };
    for (const argv of [['phish-urls'], ['https://taxii.example.net/taxii/poll/']]) {
      const { out } = await feedgate(['source', 'test', ...argv], { service: serving(view) });
      expect(out).not.toMatch(/[\u001b\u202e]/);
      expect(out).not.toContain('\nz');
    }
  });
  it('prints one JSON document with the texts of the language asked for', async () => {
    const { code, out } = await feedgate(['source', 'test', 'phish-urls', '--json', '--lang', 'ko'], {
      service: serving(failing()),
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      source: 'phish-urls',
      result: 'fails',
      failure: { code: 'tcp/timeout' },
      finding: { code: 'tcp/port-filtered', proposal: { patch: { port: 443 } } },
      explained: { code: 'tcp/port-filtered', alternatives: [{ code: 'tcp/egress-blocked' }] },
      fix: 'feedgate source fix phish-urls',
    });
    const works = await feedgate(['source', 'test', 'phish-urls', '--json'], { service: serving({}) });
    expect(JSON.parse(works.out)).toMatchObject({ result: 'works', failure: null, explained: null, fix: null });
  });
  it('hands on what it was told: bounds, probes, settings for this once', async () => {
    const { service } = await feedgate(['source', 'test', 'phish-urls', '--full', '--no-probe', '--segment', '1d']);
    expect(service.calls).toContainEqual([
      'testSource',
      { name: 'phish-urls', changes: { segment: '1d' } },
      { full: true, probe: false },
    ]);
  });
  it('takes an address, and says what it found and how to add it', async () => {
    const discovery = { offer: offerOfLab(), settings: { path: '/taxii/poll/', collection: 'phish' } };
    const { out, service } = await feedgate(
      ['source', 'test', 'https://alice@taxii.example.net/', '--interval', '30m', '--tag', 'a b'],
      { service: serving({ source: 'taxii.example.net', discovery }) },
    );
    expect(service.calls[0]?.slice(0, 2)).toEqual([
      'testSource',
      { input: { url: 'https://alice@taxii.example.net/', interval: '30m', tags: ['a b'] } },
    ]);
    expect(out).toMatch(/^ {2}1 poll +the poll service found: .*fixed$/m);
    expect(out).toMatch(/^ {2}2 collect {2}1 collection; "phish" chosen .*fixed$/m);
    expect(out).toContain(
      "\n  feedgate source add phish https://taxii.example.net/taxii/poll/ --collection phish --interval 30m --tag 'a b' --user alice\n",
    );
  });
  it('has a changed command for an address whose fault is known, and no step for a source that is none', async () => {
    const { out } = await feedgate(['source', 'test', 'https://taxii.example.net:8443/taxii/poll/'], {
      service: serving({ ...failing(), url: 'https://taxii.example.net:8443/taxii/poll/' }),
    });
    expect(out.replaceAll(/\n +/g, ' ')).toContain('feedgate source test https://taxii.example.net/taxii/poll/');
    expect(out).not.toMatch(/feedgate source (?:fix|edit)/);
  });
  it('refuses a name that is none, and takes what has a dot for a host', async () => {
    expect((await feedgate(['source', 'test', 'nosuch'])).code).toBe(3);
    const { service } = await feedgate(['source', 'test', 'taxii.example.net']);
    expect(service.calls[0]?.[1]).toEqual({ input: { url: 'taxii.example.net' } });
  });
  it('stops at Ctrl-C', async () => {
    const stop = new AbortController();
    const service = new FakeService();
    let left = false;
    service.tests = async function* () {
      try {
        for (;;) {
          stop.abort();
          yield { kind: 'progress', progress: { stage: 'http', received: 0, supported: 0, elapsedMs: 0 } };
        }
      } finally {
        left = true;
      }
    };
    const { code, out } = await feedgate(['source', 'test', 'phish-urls'], { service, signal: stop.signal });
    expect({ code, out, left }).toEqual({ code: 130, out: '', left: true });
  });
});

describe('source discover', () => {
  it('lists versions, services and collections, and the command that adds one', async () => {
    const { code, out } = await feedgate(
      ['source', 'discover', 'https://taxii.example.net/taxii/', '--user', 'alice', '--no-password'],
      {
        columns: 100,
      },
    );
    expect(code).toBe(0);
    expect(out).toContain('✔ https://taxii.example.net/taxii/: TAXII 1.1, 1.0');
    expect(out).toMatch(/^POLL +https:\/\/taxii\.example\.net\/taxii\/poll\/$/m);
    expect(out).toMatch(/^phish +feed +1\.1 +12,000 +open +phishing URLs$/m);
    expect(out).toContain(
      '\n  feedgate source add phish https://taxii.example.net/taxii/poll/ --collection phish --user alice --no-password\n',
    );
  });
  it('says what stood in the way, and exits 1 where nothing was found', async () => {
    const service = new FakeService();
    const nothing = { versions: [], services: [], collections: [], proposal: null } as const;
    service.offers = async function* () {
      yield { kind: 'offer', offer: offerOfLab({ ...nothing, access: 'unknown', code: 'tcp/refused' }) };
    };
    const { code, out } = await feedgate(['source', 'discover', 'https://taxii.example.net/'], { service });
    expect(code).toBe(1);
    expect(out).toContain('nothing was found that speaks TAXII: title of tcp/refused [tcp/refused]');
  });
  it('says why there are no collections', async () => {
    const service = new FakeService();
    service.offers = async function* () {
      yield { kind: 'offer', offer: offerOfLab({ collections: [], access: 'refused', code: 'http/401' }) };
    };
    const { out } = await feedgate(['source', 'discover', 'phish-urls'], { service });
    expect(out).toContain('! the list is refused to these credentials: title of http/401 [http/401]');
    expect(service.calls).toContainEqual(['discoverSource', { name: 'phish-urls' }]);
  });
  it('adds a collection of TAXII 2 by the address of its objects', async () => {
    const service = new FakeService();
    const objects = 'https://taxii.example.net/api1/collections/91a7b528/objects/';
    const newer = { name: '91a7b528', title: 'High Value', version: '2.1', polls: [objects] } as const;
    service.offers = async function* () {
      const offer = offerOfLab();
      const collections = offer.collections.map((each) => ({ ...each, ...newer }));
      yield { kind: 'offer', offer: { ...offer, versions: ['2.1'], collections, proposal: null } };
    };
    const { code, out } = await feedgate(['source', 'discover', 'https://taxii.example.net/taxii2/'], { service });
    expect(code).toBe(0);
    expect(out).toContain(`\n  feedgate source add high-value ${objects}\n`);
  });
  it('prints JSON with the commands', async () => {
    const { out } = await feedgate(['source', 'discover', 'https://taxii.example.net/taxii/', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      versions: ['1.1', '1.0'],
      access: 'granted',
      commands: [expect.stringContaining('source add phish')],
    });
  });
});
